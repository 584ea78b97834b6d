import { forgetBenches } from './by-bench.ts'
import type { Criterion } from './criterion.ts'
import { shownIds } from './fold.ts'
import { measure, type Outcome } from './judge.ts'
import type { Milestone } from './milestone.ts'
import type { Recorded } from './results.ts'

/** A timed criterion that fails is measured again: only what fails each time is a regression. */
const ATTEMPTS = 3

export interface Checked {
  /** One sentence for each thing that held and no longer holds. */
  readonly regressions: readonly string[]
  /** What was left out, and why. */
  readonly skipped: readonly string[]
  readonly held: number
}

/** Holds the ledger against what is recorded: items that were shown, criteria that held. */
export async function check(
  milestones: readonly Milestone[],
  criteria: ReadonlyMap<string, Criterion>,
  { criteria: recorded, shown }: Recorded,
  tell: (id: string) => void = () => {}
): Promise<Checked> {
  const regressions: string[] = []
  const skipped: string[] = []
  let held = 0
  for (const [id, before] of recorded) {
    if (before.state !== 'holds') continue
    const criterion = criteria.get(id)
    if (criterion === undefined) {
      regressions.push(`${id} held on ${before.date}, and its criterion is gone`)
      continue
    }
    if (criterion.notInCheck !== undefined) {
      skipped.push(`${id}: ${criterion.notInCheck}`)
      continue
    }
    tell(id)
    const outcome = await measureAgain(criterion)
    if (outcome.state === 'holds') held++
    else regressions.push(`${id} held on ${before.date} and no longer does: ${whyNot(outcome)}`)
  }
  // Criteria are told of above; here only links count, so that every one of them is taken to hold.
  const linked = new Set(
    shownIds(milestones, new Map([...criteria.keys()].map((id) => [id, { state: 'holds' }])))
  )
  for (const id of shown)
    if (!linked.has(id)) regressions.push(`${id} was shown, and nothing shows it any more`)
  return { regressions, skipped, held }
}

async function measureAgain(criterion: Criterion): Promise<Outcome> {
  let outcome = await measure(criterion, true)
  const timed = criterion.limits.some(({ margin }) => margin !== undefined)
  for (let attempt = 1; attempt < ATTEMPTS && timed && outcome.state !== 'holds'; attempt++) {
    forgetBenches()
    outcome = await measure(criterion, true)
  }
  return outcome
}

/** What failed, in words. */
export function whyNot({ reason, limits }: Outcome): string {
  if (reason !== undefined) return reason
  return limits
    .filter(({ state }) => state === 'fails')
    .map(({ limit, value }) => `“${limit.figure}” is ${value}, ${limitText(limit)}`)
    .join('; ')
}

export function limitText({ atLeast, atMost }: { atLeast?: number; atMost?: number }): string {
  if (atLeast !== undefined && atLeast === atMost) return `must be ${atLeast}`
  if (atLeast === undefined) return `at most ${atMost}`
  return atMost === undefined ? `at least ${atLeast}` : `${atLeast} to ${atMost}`
}
