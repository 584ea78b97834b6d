import type { TraceLine, VerdictLine } from '../../lab/log-line.ts'
import { restore } from '../../lab/run/stored.ts'
import { suiteOf, traceOf } from '../facts.ts'
import { hex } from '../octets/hex.ts'
import type { Event } from '../octets/event.ts'
import { readEvents } from '../octets/read-events.ts'
import { readRuns } from '../runs/read-runs.ts'
import type { Section } from '../runs/section.ts'
import type { Standing } from '../runs/verdicts.ts'

/** What a trace says about a verdict, in lines. */
export interface Excerpt {
  readonly sent: readonly string[]
  readonly came: readonly string[]
}

const MOST_EVENTS = 6

/**
 * For each verdict the lines that its deciding trace gives: one reading of the logs. Traces are found by their id within
 * their run, whatever case they were made for.
 */
export async function excerpts(
  files: readonly string[],
  standings: readonly Standing[]
): Promise<ReadonlyMap<VerdictLine, Excerpt>> {
  const wanted = new Map<string, Standing[]>()
  for (const standing of standings) {
    const id = traceOf(standing.verdict)
    if (id === undefined) continue
    const key = keyOf(standing.section, standing.verdict.target, id)
    wanted.set(key, [...(wanted.get(key) ?? []), standing])
  }
  const found = new Map<VerdictLine, Excerpt>()
  if (wanted.size === 0) return found
  for await (const item of readRuns(files)) {
    if (!('line' in item) || item.line.type !== 'trace') continue
    const { section, line } = item
    for (const { verdict } of wanted.get(keyOf(section, line.target, line.id)) ?? [])
      found.set(verdict, excerptOf(section, verdict, line))
  }
  return found
}

/** A log that was appended to holds a trace of the same id in each run: the run's id, or where it begins, tells them apart. */
const keyOf = ({ file, from, run }: Section, target: string, id: string): string =>
  JSON.stringify([file, run?.id ?? from, target, id])

function excerptOf(section: Section, verdict: VerdictLine, line: TraceLine): Excerpt {
  const suite = suiteOf(section)
  const trace = restore(line)
  const mark = suite?.cases.find(({ id }) => id === verdict.case)?.mark
  const events = readEvents(suite?.name ?? '', suite?.role ?? 'server', trace)
  const deciding = new Set(verdict.evidence?.entries ?? [])
  const said = events.filter(({ by, entry }) => {
    const at = trace.entries[entry]
    return mark !== undefined && by === 'lab' && at?.kind === 'sent' && at.auto !== true && at.step === mark
  })
  return { sent: lines(said), came: lines(events.filter(({ entry }) => deciding.has(entry))) }
}

function lines(events: readonly Event[]): string[] {
  const shown = events
    .slice(0, MOST_EVENTS)
    .flatMap(({ line, octets }) => (octets === undefined ? [line] : [line, `  ${hex(octets)}`]))
  return events.length > MOST_EVENTS ? [...shown, `… ${events.length - MOST_EVENTS} more`] : shown
}
