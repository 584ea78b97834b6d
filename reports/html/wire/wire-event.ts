import type { Actor } from '../../../lab/trace.ts'

/** A part of some octets, and what it means: `[from, to)`. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly name: string
  readonly value: string
}

/** What one entry of a trace says, or one of the messages in it, as a reader of the report sees it. */
export interface WireEvent {
  /** Index of the trace's entry. */
  readonly entry: number
  readonly by: Actor
  readonly on: string
  readonly step: number
  /** Milliseconds since the exchange began. */
  readonly at: number
  /** Sent by the lab's automation, not by the script. */
  readonly auto: boolean
  /** message: something that was said; note: something that happened. */
  readonly kind: 'message' | 'note'
  /** `GOAWAY`, `FIN`, `waited` */
  readonly name: string
  readonly text: string
  readonly octets?: Uint8Array
  readonly spans?: readonly Span[]
  /** Field lines of a block that is complete with this message. */
  readonly fields?: readonly (readonly [name: string, value: string])[]
}
