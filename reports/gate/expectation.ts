import type { Verdict } from '../../lab/verdict.ts'

/** What a line may expect. `flaky`: it comes out differently from time to time, which is known. */
export type ExpectedVerdict = Verdict | 'flaky'
export const EXPECTED_VERDICTS: readonly ExpectedVerdict[] = [
  'violates',
  'inconclusive',
  'unsupported',
  'conforms',
  'flaky'
]

/** A line of an expectation file: what is known of one case on one target, and why it is put up with. */
export interface Expectation {
  readonly case: string
  readonly verdict: ExpectedVerdict
  /** How it comes to the verdict (reports/signature.ts), without the verdict's name; any way when absent. */
  readonly signature?: string
  readonly reason: string
  readonly owner: string
  /** The last day on which the line holds: `2027-01-31`. */
  readonly expires?: string
  /** Where it stands in the file, from 1. */
  readonly line: number
}

/** The expectations of one target, and where they begin. */
export interface TargetExpectations {
  readonly line: number
  readonly cases: readonly Expectation[]
}

export interface Expectations {
  /** The file's name as it was given. */
  readonly file: string
  readonly targets: ReadonlyMap<string, TargetExpectations>
}

/** Stands where a person has yet to write a reason or an owner; the gate names such lines. */
export const TO_DO = 'TODO'

/** Whether somebody has yet to say why the line is there, or who sees to it. */
export const isUnexplained = ({ reason, owner }: Pick<Expectation, 'reason' | 'owner'>): boolean =>
  [reason, owner].some((text) => text.trim() === '' || text.trim().toUpperCase().startsWith(TO_DO))
