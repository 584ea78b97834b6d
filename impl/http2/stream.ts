import type { FieldLine, PromisedRequest, Request, Response } from '../application.ts'
import type { Http2Connection } from './connection.ts'
import type { Outbox } from './outbox.ts'
import type { RequestHead } from './request-head.ts'
import type { ResponseListener } from './response-listener.ts'
import { CLOSED, HALF_CLOSED_LOCAL } from './stream-states.ts'

/**
 * One stream of a connection, and at the same time the request and the response of its exchange: the application gets
 * one object in both roles, so that a small exchange costs one allocation. All protocol work is the connection's.
 */
export class Stream implements Request, Response {
  readonly id: number
  readonly connection: Http2Connection
  /** A number of stream-states.ts. */
  state: number
  /** The head of the request, received or sent. */
  readonly head: RequestHead
  /** Octets that the peer lets us send; below zero after SETTINGS_INITIAL_WINDOW_SIZE fell. */
  sendWindow: number
  /** Octets that the peer may still send, and octets read but not yet returned as credit. */
  receiveWindow: number
  owed = 0
  /** content-length of the message that comes in, or -1, and the content so far. */
  expected: number
  received = 0
  /** The final head of our message was sent; the final head of the peer's was received. */
  headSent = false
  headReceived: boolean
  /** A CONNECT that was accepted: only DATA may follow. */
  connected = false
  paused = false
  /** When anything last happened here, for time-outs. */
  activeAt: number
  /** Why the stream was ended early, or -1. */
  resetCode = -1
  outbox: Outbox | undefined = undefined
  listener: ResponseListener | undefined = undefined
  ended = false
  trailers: readonly FieldLine[] | undefined = undefined
  kept: Uint8Array[] | undefined = undefined
  dataListener: ((octets: Uint8Array) => void) | undefined = undefined
  endListener: ((trailers: readonly FieldLine[] | undefined) => void) | undefined = undefined
  resetListener: ((code: number) => void) | undefined = undefined
  writableListener: (() => void) | undefined = undefined

  constructor(
    connection: Http2Connection,
    id: number,
    state: number,
    head: RequestHead,
    sendWindow: number,
    receiveWindow: number,
    expected: number,
    headReceived: boolean,
    now: number
  ) {
    this.connection = connection
    this.id = id
    this.state = state
    this.head = head
    this.sendWindow = sendWindow
    this.receiveWindow = receiveWindow
    this.expected = expected
    this.headReceived = headReceived
    this.activeAt = now
  }

  get method(): string {
    return this.head.method
  }

  get scheme(): string | undefined {
    return this.head.scheme
  }

  get authority(): string | undefined {
    return this.head.authority
  }

  get path(): string {
    return this.head.path
  }

  get protocol(): string | undefined {
    return this.head.protocol
  }

  get fields(): readonly FieldLine[] {
    return this.head.fields
  }

  /** We have ended, or lost, our side of the stream. */
  get sendClosed(): boolean {
    return this.state === CLOSED || this.state === HALF_CLOSED_LOCAL || this.outbox?.ending === true
  }

  onData(listener: (octets: Uint8Array) => void): void {
    this.dataListener = listener
  }

  onEnd(listener: (trailers: readonly FieldLine[] | undefined) => void): void {
    this.endListener = listener
    if (this.ended && this.kept === undefined) listener(this.trailers)
  }

  onReset(listener: (code: number) => void): void {
    this.resetListener = listener
    if (this.resetCode >= 0) listener(this.resetCode)
  }

  onWritable(listener: () => void): void {
    this.writableListener = listener
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    if (this.paused) this.connection.resume(this)
  }

  inform(status: number, fields: readonly FieldLine[]): void {
    this.connection.sendHead(this, status, fields, false)
  }

  respond(status: number, fields: readonly FieldLine[], options?: { readonly endStream?: boolean }): void {
    this.connection.sendHead(this, status, fields, options?.endStream === true)
  }

  write(octets: Uint8Array): boolean {
    return this.connection.sendContent(this, octets)
  }

  end(octets?: Uint8Array, trailers?: readonly FieldLine[]): void {
    this.connection.endContent(this, octets, trailers)
  }

  send(status: number, fields: readonly FieldLine[], body?: Uint8Array): void {
    this.connection.sendResponse(this, status, fields, body)
  }

  reset(code: number): void {
    this.connection.reset(this, code)
  }

  push(request: PromisedRequest): Response | undefined {
    return this.connection.push(this, request)
  }

  shutdown(): void {
    this.connection.shutdown()
  }
}
