import { printable } from '../printable.ts'

/** A line of octets as they crossed the wire, its end included. */
export interface OctetLine {
  readonly from: number
  readonly to: number
  /** With everything that is no visible character escaped. */
  readonly text: string
}

/** Lines, and characters of a line, that are shown. */
const MOST_LINES = 60
const LONGEST = 200

/** Octets of HTTP/1 cut behind each LF; what is beyond the first lines is one line that says how much it is. */
export function http1Lines(octets: Uint8Array): OctetLine[] {
  const lines: OctetLine[] = []
  let from = 0
  while (from < octets.length) {
    const end = octets.indexOf(0x0a, from)
    const to = lines.length === MOST_LINES || end === -1 ? octets.length : end + 1
    const text =
      lines.length === MOST_LINES ? `… ${to - from} more octets` : `"${shown(octets.subarray(from, to))}"`
    lines.push({ from, to, text })
    from = to
  }
  return lines
}

function shown(octets: Uint8Array): string {
  const text = printable(String.fromCharCode(...octets.subarray(0, LONGEST)))
    .replaceAll('\\x0d', '\\r')
    .replaceAll('\\x0a', '\\n')
  return octets.length > LONGEST ? `${text}… (${octets.length} octets)` : text
}
