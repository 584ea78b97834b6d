import { open } from 'node:fs/promises'

/** Octets beyond which a line is not held: far more than the largest trace has. */
export const LONGEST_LINE = 256 * 1024 * 1024

/** A line of a file, with its number from 1, as octets without the line feed; undefined when it is too long to be held. */
export interface OctetLine {
  readonly number: number
  readonly octets: Buffer | undefined
}

const SLICE = 1024 * 1024
const LINE_FEED = 10
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * The lines of a file that are not empty, a slice's worth at a time: a run log has hundreds of megabytes, and most of its lines need not be
 * turned into text to be passed over or known as copies of earlier ones. A byte order mark before the first is left out.
 * Throws only the file system's errors.
 */
export async function* octetLines(file: string, longest = LONGEST_LINE): AsyncGenerator<OctetLine[]> {
  const handle = await open(file)
  try {
    let number = 1
    let begun: Buffer[] = []
    let length = 0
    const take = (part: Buffer): void => {
      length += part.length
      if (length <= longest) begun.push(part)
      else begun = []
    }
    const finish = (): OctetLine => {
      const octets = length > longest ? undefined : begun.length === 1 ? begun[0] : Buffer.concat(begun)
      begun = []
      length = 0
      const marked = number === 1 && octets?.subarray(0, 3).equals(BYTE_ORDER_MARK) === true
      return { number: number++, octets: marked ? octets.subarray(3) : octets }
    }
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(SLICE), 0, SLICE, null)
      if (bytesRead === 0) break
      const lines: OctetLine[] = []
      const slice = buffer.subarray(0, bytesRead)
      let start = 0
      for (let end; (end = slice.indexOf(LINE_FEED, start)) !== -1; start = end + 1) {
        // A file of nothing but line feeds is not worth an object for each.
        if (length === 0 && end === start) {
          number++
          continue
        }
        take(slice.subarray(start, end))
        lines.push(finish())
      }
      if (start < bytesRead) take(slice.subarray(start))
      if (lines.length > 0) yield lines
    }
    if (length > 0) yield [finish()]
  } finally {
    await handle.close()
  }
}
