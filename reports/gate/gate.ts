import { printable } from '../printable.ts'
import type { Expectations } from './expectation.ts'
import type { GateResult } from './finding.ts'
import { hold, type HoldOptions } from './hold.ts'
import type { Seen } from './outcome.ts'

/** Holds all that was seen against an expectation file. What is missing keeps it from holding, whatever was found. */
export function gate(
  seen: readonly Seen[],
  expectations: Expectations | undefined,
  options: HoldOptions,
  unread: readonly string[] = []
): GateResult {
  const findings = seen.flatMap((one) => hold(one, expectations, options))
  const missing = [
    ...unread,
    ...seen.flatMap((one) =>
      [...one.missing, ...(options.partial === true ? [] : one.missingShards)].map(printable)
    ),
    ...seen.flatMap(unjudged)
  ]
  return {
    findings,
    missing,
    holds: missing.length === 0 && findings.every(({ severity }) => severity !== 'fail')
  }
}

/** A target of which nothing can be said holds to nothing. */
function unjudged({ target, outcomes }: Seen): string[] {
  const judged = [...outcomes.values()].some(({ results }) =>
    results.some(({ verdict }) => verdict === 'conforms' || verdict === 'violates')
  )
  return judged ? [] : [`Nothing could be judged of ${printable(target)}.`]
}
