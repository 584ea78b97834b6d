import { printable } from '../printable.ts'
import type { Outcome, Result } from './outcome.ts'

/** What a case came to: `violates (GOAWAY PROTOCOL_ERROR)`, or of several rounds `violates (FIN) 2 of 5 times, conforms 3 of 5`. */
export function tellResults({ results }: Outcome): string {
  const ways = new Map<string, number>()
  for (const result of results) ways.set(tell(result), (ways.get(tell(result)) ?? 0) + 1)
  const told = [...ways].map(([way, times], index) =>
    results.length === 1 ? way : `${way} ${times} of ${results.length}${index === 0 ? ' times' : ''}`
  )
  return told.join(', ')
}

function tell({ verdict, signature, reason, differing }: Result): string {
  if (differing) return `${verdict} (${printable(reason)})`
  return verdict === 'violates' && signature !== '' ? `violates (${printable(signature)})` : verdict
}
