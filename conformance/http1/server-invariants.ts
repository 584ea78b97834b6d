import type { Invariant } from '../../lab/invariant.ts'
import { responseFraming, responseHeads, responseRanges } from './invariants/responses.ts'
import { startLines } from './invariants/start-lines.ts'

/** What a server may send, judged on every trace. */
export const serverInvariants: readonly Invariant[] = [
  ...startLines,
  ...responseHeads,
  ...responseFraming,
  ...responseRanges
]
