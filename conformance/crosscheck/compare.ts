import type { VerdictLine } from '../../lab/log-line.ts'
import type { H2specOutcome, H2specResult } from './h2spec-result.ts'
import type { Counterpart } from './h2spec-map.ts'

/** One case of h2spec beside what we say of the same target. */
export interface Comparison {
  readonly id: string
  /** Its outcome in each of its runs. */
  readonly outcomes: readonly H2specOutcome[]
  readonly relation: Relation
  /** Its first failure, if there is one. */
  readonly failure?: H2specResult
  /** Our verdicts on the counterparts, in the order of the map. */
  readonly ours: readonly VerdictLine[]
  /** Why we have no counterpart. */
  readonly outside?: string
}

/**
 * agree: both accuse, or neither does. only h2spec: it failed what all our counterparts find in order. only ours: it passed
 * what one of ours finds in violation. outside: it failed what RFC 9113 does not ask for. undecided: it failed, and some of
 * ours could not be decided or is not possible here while none violates. skipped: it did not try.
 */
export type Relation = 'agree' | 'only h2spec' | 'only ours' | 'outside' | 'undecided' | 'skipped'

/** Compares the runs of h2spec with our verdicts, case by case of h2spec. A case failed when it failed in any run. */
export function compare(
  runs: readonly (readonly H2specResult[])[],
  verdicts: ReadonlyMap<string, VerdictLine>,
  map: Readonly<Record<string, Counterpart>>
): Comparison[] {
  return (runs[0] ?? []).map(({ id }) => {
    const results = runs.flatMap((run) => run.filter((one) => one.id === id))
    const counterpart = map[id] ?? { outside: 'h2spec has added it since this version' }
    const cases = 'cases' in counterpart ? counterpart.cases : []
    const ours = cases.flatMap((one) => verdicts.get(one) ?? [])
    const failure = results.find(({ outcome }) => outcome === 'failed')
    const tried = results.some(({ outcome }) => outcome !== 'skipped')
    return {
      id,
      outcomes: results.map(({ outcome }) => outcome),
      relation: !tried
        ? 'skipped'
        : 'outside' in counterpart
          ? failure === undefined
            ? 'agree'
            : 'outside'
          : relation(failure !== undefined, ours),
      ...(failure === undefined ? {} : { failure }),
      ours,
      ...('outside' in counterpart ? { outside: counterpart.outside } : {})
    }
  })
}

function relation(failed: boolean, ours: readonly VerdictLine[]): Relation {
  if (ours.some(({ verdict }) => verdict === 'violates')) return failed ? 'agree' : 'only ours'
  if (!failed) return 'agree'
  // A case that is not possible on this target (over TLS, in cleartext) says nothing; the others speak for it.
  const possible = ours.filter(({ verdict }) => verdict !== 'unsupported')
  return possible.length > 0 && possible.every(({ verdict }) => verdict === 'conforms')
    ? 'only h2spec'
    : 'undecided'
}
