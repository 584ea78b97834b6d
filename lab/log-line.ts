import type { Level } from '../impl/rules.ts'
import type { Case, Need, Role } from './case.ts'
import type { Entry } from './trace.ts'
import type { Manner, Verdict } from './verdict.ts'

/** Version of the run log's format; raised when a reader of the old one would misread the new one. */
export const LOG_FORMAT = 1

/** One line of a run log: an append-only file of JSON lines. Every report is a fold over these. */
export type LogLine = RunLine | TargetLine | TraceLine | VerdictLine | EndLine

export interface RunLine {
  readonly type: 'run'
  readonly format: typeof LOG_FORMAT
  readonly tool: string
  readonly suite: string
  readonly role: Role
  readonly cases: number
  readonly started: string
}

/** Stands before the first verdict on a target. */
export interface TargetLine {
  readonly type: 'target'
  readonly target: string
  readonly version?: string
  readonly role: Role
  readonly url?: string
  /** Slowest of the calibrating exchanges, in milliseconds. */
  readonly roundTrip: number
  readonly offers: readonly Need[]
  /** Why a need is not met. */
  readonly lacks: Readonly<Partial<Record<Need, string>>>
  readonly values: Readonly<Record<string, string>>
}

/** A trace stands before the verdict that it is evidence for. Octets are in base64. */
export interface TraceLine {
  readonly type: 'trace'
  /** `case id/part/attempt`, unique in a run for a target. */
  readonly id: string
  readonly target: string
  readonly case: string
  readonly part: 'control' | 'probe'
  readonly attempt: number
  readonly entries: readonly StoredEntry[]
}
export type StoredEntry = Entry extends infer E
  ? E extends { octets: Uint8Array }
    ? Omit<E, 'octets'> & { readonly octets: string }
    : E
  : never

export interface VerdictLine {
  readonly type: 'verdict'
  readonly case: string
  readonly target: string
  readonly verdict: Verdict
  readonly level: Level
  readonly requirements: readonly string[]
  readonly kind: Case['kind'] | 'invariant'
  readonly section: string
  readonly title: string
  readonly manner?: Manner
  readonly reason: string
  readonly evidence?: Evidence
  /** Traces of an exchange that came out differently, where that made the verdict inconclusive. */
  readonly differing?: readonly {
    readonly verdict: Verdict
    readonly reason: string
    readonly evidence: Evidence
  }[]
}

export interface Evidence {
  /** Ids of trace lines. */
  readonly control?: string
  readonly probe?: string
  readonly decidedIn: 'control' | 'probe'
  /** Indices into the deciding trace's entries. */
  readonly entries: readonly number[]
}

/** The last line: absent when the run was killed. */
export interface EndLine {
  readonly type: 'end'
  readonly reason: 'complete' | 'interrupted' | 'target lost' | 'internal error'
  readonly detail?: string
  readonly counts: Readonly<Record<Verdict, number>>
  /** Milliseconds of wall time. */
  readonly took: number
}
