import type { Level } from '../impl/rules.ts'
import type { Role } from './case.ts'
import type { Trace } from './trace.ts'

/** A requirement on what a target may send, judged on every trace of every case and on captures. */
export interface Invariant {
  readonly id: string
  readonly role: Role
  readonly title: string
  readonly requirements: readonly string[]
  readonly level: Level
  readonly section: string
  judge(trace: Trace): Observation
}

/**
 * seen: occasions at which the target could have broken it (and, with `broken` undefined, did not).
 * broken: what it did, with the index of the entry that shows it.
 */
export interface Observation {
  readonly seen: number
  readonly broken?: { readonly reason: string; readonly entries: readonly number[] }
}
