interface Latin1Source {
  latin1Slice?(this: Uint8Array, start: number, end: number): string
}

// Node's native conversion works on every Uint8Array and is far faster than anything written in the language.
const native = (globalThis as { Buffer?: { prototype: Latin1Source } }).Buffer?.prototype.latin1Slice

// The number of arguments that a call takes is bounded by the stack.
const CHUNK = 4096

function portable(octets: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at += CHUNK) {
    text += String.fromCharCode(...octets.subarray(at, Math.min(end, at + CHUNK)))
  }
  return text
}

/** The octets from `start` to before `end` as a string of one character (U+0000 to U+00FF) each. */
export const latin1: (octets: Uint8Array, start: number, end: number) => string =
  native === undefined ? portable : (octets, start, end) => native.call(octets, start, end)
