import type { Suite } from '../../lab/suite.ts'
import { readLog } from '../../lab/log/reader.ts'
import type { VerdictLine } from '../../lab/log-line.ts'
import { restore } from '../../lab/run/stored.ts'
import { hex } from '../../reports/octets/hex.ts'
import type { Event } from '../../reports/octets/event.ts'
import { readEvents } from '../../reports/octets/read-events.ts'

/** What a trace says about a verdict, in lines. */
export interface Excerpt {
  readonly sent: readonly string[]
  readonly came: readonly string[]
}

const MOST_EVENTS = 6

/** For each verdict the lines that its deciding trace gives, read from the run log in one pass. */
export async function excerpts(
  file: string,
  suite: Suite,
  verdicts: readonly VerdictLine[]
): Promise<ReadonlyMap<VerdictLine, Excerpt>> {
  const wanted = new Map<string, VerdictLine[]>()
  for (const verdict of verdicts) {
    const id = traceOf(verdict)
    if (id !== undefined) wanted.set(id, [...(wanted.get(id) ?? []), verdict])
  }
  const found = new Map<VerdictLine, Excerpt>()
  if (wanted.size === 0) return found
  for await (const read of readLog(file)) {
    if (!('line' in read) || read.line.type !== 'trace') continue
    for (const verdict of wanted.get(read.line.id) ?? []) {
      const trace = restore(read.line)
      const mark = suite.cases.find(({ id }) => id === verdict.case)?.mark
      const events = readEvents(suite.name, suite.role, trace)
      const deciding = new Set(verdict.evidence?.entries ?? [])
      const said = events.filter(({ by, entry }) => {
        const at = trace.entries[entry]
        return (
          mark !== undefined && by === 'lab' && at?.kind === 'sent' && at.auto !== true && at.step === mark
        )
      })
      found.set(verdict, {
        sent: lines(said),
        came: lines(events.filter(({ entry }) => deciding.has(entry)))
      })
    }
  }
  return found
}

/** The id of the trace that decided a verdict. */
export function traceOf({ evidence }: VerdictLine): string | undefined {
  return evidence === undefined ? undefined : evidence[evidence.decidedIn]
}

function lines(events: readonly Event[]): string[] {
  const shown = events
    .slice(0, MOST_EVENTS)
    .flatMap(({ line, octets }) => (octets === undefined ? [line] : [line, `  ${hex(octets)}`]))
  return events.length > MOST_EVENTS ? [...shown, `… ${events.length - MOST_EVENTS} more`] : shown
}
