import type { FieldLine } from '../application.ts'
import type { HeadParser } from './head/contract.ts'
import type { Lexicon } from './head/lexicon.ts'
import type { HeadLimits } from './head/limits.ts'
import type { HeadWriter } from './head-writer.ts'
import type { ResponseHead } from './message/response-head.ts'
import type { RuleName, Http1RuleSet } from './rules.ts'

/** Times in milliseconds after which a client goes on without the server, or gives it up. */
export interface ClientTimeouts {
  /** For a 100, before content is sent without it. */
  readonly continue: number
  /** For the head of a response, and between two pieces of its content. */
  readonly response: number
}

export const defaultClientTimeouts: ClientTimeouts = { continue: 1000, response: 60_000 }

export interface ClientConnectionOptions {
  readonly rules?: Http1RuleSet
  readonly limits?: HeadLimits
  readonly timeouts?: Partial<ClientTimeouts>
  /** Requests that may be under way at one time; 1 by default. */
  readonly pipelining?: number
  /** The time, in milliseconds, of the clock that `receive` and `advance` are given. */
  readonly now?: number
  readonly onWake?: () => void
  /** The connection can take another request, or has ended. */
  readonly onIdle?: () => void
  readonly createParser?: (lexicon: Lexicon) => HeadParser
  readonly writer?: HeadWriter
}

/** A request as a client sends it. */
export interface OutgoingRequest {
  readonly method: string
  /** The request-target. */
  readonly target: string
  /** What Host says; undefined leaves it out, which only HTTP/1.0 allows. */
  readonly authority: string | undefined
  readonly fields: readonly FieldLine[]
  /** The content, where all of it is there; `write` and `end` send it otherwise. */
  readonly body?: Uint8Array
  /** Content follows, by `write` and `end`; with this length where it is known. */
  readonly streams?: boolean
  readonly contentLength?: number
  /** Ask the server for 100 (Continue), and wait for it for a while. */
  readonly expectContinue?: boolean
  /** The minor version to claim, 1 by default: for programs that are to be wrong. */
  readonly minor?: number
  /** The connection is to be closed after the response. */
  readonly close?: boolean
}

/** Why a response does not come, or not whole. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError'
  /** The rule that the response broke, and where, from its first octet. */
  readonly rule: RuleName | undefined
  readonly offset: number | undefined
  /** False where the server cannot have acted on the request. */
  readonly processed: boolean

  constructor(message: string, processed: boolean, rule?: RuleName, offset?: number) {
    super(rule === undefined ? message : `${message} (${rule}, octet ${offset})`)
    this.rule = rule
    this.offset = offset
    this.processed = processed
  }
}

/** Told of what answers a request. */
export interface ResponseListener {
  onInform?(status: number, fields: readonly FieldLine[]): void
  onResponse(head: ResponseHead): void
  /** The octets are valid during the call only. */
  onData(octets: Uint8Array): void
  onEnd(trailers: readonly FieldLine[] | undefined): void
  onReset(error: ExchangeError): void
  /** Everything written has been taken by the transport. */
  onWritable?(): void
}
