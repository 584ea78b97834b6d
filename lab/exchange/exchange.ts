import type { Context, Dialect } from '../dialect.ts'
import type { Deadlines } from '../patience.ts'
import type { Script } from '../script.ts'
import type { Trace } from '../trace.ts'

/** One exchange to be made: a script, and how its protocol is spoken. */
export interface Play<M = unknown, C = unknown> {
  readonly script: Script<M, C>
  readonly dialect: Dialect<M, C>
  readonly context: Context
  readonly deadlines: Deadlines
  /** Up to this top-level step an unmet wait for an answer ends the exchange. */
  readonly required?: number
  /** Ends the exchange early; the trace so far is kept. */
  readonly signal?: AbortSignal
  /** Keep TLS records in the trace, for captures. */
  readonly records?: boolean
}

/** Plays a script at a target and keeps the trace. Never rejects for what a target does. */
export type Exchange = <M, C>(play: Play<M, C>) => Promise<Trace>
