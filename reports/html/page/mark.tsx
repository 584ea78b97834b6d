import type { Verdict } from '../../../lab/verdict.ts'
import type { CaseFacts } from '../data.ts'
import { plainLevel } from './standing.ts'

/** A sign for each verdict that is told by its shape; colour only repeats it. */
export const SIGNS: Readonly<Record<Verdict | 'none', string>> = {
  conforms: '\u2713',
  violates: '\u2717',
  inconclusive: '?',
  unsupported: '\u2013',
  none: ''
}

/** A verdict as a sign in a box: filled for a violated MUST, in outline for a violation below it. */
export function Mark({ verdict, one }: { verdict: Verdict | undefined; one: Pick<CaseFacts, 'level'> }) {
  const known = verdict ?? 'none'
  const weight = known === 'violates' ? ` ${plainLevel(one).toLowerCase()}` : ''
  return (
    <span class={`mark ${known}${weight}`} aria-hidden="true">
      {SIGNS[known]}
    </span>
  )
}

export function Badge({ verdict, one }: { verdict: Verdict | undefined; one: Pick<CaseFacts, 'level'> }) {
  return (
    <span class={`badge ${verdict ?? 'none'}`}>
      <Mark verdict={verdict} one={one} />
      {verdict ?? 'no verdict'}
    </span>
  )
}

export function Level({ one }: { one: Pick<CaseFacts, 'level'> }) {
  return <span class={`level ${plainLevel(one).toLowerCase()}`}>{one.level}</span>
}
