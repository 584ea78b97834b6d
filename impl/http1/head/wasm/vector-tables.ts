/**
 * The classes of octets as vectors read them: for each bit of octet-classes.ts, from the lowest, two tables of 16 octets.
 * In the first, bit h of octet l says whether the octet 16 h + l is of the class; the second is for 16 (h + 8) + l.
 */
export function vectorTablesOf(classes: Uint8Array): Uint8Array {
  const tables = new Uint8Array(8 * 32)
  for (const [octet, ofOctet] of classes.entries()) {
    const [low, high] = [octet & 15, octet >> 4]
    for (let bit = 0; bit < 8; bit++) {
      if ((ofOctet & (1 << bit)) === 0) continue
      tables[bit * 32 + (high < 8 ? 0 : 16) + low]! |= 1 << (high & 7)
    }
  }
  return tables
}
