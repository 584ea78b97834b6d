import type { Policy } from '../../reports/gate/policy.ts'

/** What the user says of the gate, on the command line or in the configuration. */
export interface GateOptions {
  readonly expectations?: string
  readonly updateExpectations?: true
  readonly strict?: true
  /** A file to which what the gate says is appended as Markdown. */
  readonly gateMarkdown?: string
  readonly config?: string
  /** From the configuration. */
  readonly policy?: Partial<Policy>
}
