import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import type { LogLine } from '../log-line.ts'
import { wrongWith } from './shape.ts'

/** A line of a run log with its number (from 1), or why it cannot be read. */
export type ReadLine =
  { readonly number: number; readonly line: LogLine } | { readonly number: number; readonly problem: string }

/** Characters beyond which a line is not collected: far more than the largest trace has. */
export const LONGEST_LINE = 256 * 1024 * 1024

export interface LogOptions {
  /** Characters beyond which a line is not collected. */
  readonly longest?: number
  /** Lines that are passed over unread. */
  skip?(text: string): boolean
}

/**
 * Reads a run log, a line at a time. Lines that were cut off, are no JSON or no lines of a run log are reported by
 * their number; empty lines are passed over. Throws only the file system's errors.
 */
export async function* readLog(
  file: string,
  { longest = LONGEST_LINE, skip }: LogOptions = {}
): AsyncGenerator<ReadLine> {
  const pieces = createReadStream(file, { highWaterMark: 256 * 1024 })
  for await (const { number, text, problem } of linesOf(pieces as AsyncIterable<Uint8Array>, longest)) {
    if (problem !== undefined) yield { number, problem }
    else if (text.trim() !== '' && skip?.(text) !== true) yield { number, ...parseLine(text) }
  }
}

/** One line of a run log from its text. */
export function parseLine(text: string): { readonly line: LogLine } | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: 'the line is not JSON (cut off, or not of a run log)' }
  }
  const problem = wrongWith(value)
  return problem === undefined ? { line: value as LogLine } : { problem }
}

interface RawLine {
  readonly number: number
  readonly text: string
  readonly problem?: string
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<RawLine> {
  const decoder = new StringDecoder('utf8')
  let number = 1
  let parts: string[] = []
  let length = 0
  const take = (part: string): void => {
    length += part.length
    if (length <= longest) parts.push(part)
    else parts = []
  }
  const finish = (): RawLine => {
    const problem = length > longest ? { problem: `the line is longer than ${longest} characters` } : {}
    const line = { number: number++, text: parts.join(''), ...problem }
    parts = []
    length = 0
    return line
  }
  for await (const octets of pieces) {
    const piece = decoder.write(octets as Buffer)
    let start = 0
    for (let end; (end = piece.indexOf('\n', start)) !== -1; start = end + 1) {
      take(piece.slice(start, end))
      yield finish()
    }
    take(piece.slice(start))
  }
  take(decoder.end())
  if (length > 0) yield finish()
}
