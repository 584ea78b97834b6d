import type { Actor } from '../../lab/trace.ts'

/** What one entry of a trace says, for people: a line, and the octets that it was read from. */
export interface Event {
  /** Index of the trace's entry. */
  readonly entry: number
  readonly by: Actor
  readonly line: string
  readonly octets?: Uint8Array
}
