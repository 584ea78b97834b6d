import { KNOWN_FORMATS, LOG_FORMAT, type LogLine } from '../../lab/log-line.ts'
import { readLog } from '../../lab/log/reader.ts'
import type { Problem, Section } from './section.ts'
import { emptyTally } from './tally.ts'

/** A line with the run that it belongs to, or one that cannot be used and why. */
export type RunItem = { readonly section: Section; readonly number: number; readonly line: LogLine } | Problem

/** Which lines are of interest; lines that are passed over are not parsed. */
export interface ReadOptions {
  /** Traces are passed over. */
  readonly traces?: false
  /** Called with each section as it begins; it is filled while its lines are read. */
  section?(section: Section): void
}

/**
 * Reads run logs one line at a time, in their order, each with its run. A run of a format that is not known
 * is passed over as a whole and named once, and so is what stands before the first run. Throws UnreadableLog when a
 * file cannot be read.
 */
export async function* readRuns(
  files: readonly string[],
  options: ReadOptions = {}
): AsyncGenerator<RunItem> {
  let index = 0
  for (const file of files) {
    let section: Section | undefined
    let skipping = false
    for await (const read of linesOf(file, options.traces === false)) {
      if (!('line' in read)) {
        const newer = foreignFormat(read.problem)
        if (newer !== undefined) {
          skipping = true
          section = undefined
        }
        if (newer !== undefined || !skipping)
          yield { file, number: read.number, problem: newer ?? read.problem }
        continue
      }
      const { line, number } = read
      if (line.type === 'run') {
        skipping = false
        section = { index: index++, file, from: number, run: line, tally: emptyTally(), verdicts: 0, took: 0 }
        options.section?.(section)
        yield { section, number, line }
        continue
      }
      if (skipping) continue
      if (section === undefined) {
        // The beginning of the log was lost: what stands here is still worth something.
        section = { index: index++, file, from: number, tally: emptyTally(), verdicts: 0, took: 0 }
        options.section?.(section)
        yield { file, number, problem: 'no line before this one says which run it belongs to' }
      }
      if (line.type === 'target') section.target = line
      else if (line.type === 'end') section.end = line
      else if (line.type === 'verdict') {
        section.verdicts++
        section.took += line.took ?? 0
      }
      yield { section, number, line }
    }
  }
}

/** A run log that cannot be read at all: the message is one sentence for the user. */
export class UnreadableLog extends Error {}

async function* linesOf(file: string, withoutTraces: boolean) {
  try {
    yield* readLog(file, withoutTraces ? { skip: isTrace } : {})
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
    throw new UnreadableLog(`The run log ${file} cannot be read: ${why}.`)
  }
}

const isTrace = (text: string): boolean => text.startsWith('{"type":"trace"')

/** Whether the problem is that of a run line of another format, and how to say so. */
export function foreignFormat(problem: string): string | undefined {
  const found = /^the run is of format (.+)$/.exec(problem)?.[1]
  if (found === undefined) return undefined
  const newer = Number(found) > LOG_FORMAT
  return (
    `the run is of format ${found}, which ${newer ? 'is newer than what this program reads' : 'this program does not read'} ` +
    `(${KNOWN_FORMATS.join(', ')}); all of it is left out`
  )
}
