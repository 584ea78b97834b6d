import type { Gathered, GatheredTarget } from './gather.ts'
import { missing } from './missing.ts'

/** How runs came out, as an exit status (docs/decisions/0002-exit-codes.md). */
export type Outcome = 0 | 1 | 3 | 4

/** The exit status of one target: an internal error, then what is not whole, then violations. `strict`: SHOULD counts. */
export function outcomeOf(target: GatheredTarget, strict: boolean): Outcome {
  if (target.sections.some(({ end }) => end?.reason === 'internal error')) return 4
  if (missing(target).length > 0) return 3
  const { MUST, SHOULD, MAY } = target.tally
  const violated = MUST.violates + (strict ? SHOULD.violates + MAY.violates : 0)
  return violated > 0 ? 1 : 0
}

/** The exit status of all targets together. Lines that could not be read may have held anything. */
export function outcome(gathered: Gathered, strict: boolean): Outcome {
  const each = gathered.targets.map((target) => outcomeOf(target, strict))
  const unread = gathered.problemCount > 0 || gathered.targets.length === 0 ? 3 : 0
  return each.reduce<Outcome>((worst, one) => (one > worst ? one : worst), unread)
}
