import type { LogLine, TraceLine, VerdictLine } from '../../lab/log-line.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import { TargetFailed, type Suite } from '../../lab/suite.ts'
import { http2Server } from '../http2/server-suite.ts'
import { compare, type Comparison } from './compare.ts'
import { decidingOctets, type DecidingOctets } from './deciding-octets.ts'
import type { H2spec } from './find-h2spec.ts'
import { h2specMap } from './h2spec-map.ts'
import type { H2specResult } from './h2spec-result.ts'
import type { OpenTarget } from './open-target.ts'
import { runH2spec } from './run-h2spec.ts'

/** Both tools' verdicts on one target, brought together. */
export interface Crosscheck {
  readonly target: string
  readonly version?: string
  readonly url: string
  readonly comparisons: readonly Comparison[]
  /** Octets that decided our verdicts, by case. */
  readonly octets: ReadonlyMap<string, readonly DecidingOctets[]>
  /** Our violations that no case of h2spec has a counterpart to. */
  readonly beyond: readonly VerdictLine[]
}

/**
 * Runs h2spec, then the HTTP/2 server suite, on the same target; never both at once. Throws TargetFailed when one of them
 * does not get to its end.
 */
export async function crosscheck(
  { target, url }: OpenTarget,
  h2spec: H2spec,
  { times, patience, tell }: { times: number; patience: number; tell(progress: string): void }
): Promise<Crosscheck> {
  const suite = http2Server as unknown as Suite
  const gone = await suite.lost(target)
  if (gone !== undefined) throw new TargetFailed(gone)
  const runs: (readonly H2specResult[])[] = []
  for (let run = 1; run <= times; run++) {
    tell(`h2spec on ${target.name}${times > 1 ? `, run ${run} of ${times}` : ''} …`)
    runs.push(await runH2spec(h2spec, url, { patience, path: target.values['path'] ?? '/' }))
  }
  // Cases that wait for the target's own time-outs or put load on it have no counterpart in h2spec.
  const cases = suite.cases.filter(({ slow, alone }) => slow !== true && alone !== true)
  tell(`${cases.length} cases of our own on ${target.name} …`)
  const traces = new Map<string, TraceLine>()
  const verdicts = new Map<string, VerdictLine>()
  const emit = (line: LogLine): void => {
    if (line.type === 'trace') traces.set(line.id, line)
    if (line.type === 'verdict') verdicts.set(line.case, line)
  }
  const end = await runSuite(suite, target, { cases, emit })
  if (end.reason !== 'complete') throw new TargetFailed(end.detail ?? `The run ended: ${end.reason}.`)
  const comparisons = compare(runs, verdicts, h2specMap)
  const marks = new Map(cases.map(({ id, mark }) => [id, mark]))
  const octets = new Map(
    [...verdicts].map(([id, line]) => [id, decidingOctets(line, traces, marks.get(id) ?? 0)])
  )
  const mapped = new Set(comparisons.flatMap(({ ours }) => ours.map((line) => line.case)))
  const beyond = [...verdicts.values()].filter(
    (line) => line.verdict === 'violates' && !mapped.has(line.case)
  )
  return {
    target: target.name,
    ...(target.version === undefined ? {} : { version: target.version }),
    url: url.href,
    comparisons,
    octets,
    beyond
  }
}
