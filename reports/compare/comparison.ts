import type { Level } from '../../impl/rules.ts'
import type { Verdict } from '../../lab/verdict.ts'

/**
 * How a case came out in the new runs compared with the old ones. broke: it conformed, now it violates. fixed: the other way round.
 * changed: the same verdict, by another answer. newly violated: it violates, and before nobody could tell. lost: it was judged, and now
 * nobody can tell. gained: it conforms, and before nobody could tell. other case: the case itself was changed between the runs, so
 * that its verdicts are not about the same thing.
 */
export type Change = 'broke' | 'newly violated' | 'fixed' | 'changed' | 'lost' | 'gained' | 'other case'

export const CHANGES: readonly Change[] = [
  'broke',
  'newly violated',
  'fixed',
  'changed',
  'lost',
  'gained',
  'other case'
]

/** What compares of a verdict. */
export interface Side {
  readonly verdict: Verdict
  readonly signature: string
  readonly reason: string
  readonly fingerprint?: string
  /** It has kinds of entries: logs of format 1 have not. */
  readonly signed: boolean
}

export interface Changed {
  readonly target: string
  readonly case: string
  readonly title: string
  readonly level: Level
  readonly section: string
  readonly change: Change
  readonly old: Side
  readonly new: Side
}

const told = (verdict: Verdict): boolean => verdict === 'conforms' || verdict === 'violates'

/** How one case changed; undefined when it did not. */
export function changeOf(old: Side, now: Side): Change | undefined {
  const alike = old.verdict === now.verdict
  if (alike && (!told(now.verdict) || !old.signed || !now.signed || old.signature === now.signature))
    return undefined
  if (old.fingerprint !== undefined && now.fingerprint !== undefined && old.fingerprint !== now.fingerprint)
    return 'other case'
  if (alike) return 'changed'
  if (now.verdict === 'violates') return old.verdict === 'conforms' ? 'broke' : 'newly violated'
  if (old.verdict === 'violates') return now.verdict === 'conforms' ? 'fixed' : 'lost'
  if (now.verdict === 'conforms') return 'gained'
  return old.verdict === 'conforms' ? 'lost' : undefined
}
