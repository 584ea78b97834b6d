import type { Invariant } from '../../lab/invariant.ts'
import { requestInvariants } from './invariants/requests.ts'

/** What a client may send, judged on every trace. */
export const clientInvariants: readonly Invariant[] = [...requestInvariants]
