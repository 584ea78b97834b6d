import type { Shard } from '../../lab/log-line.ts'
import type { GateOptions } from '../gate/options.ts'
import type { TargetOptions } from '../target/opened.ts'

/** The options of `zyphos conformance` as they were written. */
export interface ConformanceOptions extends TargetOptions, GateOptions {
  readonly role: string
  /** The target's name in the run log and in expectations. */
  readonly name?: string
  readonly case?: readonly string[]
  readonly section?: readonly string[]
  readonly level?: readonly string[]
  readonly kind?: readonly string[]
  readonly slow?: true
  readonly parallel?: string
  readonly repeat?: string
  readonly shard?: string
  /** The shard that the cases are; set when they were dealt out. */
  readonly dealt?: Shard
  readonly list?: true
  readonly explain?: string
  readonly json?: true
  readonly log?: string
  readonly traceDir?: string
  readonly quiet?: true
}
