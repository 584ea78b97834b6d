import type { Invariant } from '../../lab/invariant.ts'

/** What every trace of an HTTP/2 server is held to. */
export const serverInvariants: readonly Invariant[] = []
