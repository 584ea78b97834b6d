import { signatureOf } from '../../signature.ts'
import type { Column, Ground, VerdictFacts } from '../data.ts'

/** What became of a case from one column to another. */
export type Change =
  | 'broke'
  | 'fixed'
  | 'answers otherwise'
  | 'no longer judged'
  | 'judged now'
  | 'only in the old'
  | 'only in the new'

export const CHANGES: readonly Change[] = [
  'broke',
  'fixed',
  'answers otherwise',
  'no longer judged',
  'judged now',
  'only in the old',
  'only in the new'
]

export interface Changed {
  /** Index of the case in its ground. */
  readonly index: number
  readonly change: Change
  /** Not the same case any more: what it sends or expects was changed. */
  readonly another: boolean
}

/** How the verdicts of two columns of one ground differ; cases that came out alike are not in it. */
export function compare(ground: Ground, old: Column, now: Column): Changed[] {
  return ground.cases.flatMap((_, index) => {
    const [before, after] = [old.verdicts[index] ?? undefined, now.verdicts[index] ?? undefined]
    const change = changeOf(before, after)
    if (change === undefined) return []
    const another =
      before?.fingerprint !== undefined &&
      after?.fingerprint !== undefined &&
      before.fingerprint !== after.fingerprint
    return [{ index, change, another }]
  })
}

function changeOf(before: VerdictFacts | undefined, after: VerdictFacts | undefined): Change | undefined {
  if (before === undefined) return after === undefined ? undefined : 'only in the new'
  if (after === undefined) return 'only in the old'
  if (before.verdict !== after.verdict) {
    if (after.verdict === 'violates') return 'broke'
    if (after.verdict !== 'conforms') return 'no longer judged'
    return before.verdict === 'violates' ? 'fixed' : 'judged now'
  }
  // A log of format 1 does not say what decided: nothing can be told from that it is not there.
  const told = before.evidence?.kinds !== undefined && after.evidence?.kinds !== undefined
  const said = (facts: VerdictFacts): string => signature(facts, told)
  return said(before) === said(after) ? undefined : 'answers otherwise'
}

/** The signature of a verdict, as gates compare it; without what decided where that cannot be compared. */
export const signature = ({ verdict, manner, evidence }: VerdictFacts, kinds = true): string =>
  signatureOf({
    verdict,
    ...(manner === undefined ? {} : { manner }),
    ...(evidence === undefined
      ? {}
      : {
          evidence: {
            decidedIn: evidence.decidedIn,
            entries: evidence.entries,
            ...(evidence.kinds === undefined || !kinds ? {} : { kinds: evidence.kinds })
          }
        })
  })
