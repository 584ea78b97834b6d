import type { Level } from '../impl/rules.ts'
import type { Case, Need, Role } from './case.ts'
import type { Entry } from './trace.ts'
import type { Manner, Verdict } from './verdict.ts'

/**
 * Version of the run log's format; raised when a reader of the old one would misread the new one. In format 1 a run had no
 * identity, judge and shard, verdicts had no duration, fingerprint and kinds, and each case had traces of its own.
 */
export const LOG_FORMAT = 2
/** Formats that are read. */
export const KNOWN_FORMATS: readonly number[] = [1, 2]

/** One line of a run log: an append-only file of JSON lines. Every report is a fold over these. */
export type LogLine = RunLine | TargetLine | TraceLine | VerdictLine | EndLine

export interface RunLine {
  readonly type: 'run'
  readonly format: number
  readonly tool: string
  readonly suite: string
  readonly role: Role
  /** Cases of this run; of a shard, only its own. */
  readonly cases: number
  readonly started: string
  /** The run's own name, unlike any other's. */
  readonly id?: string
  /** Version of what judges: a digest of the sources of the suite (conformance/judge-version.ts). */
  readonly judge?: string
  readonly shard?: Shard
  /** Words that begin a command line with the same target and options. */
  readonly command?: readonly string[]
}

/** A part of a run that was dealt out to several machines. */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly of: number
  /** Cases of all shards together. */
  readonly cases: number
  /** Digest of their ids: shards of one run agree in it. */
  readonly selection: string
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

/**
 * A trace stands before the verdicts that it is evidence for: cases with the same control may share its trace, so it is
 * found by its id, never by its case. Octets are in base64.
 */
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
  /** Milliseconds of wall time, repetitions included. */
  readonly took?: number
  /** Digest of what the case sends and expects (lab/fingerprint.ts); another one is another case of the same name. */
  readonly fingerprint?: string
  readonly evidence?: Evidence
  /** The traces of all attempts, where there were several. */
  readonly attempts?: readonly { readonly control: string; readonly probe: string }[]
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
  /** What those entries are, by kind and code, the same whenever the target does the same (lab/deciding.ts). */
  readonly kinds?: readonly string[]
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
