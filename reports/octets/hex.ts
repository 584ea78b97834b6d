/** Octets in hexadecimal, at most `most` of them, and how many there are when some are left out. */
export function hex(octets: Uint8Array, most = 64): string {
  const shown = Array.from(octets.subarray(0, most), (octet) => octet.toString(16).padStart(2, '0'))
  const left = octets.length - shown.length
  return shown.join(' ') + (left > 0 ? ` … ${left} more octets` : '')
}
