/** What the judge's reading takes of Node's Buffer, for a browser: comparing octets, as a number that tells the order. */
export const Buffer = {
  compare(a: Uint8Array, b: Uint8Array): number {
    const least = Math.min(a.length, b.length)
    for (let at = 0; at < least; at++)
      if (a[at] !== b[at]) return (a[at] as number) < (b[at] as number) ? -1 : 1
    return Math.sign(a.length - b.length)
  }
}
