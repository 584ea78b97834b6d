import type { Handler } from '../application.ts'
import type { HeadParser } from './head/contract.ts'
import type { HeadLimits } from './head/limits.ts'
import type { Lexicon } from './head/lexicon.ts'
import type { HeadWriter } from './head-writer.ts'
import type { Refusal } from './refusal.ts'
import type { Http1RuleSet } from './rules.ts'

/** Times in milliseconds after which a client that says nothing, or too little, is given up. */
export interface ServerTimeouts {
  /** From the first octet of a head to its last. */
  readonly head: number
  /** Between requests. */
  readonly idle: number
  /** For content: this, and a second for each `slowest` octets. */
  readonly content: number
  /** Octets a second. */
  readonly slowest: number
}

export const defaultTimeouts: ServerTimeouts = { head: 30_000, idle: 60_000, content: 30_000, slowest: 500 }

/** What is known of an exchange when it is over: for access logs. */
export interface ExchangeRecord {
  readonly method: string
  readonly target: string
  readonly minor: number
  readonly authority: string | undefined
  readonly status: number
  /** Octets of content, without framing. */
  readonly received: number
  readonly sent: number
  /** Milliseconds from the end of the head to the end of the response. */
  readonly duration: number
}

export interface ServerConnectionOptions {
  readonly handler: Handler
  readonly rules?: Http1RuleSet
  readonly limits?: HeadLimits
  /** The most content that a request may have, in octets; without end by default: the application reads what it likes. */
  readonly contentLimit?: number
  readonly timeouts?: Partial<ServerTimeouts>
  /** The time, in milliseconds, of the clock that `receive` and `advance` are given. */
  readonly now?: number
  /** The time since 1970 in milliseconds, for Date. Without it there is no clock, and no Date. */
  readonly clock?: (() => number) | undefined
  /** Whether the transport is secured: requests for https are taken then, and only then. */
  readonly secured?: boolean
  /** A proxy takes any scheme in the absolute form. */
  readonly proxy?: boolean
  /** The application answers the expectation of 100-continue itself: by `inform`, or by a final response. */
  readonly deferContinue?: boolean
  /** Octets are to be sent, or `finished` has changed, though the core was not called. */
  readonly onWake?: () => void
  readonly onExchange?: (record: ExchangeRecord) => void
  /** A message was refused: `position` is the offset of the octet from the first octet of the connection. */
  readonly onRefused?: (refusal: Refusal, position: number) => void
  /** The application threw. */
  readonly onError?: (error: unknown) => void
  /** Another parser of heads; the scalar one by default. */
  readonly createParser?: (lexicon: Lexicon) => HeadParser
  /** Shared by the connections of a server. */
  readonly writer?: HeadWriter
}
