import type { Invariant } from '../../lab/invariant.ts'
/** What a client may send, judged on every trace. */
export const clientInvariants: readonly Invariant[] = []
