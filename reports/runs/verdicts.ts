import type { VerdictLine } from '../../lab/log-line.ts'
import type { Gathered } from './gather.ts'
import { readRuns } from './read-runs.ts'
import type { Section } from './section.ts'

/** A verdict that stands, and the run that it is of. */
export interface Standing {
  readonly section: Section
  readonly verdict: VerdictLine
}

/** The verdicts that stand, each case of a target once, in the order of the logs: the second reading of what `gather` read. */
export async function* verdicts(gathered: Gathered): AsyncGenerator<Standing> {
  for await (const item of readRuns(gathered.files, { traces: false })) {
    if (!('line' in item) || item.line.type !== 'verdict') continue
    const { file, index } = item.section
    if (!gathered.stands(file, item.number)) continue
    // The sections of the first reading are whole: they know how the run ended.
    const section = gathered.sections[index] ?? item.section
    yield { section, verdict: believed(item.line, gathered.doubtful(file, item.number)) }
  }
}

/** A verdict that another run contradicts is inconclusive. */
export function believed(line: VerdictLine, doubtful: boolean): VerdictLine {
  if (!doubtful) return line
  const rest: { -readonly [K in keyof VerdictLine]: VerdictLine[K] } = { ...line }
  delete rest.manner
  return { ...rest, verdict: 'inconclusive', reason: `runs contradict each other; one says: ${line.reason}` }
}
