import type { FieldLine } from '../application.ts'
import type { RequestHead } from './request-head.ts'

/** What the sender of a request is told about the answer. */
export interface ResponseListener {
  /** An informational response. */
  onInform?(status: number, fields: readonly FieldLine[]): void
  onResponse(status: number, fields: readonly FieldLine[]): void
  /** Content; the octets are valid during the call only. */
  onData?(octets: Uint8Array): void
  onEnd(trailers: readonly FieldLine[] | undefined): void
  /** The exchange failed. `processed` is false where the peer guarantees that it did nothing (RFC 9113, section 8.7). */
  onReset(code: number, processed: boolean): void
  /** A promise in this exchange; give a listener for the promised response, or undefined to refuse it. */
  onPush?(request: RequestHead): ResponseListener | undefined
}
