import type { Level } from '../../impl/rules.ts'
import type { Role } from '../../lab/case.ts'
import type { EndLine, VerdictLine } from '../../lab/log-line.ts'
import type { Manner, Verdict } from '../../lab/verdict.ts'

/**
 * What the page is given, as one JSON text: everything but the traces, which stand in chunks of their own. Names that a
 * target or a log had a hand in are values, never keys.
 */
export interface ReportData {
  /** Name and version of the tool that wrote the report, and when. */
  readonly tool: string
  readonly written: string
  readonly files: readonly FileFacts[]
  readonly grounds: readonly Ground[]
  readonly columns: readonly Column[]
  /** Reasons, each once; verdicts refer to them by index. */
  readonly reasons: readonly string[]
  readonly requirements: readonly RequirementFacts[]
  /** Titles of sections: specification, section, title. */
  readonly sections: readonly (readonly [specification: string, section: string, title: string])[]
  readonly controlGroup: ControlGroup
  /** For each chunk the number of its first trace; traces are numbered through. */
  readonly chunks: readonly number[]
  /** Chunks that were left out so that the file stays small, by index. */
  readonly leftOut: readonly number[]
  /** Octets that the file may have. */
  readonly budget: number
}

/** A run log that was read. */
export interface FileFacts {
  readonly name: string
  readonly lines: number
  /** Lines that could not be read or placed; of many, the first. */
  readonly problems: readonly { readonly number: number; readonly problem: string }[]
  readonly problemCount: number
}

/** A suite for one role: the cases that columns of this ground have verdicts on, in the order of the specification. */
export interface Ground {
  readonly suite: string
  readonly role: Role
  readonly cases: readonly CaseFacts[]
}

export interface CaseFacts {
  readonly id: string
  readonly kind: VerdictLine['kind']
  readonly level: Level
  /** `rfc9113 6.5` */
  readonly section: string
  readonly title: string
  readonly requirements: readonly string[]
  /** Absent where the suite of this version does not know the case: only the log tells of it. */
  readonly script?: ScriptFacts
}

export interface ScriptFacts {
  /** The expectation, as a clause. */
  readonly expect: string
  readonly why?: string
  readonly needs: readonly string[]
  /** Index of the first top-level step in which control and probe differ. */
  readonly mark: number
  /** For each top-level step its lines. */
  readonly control: readonly (readonly string[])[]
  readonly probe: readonly (readonly string[])[]
}

/** A target in a run. */
export interface Column {
  readonly ground: number
  /** Index of the file; of shards, that of the first. */
  readonly file: number
  readonly target: string
  readonly version?: string
  readonly url?: string
  readonly started?: string
  readonly tool?: string
  readonly judge?: string
  /** Cases that the run was to have. */
  readonly planned: number
  /** Shards of the run that are not at hand. */
  readonly missingShards?: number
  readonly roundTrip?: number
  /** Needs that are not met, and why. */
  readonly lacks: readonly (readonly [need: string, reason: string])[]
  readonly end?: Pick<EndLine, 'reason' | 'detail' | 'took'>
  /** Words that begin a command line with the same target and options. */
  readonly command: readonly string[]
  /** One for each case of the ground; null where there is none. */
  readonly verdicts: readonly (VerdictFacts | null)[]
}

export interface VerdictFacts {
  readonly verdict: Verdict
  readonly manner?: Manner
  /** Index into the reasons. */
  readonly reason: number
  readonly took?: number
  readonly fingerprint?: string
  readonly evidence?: EvidenceFacts
  readonly differing?: readonly {
    readonly verdict: Verdict
    readonly reason: number
    readonly evidence: EvidenceFacts
  }[]
}

export interface EvidenceFacts {
  /** Numbers of traces; absent where the log holds none. */
  readonly control?: number
  readonly probe?: number
  /** `case id/part/attempt` of the deciding trace. */
  readonly trace?: string
  readonly decidedIn: 'control' | 'probe'
  readonly entries: readonly number[]
  readonly kinds?: readonly string[]
}

export interface RequirementFacts {
  readonly id: string
  readonly specification: string
  readonly section: string
  readonly level: Level
  readonly gist: string
  readonly link?: string
  /** For a role why it cannot be tested, or that it can. */
  readonly roles: readonly (readonly [role: Role, untestable: string | null])[]
}

/** Scores of trivial bad programs: none may conform to anything. */
export interface ControlGroup {
  readonly suite: string
  readonly role: Role
  readonly cases: number
  readonly rogues: readonly {
    readonly name: string
    readonly does: string
    /** Specification, level (MUST, SHOULD, MAY), then how many conform, violate, are inconclusive. */
    readonly scores: readonly (readonly [string, string, number, number, number])[]
  }[]
}
