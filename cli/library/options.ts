import type { Policy } from '../../reports/gate/policy.ts'

/** How a target is held to a specification, from a program or a test. */
export interface ConformanceOptions {
  /** The target's role; `server` unless said otherwise. */
  readonly role?: 'server'
  /** The target's name in the run log and in the expectation file; `server` for one that listens in this process, else host and port. */
  readonly name?: string
  /** An expectation file: what it expects does not fail, everything else does. */
  readonly expectations?: string
  /** Writes the expectation file from what came; so does the environment variable ZYPHOS_UPDATE_EXPECTATIONS=1. */
  readonly updateExpectations?: boolean
  /** What fails and what warns, level by level. */
  readonly levels?: Partial<Policy>
  /** How often everything is run; what comes out differently is flaky. */
  readonly repeat?: number
  /** A part of the suite: ids or globs, sections, levels, kinds. */
  readonly cases?: readonly string[]
  readonly sections?: readonly string[]
  readonly requirementLevels?: readonly string[]
  readonly kinds?: readonly string[]
  /** Also cases that wait for the target's own time-outs. */
  readonly slow?: boolean
  /** Paths of the target: a page with a body, a body beyond 65,535 octets, one that reads a request body, … */
  readonly path?: string
  readonly large?: string
  readonly upload?: string
  readonly unread?: string
  readonly echo?: string
  readonly shutdown?: string
  readonly tunnel?: string
  /** Verifies the target's certificate. */
  readonly verify?: boolean
  /** Needed for a target that is not on this machine. */
  readonly iMayTestThisTarget?: boolean
  /** Where the run log goes; `.zyphos/runs/…` unless given. */
  readonly log?: string
  /** Exchanges' cases at the same time. */
  readonly parallel?: number
  /** Ends the run. */
  readonly signal?: AbortSignal
}
