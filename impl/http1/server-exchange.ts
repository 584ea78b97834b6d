// Over 300 lines: a request and its response share one object, so that the fast path makes one, and one state.
import type { FieldLine, Request, Response } from '../application.ts'
import type { HeadWriter } from './head-writer.ts'
import {
  nextRequestState,
  nextResponseState,
  type MessageEvent,
  type RequestState,
  type ResponseState
} from './machine.ts'
import type { RequestHead } from './message/request-head.ts'
import { BY_CHUNKS, NO_CONTENT } from './message/framing.ts'
import type { OctetQueue } from './octet-queue.ts'
import { planResponse, type ResponsePlan } from './response-plan.ts'
import type { Readings } from './rules.ts'

/** What an exchange needs of its connection. */
export interface ExchangeOwner {
  readonly out: OctetQueue
  readonly writer: HeadWriter
  readonly readings: Readings
  readonly secured: boolean
  /** Whether the server lets the connection go on. */
  readonly staying: boolean
  readonly clock: (() => number) | undefined
  /** Something was written, or is to be read again. */
  wake(): void
  /** The response is done, or has failed. */
  responded(exchange: ServerExchange): void
  /** Ends the connection at once. */
  breakOff(): void
  leave(): void
}

/** Octets waiting to be sent from which on an application is asked to wait. */
const MUCH = 65_536
const CONTINUE = 100
const NOTHING = new Uint8Array(0)

/** A request and the response to it, as a server has them. */
export class ServerExchange implements Request, Response {
  readonly head: RequestHead
  readonly startedAt: number
  requestState: RequestState = 'idle'
  responseState: ResponseState = 'idle'
  /** Of the final response; 0 before it. */
  status = 0
  /** Octets of content, without framing. */
  received = 0
  sent = 0
  paused = false
  /** The connection ends after the response. */
  closes = false
  /** A 100 is owed, unless a final response comes first. */
  expecting: boolean
  /** The client waited for a 100 and was answered without. */
  unanswered = false
  /** The application is to be told when there is room again. */
  full = false
  /** The content ended as it should. */
  trailers: readonly FieldLine[] | undefined = undefined

  readonly #owner: ExchangeOwner
  #plan: ResponsePlan | undefined = undefined
  #onData: ((octets: Uint8Array) => void) | undefined = undefined
  #onEnd: ((trailers: readonly FieldLine[] | undefined) => void) | undefined = undefined
  #onReset: ((code: number) => void) | undefined = undefined
  #onWritable: (() => void) | undefined = undefined
  #ended = false
  #reset = false
  // Nothing is sent any more (finalAfterContinue read as `omitted`).
  #silent = false

  constructor(owner: ExchangeOwner, head: RequestHead, now: number) {
    this.#owner = owner
    this.head = head
    this.startedAt = now
    this.expecting = head.expectsContinue
    this.takeRequest(head.framing.kind === NO_CONTENT ? 'whole' : 'head')
  }

  // The request.
  get method(): string {
    return this.head.method
  }
  get scheme(): string | undefined {
    return this.head.scheme ?? (this.#owner.secured ? 'https' : 'http')
  }
  get authority(): string | undefined {
    return this.head.authority
  }
  get path(): string {
    return this.head.path
  }
  get protocol(): undefined {
    return undefined
  }
  get fields(): readonly FieldLine[] {
    const merged = this.#owner.readings.trailersApart === 'merged' ? this.trailers : undefined
    const { lines } = this.head.fields
    return merged === undefined ? lines : [...lines, ...merged]
  }
  onData(listener: (octets: Uint8Array) => void): void {
    this.#onData = listener
  }
  onEnd(listener: (trailers: readonly FieldLine[] | undefined) => void): void {
    this.#onEnd = listener
    if (this.#ended) listener(this.trailers)
  }
  onReset(listener: (code: number) => void): void {
    this.#onReset = listener
    if (this.#reset) listener(0)
  }
  pause(): void {
    this.paused = true
  }
  resume(): void {
    if (!this.paused) return
    this.paused = false
    this.#owner.wake()
  }

  // What the connection tells.
  takeRequest(event: MessageEvent): void {
    this.requestState = nextRequestState(this.requestState, event)
  }
  #takeResponse(event: MessageEvent): void {
    this.responseState = nextResponseState(this.responseState, event)
  }
  get requestDone(): boolean {
    return this.requestState === 'done' || this.requestState === 'switched'
  }
  get responseDone(): boolean {
    return this.responseState === 'done' || this.responseState === 'failed'
  }
  content(octets: Uint8Array): void {
    this.received += octets.length
    if (!this.responseDone) this.#onData?.(octets)
  }
  contentEnded(trailers: readonly FieldLine[] | undefined): void {
    this.trailers = trailers
    this.#ended = true
    this.#onEnd?.(this.#owner.readings.trailersApart === 'merged' ? undefined : trailers)
  }
  /** The connection is gone, or the content cannot be read. */
  fail(): void {
    if (this.#reset || (this.requestDone && this.responseDone)) return
    this.#reset = true
    if (!this.requestDone) this.requestState = 'failed'
    if (!this.responseDone) this.responseState = 'failed'
    this.#onReset?.(0)
  }
  drained(): void {
    this.full = false
    this.#onWritable?.()
  }
  /** Sends the 100 that the client may be waiting for (RFC 9110, section 10.1.1). */
  sendContinue(): void {
    const { readings } = this.#owner
    const owed = this.expecting || (readings.continueSent === 'always' && !this.requestDone)
    this.expecting = false
    if (!owed || readings.continueSent === 'omitted' || this.responseState !== 'idle') return
    this.#owner.writer.writeStatusLine(this.#owner.out, CONTINUE, 'HTTP/1.1')
    this.#owner.writer.writeLineEnd(this.#owner.out)
    this.#silent = readings.finalAfterContinue === 'omitted'
  }

  // The response.
  inform(status: number, fields: readonly FieldLine[]): void {
    if (this.responseDone) return
    if (status < 100 || status > 199 || status === 101)
      throw new RangeError(`${status} is no informational response`)
    this.#takeResponse('inform')
    // A client of HTTP/1.0 does not know them (RFC 9110, section 15.2).
    if (this.head.simple || (this.head.minor === 0 && this.#owner.readings.informationalTo10 !== 'sent'))
      return
    if (status === CONTINUE) this.expecting = false
    const { out, writer } = this.#owner
    const prepared = writer.prepare(fields)
    writer.writeStatusLine(out, status, 'HTTP/1.1')
    out.push(prepared.octets)
    this.#writeEmptyStatusFraming(status)
    writer.writeLineEnd(out)
    this.#owner.wake()
  }

  respond(status: number, fields: readonly FieldLine[], options?: { readonly endStream?: boolean }): void {
    if (this.responseDone || this.#silent) return
    const whole = options?.endStream === true ? 0 : -1
    this.#begin(status, fields, whole)
    if (whole === 0) this.#finish()
    this.#owner.wake()
  }

  write(octets: Uint8Array): boolean {
    if (this.responseDone) return true
    this.#takeResponse('data')
    this.#push(octets)
    this.full = this.#owner.out.length > MUCH
    this.#owner.wake()
    return !this.full
  }

  end(octets: Uint8Array = NOTHING, trailers: readonly FieldLine[] = []): void {
    if (this.responseDone) return
    if (this.responseState !== 'switched') this.#takeResponse('data')
    if (octets.length > 0) this.#push(octets)
    this.#finish(trailers)
    this.#owner.wake()
  }

  send(status: number, fields: readonly FieldLine[], body: Uint8Array = NOTHING): void {
    if (this.responseDone || this.#silent) return
    this.#begin(status, fields, body.length)
    if (body.length > 0 && this.responseState !== 'switched') this.#push(body)
    this.#finish()
    this.#owner.wake()
  }

  /** Switches to another protocol (RFC 9110, section 7.8): what comes and goes from now on is not HTTP. */
  upgrade(protocol: string, fields: readonly FieldLine[] = []): void {
    const { readings, writer, out } = this.#owner
    if (!this.head.upgrade.includes(protocol.toLowerCase()) && readings.upgradeAsked !== 'unasked')
      throw new Error(`the client did not ask for ${protocol}`)
    // The client is owed a 100 before the 101 (section 7.8).
    this.sendContinue()
    this.#takeResponse('switch')
    this.status = 101
    writer.writeStatusLine(out, 101, 'HTTP/1.1')
    out.push(writer.prepare(fields).octets)
    if (readings.upgradeNamed !== 'omitted') writer.writeText(out, `upgrade: ${protocol}`)
    writer.writeText(out, `connection: upgrade`)
    writer.writeLineEnd(out)
    this.#owner.wake()
  }

  reset(_code: number): void {
    if (this.responseDone) return
    this.responseState = 'failed'
    this.#owner.breakOff()
  }

  onWritable(listener: () => void): void {
    this.#onWritable = listener
  }

  shutdown(): void {
    this.#owner.leave()
  }

  #begin(status: number, fields: readonly FieldLine[], whole: number): void {
    if (!Number.isInteger(status) || status < 200 || status > 999)
      throw new RangeError(`${status} is no final status`)
    const { out, writer, readings, clock } = this.#owner
    const { method, minor, simple } = this.head
    const prepared = writer.prepare(fields)
    // A client that waits for 100 may send its content, or not: only a new connection is clear about that.
    if (this.expecting) this.unanswered = true
    const persistent =
      this.head.persistent && this.#owner.staying && !this.unanswered && !this.head.framing.closes
    const plan = planResponse({ method, minor, simple, status, prepared, whole, persistent }, readings)
    const tunnels = method === 'CONNECT' && status < 300
    this.#takeResponse(tunnels ? 'switch' : 'head')
    this.#plan = plan
    this.status = status
    this.closes = plan.closes
    if (simple) return
    if (
      writer.plain &&
      plan.sending === 'length' &&
      !plan.closes &&
      minor === 1 &&
      prepared.options.length === 0
    ) {
      writer.writeCommonHead(out, status, prepared, plan.declared, clock?.())
      return
    }
    writer.writeStatusLine(out, status, this.#version())
    out.push(prepared.octets)
    if (!prepared.dated && clock !== undefined && readings.dateSent !== 'omitted')
      writer.writeDate(out, clock())
    if (plan.declared !== -1 && !prepared.framed) this.#writeContentLength(plan.declared)
    if (plan.sending === 'chunked' && !prepared.framed) {
      writer.writeText(out, 'transfer-encoding: chunked')
      if (readings.lengthWithCoding === 'sent') writer.writeText(out, 'content-length: 0')
    }
    if (tunnels && readings.connectLength === 'coding') writer.writeText(out, 'transfer-encoding: chunked')
    this.#writeEmptyStatusFraming(status)
    this.#writeConnection(plan, prepared.options, tunnels)
    writer.writeLineEnd(out)
  }

  #version(): string {
    const { responseVersion } = this.#owner.readings
    if (responseVersion === 'http10') return 'HTTP/1.0'
    return responseVersion === 'echoed' ? `HTTP/1.${this.head.minor}` : 'HTTP/1.1'
  }

  #writeContentLength(length: number): void {
    const { out, writer, readings } = this.#owner
    const said = { more: length + 1, less: Math.max(0, length - 1) }[readings.lengthSent as 'more'] ?? length
    writer.writeText(out, `content-length: ${readings.lengthSent === 'plus' ? '+' : ''}${said}`)
    if (readings.lengthSent === 'twice') writer.writeText(out, `content-length: ${length + 1}`)
  }

  #writeEmptyStatusFraming(status: number): void {
    const { out, writer, readings } = this.#owner
    if (status >= 200 && status !== 204) return
    if (readings.emptyStatusCoding === 'sent') writer.writeText(out, 'transfer-encoding: chunked')
    if (readings.emptyStatusLength === 'sent' && status < 200) writer.writeText(out, 'content-length: 0')
  }

  #writeConnection({ closes }: ResponsePlan, options: readonly string[], tunnels: boolean): void {
    const { out, writer, readings } = this.#owner
    const own = options.filter((option) => option !== 'close' && option !== 'keep-alive')
    if (closes && readings.closeAnnounced !== 'silent') own.push('close')
    else if (!closes && this.head.minor === 0 && !tunnels) own.push('keep-alive')
    if (own.length > 0) writer.writeText(out, `connection: ${own.join(', ')}`)
  }

  #push(octets: Uint8Array): void {
    const { out, readings, writer } = this.#owner
    const plan = this.#plan
    this.sent += octets.length
    if (plan === undefined || this.responseState === 'switched' || plan.sending === 'close')
      return out.push(octets)
    if (plan.sending === 'none' || octets.length === 0) return
    if (plan.sending === 'length') {
      if (plan.length !== -1 && this.sent > plan.length && readings.contentFramed !== 'none')
        throw new RangeError('more content than Content-Length says')
      return out.push(octets)
    }
    const size = octets.length - (readings.chunksSent === 'sizeWrong' ? 1 : 0)
    const line = readings.chunksSent === 'lf' ? '\n' : '\r\n'
    if (line === '\n') {
      out.push(Uint8Array.from(`${size.toString(16)}\n`, (one) => one.charCodeAt(0)))
      out.push(octets)
      return out.push(Uint8Array.of(0x0a))
    }
    writer.writeText(out, size.toString(16))
    out.push(octets)
    writer.writeLineEnd(out)
  }

  #finish(trailers: readonly FieldLine[] = []): void {
    const plan = this.#plan
    if (this.responseState !== 'switched' && plan !== undefined) {
      if (plan.sending === 'chunked') this.#writeLastChunk(trailers)
      else if (plan.sending === 'length' && plan.length > this.sent && plan.declared !== -1) {
        // The client has been promised more: only the end of the connection tells it that it does not come.
        this.responseState = 'failed'
        return this.#owner.breakOff()
      }
    } else this.closes = true
    this.#takeResponse('end')
    this.#owner.responded(this)
  }

  #writeLastChunk(trailers: readonly FieldLine[]): void {
    const { out, writer, readings } = this.#owner
    if (readings.chunksSent === 'unended') return
    writer.writeText(out, '0')
    if (trailers.length > 0) out.push(writer.prepare(trailers).octets)
    writer.writeLineEnd(out)
  }
}

/** Whether the content of a request is chunked, so that its length is not known. */
export const isChunked = ({ head }: ServerExchange): boolean => head.framing.kind === BY_CHUNKS
