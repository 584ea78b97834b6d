import type { Case } from '../case.ts'
import type { Evidence, VerdictLine } from '../log-line.ts'
import type { Suite } from '../suite.ts'
import { fingerprintOf } from '../fingerprint.ts'
import type { Attempt } from './attempt.ts'

/** What a verdict rests on beside the attempts. */
export interface Standing {
  readonly suite: Suite
  readonly target: string
  /** The target refused a sentinel offence: see Suite.sentinels. */
  readonly refuses: boolean
  /** Why the target is gone, when it is. */
  readonly lost: string | undefined
  /** The id of an attempt's trace. */
  traceId(part: 'control' | 'probe', attempt: number): string
}

/** An attempt as far as a verdict depends on it. */
type Judged = Pick<Attempt, 'control' | 'probe' | 'finding'>

/** The verdict of all attempts of a case, and what became of earlier ones that came out differently. */
export function conclude(one: Case, attempts: readonly Judged[], standing: Standing): VerdictLine {
  const traces = attempts.map((_, number) => ({
    control: standing.traceId('control', number),
    probe: standing.traceId('probe', number)
  }))
  const line = verdictOf(one, attempts, standing)
  return traces.length > 1 ? { ...line, attempts: traces } : line
}

function verdictOf(one: Case, attempts: readonly Judged[], standing: Standing): VerdictLine {
  const { suite, target, lost } = standing
  const counts = standing.refuses || one.kind === 'offence'
  const last = attempts.at(-1) as Judged
  const { finding } = last
  const earlier = attempts.slice(0, -1)
  const evidence = (number: number): Evidence => {
    const made = attempts[number] as Judged
    const { decidedIn, entries, reason } = made.finding
    const kinds = suite.kinds?.(made[decidedIn], entries, reason)
    return {
      control: standing.traceId('control', number),
      probe: standing.traceId('probe', number),
      decidedIn,
      entries,
      ...(kinds === undefined ? {} : { kinds })
    }
  }
  const differing = earlier
    .map(({ finding: { verdict, reason } }, number) => ({ verdict, reason, evidence: evidence(number) }))
    .filter(({ verdict }) => verdict === 'violates' && finding.verdict !== 'violates')
  const shown = earlier.findIndex((before) => before.finding.verdict === 'violates')
  if (lost !== undefined && broken(one, attempts))
    return verdictLine(one, target, {
      verdict: 'violates',
      reason: `${attempts[shown]?.finding.reason}, and the target is gone since: ${lost}`,
      evidence: evidence(shown)
    })
  const line = { ...finding, evidence: evidence(attempts.length - 1) }
  if (differing.length > 0)
    return verdictLine(one, target, {
      ...line,
      verdict: 'inconclusive',
      reason: `it came out differently when repeated: first "${differing[0]?.reason}", then "${finding.reason}"`,
      differing
    })
  if (finding.verdict === 'violates' && earlier.at(-1)?.finding.verdict !== 'violates')
    return verdictLine(one, target, {
      ...line,
      verdict: 'inconclusive',
      reason: `not shown twice: ${finding.reason}`
    })
  if (finding.verdict === 'conforms' && !counts)
    return verdictLine(one, target, {
      ...line,
      verdict: 'inconclusive',
      reason:
        'accepting counts only on a target that refuses something: it refused none of the sentinel offences'
    })
  return verdictLine(one, target, line)
}

/**
 * A case that ran alone showed a violation, and since then not even its control goes: the target may be broken by it,
 * so that there is nothing left to show it a second time.
 */
export function broken({ alone }: Case, attempts: readonly Pick<Attempt, 'finding'>[]): boolean {
  const last = attempts.at(-1)?.finding
  return (
    alone === true &&
    last?.verdict === 'inconclusive' &&
    attempts.slice(0, -1).some(({ finding }) => finding.verdict === 'violates')
  )
}

/** A case's verdict as a line of the run log. */
export function verdictLine(
  one: Case,
  target: string,
  found: Pick<VerdictLine, 'verdict' | 'reason'> &
    Partial<Pick<VerdictLine, 'manner' | 'evidence' | 'differing'>>
): VerdictLine {
  const { id, level, requirements, kind, section, title } = one
  const { verdict, reason, manner, evidence, differing } = found
  return {
    type: 'verdict',
    case: id,
    target,
    verdict,
    level,
    requirements,
    kind,
    section,
    title,
    fingerprint: fingerprintOf(one),
    reason,
    ...(verdict === 'conforms' && manner !== undefined ? { manner } : {}),
    ...(evidence === undefined ? {} : { evidence }),
    ...(differing === undefined ? {} : { differing })
  }
}
