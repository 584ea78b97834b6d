/** What the judge's reading takes of Node; buffer.ts stands in for it. Anything more would not run in a browser. */
declare const Buffer: { compare(a: Uint8Array, b: Uint8Array): number }
