import type { Handler } from '../application.ts'
import type { HpackRules } from '../hpack/rules.ts'
import type { RuleSet } from '../rules.ts'
import type { Budgets } from './budgets.ts'
import type { AltSvc } from './altsvc.ts'
import type { Http2Error } from './errors.ts'
import type { Upgrade } from './h2c.ts'
import type { Http2Rules } from './rules.ts'
import type { Settings } from './settings.ts'

/** Time-outs in milliseconds; 0 for none. */
export interface Timeouts {
  /** The whole connection preface of the peer. */
  readonly preface: number
  /** The acknowledgment of our SETTINGS. */
  readonly settings: number
  /** A stream on which the peer owes us something and nothing happens. */
  readonly stream: number
  /** A connection without streams on which nothing happens. */
  readonly idle: number
  /** From the announcement of a shutdown to the final GOAWAY. */
  readonly shutdown: number
}

export const defaultTimeouts: Timeouts = {
  preface: 10_000,
  settings: 10_000,
  stream: 120_000,
  idle: 0,
  shutdown: 1000
}

export interface ConnectionOptions {
  readonly role: 'server' | 'client'
  /** The application of a server. */
  readonly handler?: Handler
  /** What our first SETTINGS frame says, beside the defaults. */
  readonly settings?: Partial<Settings>
  readonly rules?: RuleSet<Http2Rules>
  readonly hpackRules?: HpackRules
  readonly budgets?: Partial<Budgets>
  readonly timeouts?: Partial<Timeouts>
  /** Which priority signals decide on the order of content; `none` shares equally. */
  readonly priorities?: 'rfc9218' | 'rfc7540' | 'none'
  /** The receive window of the connection at its start, and up to which windows may grow, in octets. */
  readonly connectionWindow?: number
  readonly largestWindow?: number
  /** Padding octets in each HEADERS and DATA frame, 0 to 255. */
  readonly padding?: number
  /** Whether a client takes promises; SETTINGS_ENABLE_PUSH is 0 otherwise. */
  readonly push?: boolean
  /** Authorities that the server of a client may make promises for, beside that of the request. */
  readonly authorities?: readonly string[]
  /** The scheme of the transport. */
  readonly scheme?: 'http' | 'https'
  /** The time at the start, in the milliseconds of the clock that later calls use. */
  readonly now?: number
  /** The request that the connection was upgraded for (RFC 7540, section 3.2): it becomes stream 1. */
  readonly upgrade?: Omit<Upgrade, 'contentLength'> & { readonly content?: Uint8Array }
  /** Origins that a server on TLS announces by ORIGIN (RFC 8336), and those that a client starts with. */
  readonly origins?: readonly string[]
  /** Something is to be sent although neither `receive` nor `advance` was called: `output` has it. */
  readonly onWake?: () => void
  /** An offence of the peer was found. */
  readonly onError?: (error: Http2Error) => void
  readonly onGoaway?: (lastStreamId: number, code: number, debugData: Uint8Array) => void
  /** SETTINGS of the peer were applied. */
  readonly onSettings?: (settings: Readonly<Settings>) => void
  /** A client may open more streams than before. */
  readonly onCapacity?: () => void
  /** An alternative service was announced for `origin` (RFC 7838). */
  readonly onAltSvc?: (altSvc: AltSvc) => void
  /** Origins were added to the Origin Set. */
  readonly onOrigin?: (origins: readonly string[]) => void
  readonly onPing?: (opaque: Uint8Array) => void
  /** A PING of ours was answered. */
  readonly onPingAck?: (opaque: Uint8Array) => void
}
