import { isAscii } from 'node:buffer'
import type { LogLine } from '../log-line.ts'
import { LONGEST_LINE, octetLines, type OctetLine } from './octet-lines.ts'
import { wrongWith } from './shape.ts'

/** A line of a run log with its number (from 1), or why it cannot be read. */
export type ReadLine =
  { readonly number: number; readonly line: LogLine } | { readonly number: number; readonly problem: string }

export interface LogOptions {
  /** Octets beyond which a line is not held. */
  readonly longest?: number
}

/**
 * Reads a run log, a line at a time. Lines that were cut off, are no JSON or no lines of a run log are reported by
 * their number; empty lines are passed over. Throws only the file system's errors.
 */
export async function* readLog(
  file: string,
  { longest = LONGEST_LINE }: LogOptions = {}
): AsyncGenerator<ReadLine> {
  for await (const batch of octetLines(file, longest))
    for (const line of batch) {
      const read = readLine(line, longest)
      if (read !== undefined) yield read
    }
}

/** One line of a run log from its octets; undefined when it is empty. */
export function readLine({ number, octets }: OctetLine, longest = LONGEST_LINE): ReadLine | undefined {
  if (octets === undefined) return { number, problem: `the line is longer than ${longest} octets` }
  const text = textOf(octets)
  return text.trim() === '' ? undefined : { number, ...parseLine(text) }
}

/** As utf8 would have it; most lines have nothing beyond ASCII, which takes less time. */
export const textOf = (octets: Buffer): string => octets.toString(isAscii(octets) ? 'latin1' : 'utf8')

const NO_JSON = 'the line is not JSON (cut off, or not of a run log)'
/** How what may be a line of a run log, or another value of JSON, begins. */
const OBJECT = /^\s{0,100}["\d[{tfn-]/

/** One line of a run log from its text. */
export function parseLine(text: string): { readonly line: LogLine } | { readonly problem: string } {
  // An error for each line of a large file of something else would take minutes.
  if (!OBJECT.test(text)) return { problem: NO_JSON }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: NO_JSON }
  }
  const problem = wrongWith(value)
  return problem === undefined ? { line: value as LogLine } : { problem }
}
