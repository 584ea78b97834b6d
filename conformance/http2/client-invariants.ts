import type { Invariant } from '../../lab/invariant.ts'

/** What every trace of an HTTP/2 client is held to. */
export const clientInvariants: readonly Invariant[] = []
