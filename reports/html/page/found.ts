import type { Verdict } from '../../../lab/verdict.ts'
import type { CaseFacts, Column, Ground } from '../data.ts'

export interface Found {
  readonly one: CaseFacts
  readonly index: number
}

/** The cases with that verdict in a column. */
export const found = (ground: Ground, column: Column, verdict: Verdict): Found[] =>
  ground.cases
    .map((one, index) => ({ one, index }))
    .filter(({ index }) => column.verdicts[index]?.verdict === verdict)
