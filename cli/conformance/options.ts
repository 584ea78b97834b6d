import type { Role } from '../../lab/case.ts'

/** The options of `zyphos conformance` as they were written. */
export interface ConformanceOptions {
  readonly role: Role | string
  readonly exec?: string
  readonly in?: string
  readonly cleartext?: true
  readonly tls?: true
  readonly path?: string
  readonly large?: string
  readonly upload?: string
  readonly verify?: true
  readonly iMayTestThisTarget?: true
  readonly case?: readonly string[]
  readonly section?: readonly string[]
  readonly level?: readonly string[]
  readonly kind?: readonly string[]
  readonly slow?: true
  readonly parallel?: string
  readonly strict?: true
  readonly list?: true
  readonly explain?: string
  readonly json?: true
  readonly log?: string
  readonly traceDir?: string
  readonly quiet?: true
}
