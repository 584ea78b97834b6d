import { readLog } from '../../lab/log/reader.ts'
import { printable } from '../printable.ts'
import { ExpectationError } from './expectation-error.ts'
import type { Seen } from './outcome.ts'
import { roundsOf } from './rounds.ts'
import { RunParts } from './run-part.ts'

/** What run logs say, and which of their lines could not be read. */
export interface SeenRuns {
  readonly seen: readonly Seen[]
  readonly unread: readonly string[]
}

/**
 * Reads run logs as a stream, keeping no trace. A line that cannot be read is named. Throws an ExpectationError for a
 * file that cannot be opened, holds no run, or holds a run that another one has brought already.
 */
export async function readRuns(files: readonly string[]): Promise<SeenRuns> {
  const parts = new RunParts()
  const unread: string[] = []
  const ids = new Map<string, string>()
  for (const file of files) {
    let runs = 0
    try {
      for await (const read of readLog(file)) {
        if (!('line' in read)) {
          unread.push(`${printable(file)}:${read.number}: ${printable(read.problem)}.`)
          continue
        }
        const { line } = read
        if (line.type === 'run') {
          runs++
          const before = line.id === undefined ? undefined : ids.get(line.id)
          if (before !== undefined)
            throw new ExpectationError(`${printable(file)} holds the same run as ${printable(before)}.`)
          if (line.id !== undefined) ids.set(line.id, file)
        }
        parts.take(line)
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === undefined || error instanceof ExpectationError) throw error
      throw new ExpectationError(`The run log ${printable(file)} cannot be read (${code}).`)
    }
    parts.leave()
    if (runs === 0) throw new ExpectationError(`${printable(file)} is no run log: it holds no run.`)
  }
  return { seen: roundsOf(parts.parts), unread }
}
