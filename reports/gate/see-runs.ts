import { printable } from '../printable.ts'
import { readRuns } from '../runs/read-runs.ts'
import type { Section } from '../runs/section.ts'
import { UnreadableLog } from '../runs/unreadable-log.ts'
import { ExpectationError } from './expectation-error.ts'
import type { Seen } from './outcome.ts'
import { roundsOf } from './rounds.ts'
import { RunParts } from './run-part.ts'

/** What run logs say, and which of their lines could not be read. */
export interface SeenRuns {
  readonly seen: readonly Seen[]
  readonly unread: readonly string[]
}

/** Lines that could not be used and are named; the others are counted. */
const MOST = 200

/**
 * Reads run logs as a stream, keeping no trace. A line that cannot be read is named. Throws an ExpectationError for a
 * file that cannot be opened, holds no run, or holds a run that another one has brought already.
 */
export async function seeRuns(files: readonly string[]): Promise<SeenRuns> {
  const parts = new RunParts()
  const unread: string[] = []
  let unnamed = 0
  /** Where each run stands, by its id. */
  const ids = new Map<string, string>()
  const holding = new Set<string>()
  const sections: Section[] = []
  try {
    for await (const item of readRuns(files, {
      traces: false,
      section: (section) => sections.push(section)
    })) {
      if (!('line' in item)) {
        if (unread.length === MOST) unnamed++
        else unread.push(`${printable(item.file)}:${item.number}: ${printable(item.problem)}.`)
        continue
      }
      const { line, section } = item
      const { file } = section
      if (line.type === 'run') {
        holding.add(file)
        const before = line.id === undefined ? undefined : ids.get(line.id)
        if (before !== undefined)
          throw new ExpectationError(`${printable(file)} holds the same run as ${printable(before)}.`)
        if (line.id !== undefined) ids.set(line.id, file)
      }
      if (section.run === undefined) parts.leave()
      else parts.take(line)
    }
  } catch (error) {
    throw error instanceof UnreadableLog ? new ExpectationError(printable(error.message)) : error
  }
  const empty = files.find((file) => !holding.has(file))
  if (empty !== undefined) throw new ExpectationError(`${printable(empty)} is no run log: it holds no run.`)
  // A run that was killed before it came to anything must not pass for one that has nothing to say.
  for (const { file, from, run, told } of sections)
    if (run !== undefined && told.size === 0) {
      if (unread.length === MOST) unnamed++
      else unread.push(`${printable(file)}:${from}: the run that begins here tells of no target.`)
    }
  if (unnamed > 0) unread.push(`${unnamed} more lines or runs could not be used.`)
  return { seen: roundsOf(parts.parts), unread }
}
