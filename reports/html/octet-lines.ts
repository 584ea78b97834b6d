import { open } from 'node:fs/promises'
import { LONGEST_LINE } from '../../lab/log/reader.ts'

/** A line of a file, with its number from 1, as octets without the line feed; undefined when it is too long to be held. */
export interface OctetLine {
  readonly number: number
  readonly octets: Buffer | undefined
}

const SLICE = 4 * 1024 * 1024
const LINE_FEED = 10

/**
 * The lines of a file, a slice's worth at a time: a run log has hundreds of megabytes, and most of its lines need not be
 * turned into text to be known as copies of earlier ones. Throws only the file system's errors.
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
      return { number: number++, octets }
    }
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(SLICE), 0, SLICE, null)
      if (bytesRead === 0) break
      const lines: OctetLine[] = []
      const slice = buffer.subarray(0, bytesRead)
      let start = 0
      for (let end; (end = slice.indexOf(LINE_FEED, start)) !== -1; start = end + 1) {
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
