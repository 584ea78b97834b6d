import type { FieldLine } from '../application.ts'
import type { HeadWriter } from './head-writer.ts'
import type { ExchangeError } from './client-options.ts'
import { type OutgoingRequest, type ResponseListener } from './client-options.ts'
import {
  nextRequestState,
  nextResponseState,
  type MessageEvent,
  type RequestState,
  type ResponseState
} from './machine.ts'
import type { OctetQueue } from './octet-queue.ts'
import type { Readings } from './rules.ts'

/** What an exchange needs of its connection. */
export interface ClientOwner {
  readonly out: OctetQueue
  readonly writer: HeadWriter
  readonly readings: Readings
  /** The server is not known to be one of HTTP/1.0. */
  readonly chunksAllowed: boolean
  wake(): void
  requestSent(): void
  giveUp(exchange: ClientExchange): void
}

const MUCH = 65_536

/** A request and its response, as a client has them. */
export class ClientExchange {
  readonly request: OutgoingRequest
  readonly listener: ResponseListener
  requestState: RequestState = 'idle'
  responseState: ResponseState = 'idle'
  /** Content waits for a 100 until then. */
  continueAt: number | undefined = undefined
  /** Some octet of the response has come. */
  answered = false
  paused = false
  /** The request may have reached the server. */
  begun = false
  full = false
  /** The call of the connection's loop in which it was begun, if it was in one. */
  round = -1

  readonly #owner: ClientOwner
  #chunked = false
  #left = -1
  // What was written while a 100 was awaited.
  #waiting: (() => void)[] = []

  constructor(owner: ClientOwner, request: OutgoingRequest, listener: ResponseListener) {
    this.#owner = owner
    this.request = request
    this.listener = listener
  }

  /** Sends the head, and the content where it is there already. Throws TypeError for what may not be sent. */
  begin(now: number, continueWait: number): void {
    const { body, streams = false, expectContinue = false } = this.request
    const hasContent = streams || (body !== undefined && body.length > 0)
    this.#writeHead(hasContent)
    this.begun = true
    this.requestState = nextRequestState(this.requestState, hasContent ? 'head' : 'whole')
    const { continueAwaited } = this.#owner.readings
    if (hasContent && expectContinue && continueAwaited !== 'never')
      this.continueAt = continueAwaited === 'forever' ? Infinity : now + continueWait
    if (!hasContent) this.#owner.requestSent()
    else if (!streams) this.end(body)
  }

  #writeHead(hasContent: boolean): void {
    const { out, writer, readings } = this.#owner
    const {
      method,
      target,
      authority,
      fields,
      close = false,
      expectContinue = false,
      minor = 1
    } = this.request
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) throw new TypeError(`"${method}" is no method`)
    if (
      readings.targetEncoded === 'enforce' &&
      readings.emptyPathSent === 'enforce' &&
      !/^[!-~]+$/.test(target)
    )
      throw new TypeError('the request-target holds an octet that cannot be sent')
    const prepared = writer.prepare(fields)
    const options = [...prepared.options, ...(close ? ['close'] : [])]
    // TE and Upgrade are for this connection (RFC 9110, sections 7.8 and 10.1.4).
    if (readings.optionsSent !== 'omitted')
      for (const name of ['te', 'upgrade'])
        if (fields.some((line) => line.name.toLowerCase() === name) && !options.includes(name))
          options.push(name)
    writer.writeText(out, `${method} ${target} HTTP/1.${minor}`)
    const host =
      authority === undefined || readings.hostSent === 'omitted' ? undefined : this.#hostOf(authority)
    if (host !== undefined && readings.hostFirst !== 'last') writer.writeText(out, host)
    out.push(prepared.octets)
    if (host !== undefined && readings.hostFirst === 'last') writer.writeText(out, host)
    if (hasContent) this.#writeFraming(prepared.contentLength, prepared.framed)
    else if (/^(?:POST|PUT|PATCH)$/.test(method)) writer.writeText(out, 'content-length: 0')
    if ((expectContinue && hasContent) || readings.expectationSent === 'always')
      writer.writeText(out, 'expect: 100-continue')
    if (options.length > 0) writer.writeText(out, `connection: ${options.join(', ')}`)
    writer.writeLineEnd(out)
  }

  #hostOf(authority: string): string {
    const { lineEnd } = this.#owner.writer
    switch (this.#owner.readings.hostSent) {
      case 'twice':
        return `host: ${authority}${lineEnd}host: ${authority}`
      case 'userinfo':
        return `host: user@${authority}`
      case 'empty':
        return 'host: '
      default:
        return `host: ${authority}`
    }
  }

  #writeFraming(declared: number, framed: boolean): void {
    const { out, writer, readings, chunksAllowed } = this.#owner
    const { body, contentLength = declared } = this.request
    this.#left = body?.length ?? contentLength
    this.#chunked = this.#left === -1 || readings.lengthPreferred === 'chunked'
    if (this.#chunked && !chunksAllowed)
      throw new TypeError('content of unknown length cannot be sent to a server of HTTP/1.0')
    if (framed) {
      this.#chunked = this.request.fields.some(({ name }) => name === 'transfer-encoding')
      this.#left = -1
      return
    }
    const length = this.#left
    if (this.#chunked) this.#left = -1
    if (readings.requestFramed === 'unframed') this.#chunked = false
    else if (this.#chunked) writer.writeText(out, 'transfer-encoding: chunked')
    else
      writer.writeText(out, `content-length: ${length + (readings.requestFramed === 'lengthMore' ? 1 : 0)}`)
    if (readings.requestFramed === 'both')
      writer.writeText(out, this.#chunked ? 'content-length: 0' : 'transfer-encoding: chunked')
  }

  /** Sends content. False asks to wait for `onWritable`. */
  write(octets: Uint8Array): boolean {
    if (this.requestState !== 'content') return true
    if (this.continueAt !== undefined) {
      const kept = octets.slice()
      this.#waiting.push(() => this.#push(kept))
      return false
    }
    this.#push(octets)
    this.full = this.#owner.out.length > MUCH
    this.#owner.wake()
    return !this.full
  }

  /** Ends the content, with a last piece and trailers if given. */
  end(octets?: Uint8Array, trailers: readonly FieldLine[] = []): void {
    if (this.requestState !== 'content') return
    if (this.continueAt !== undefined) {
      this.#waiting.push(() => this.end(octets, trailers))
      return
    }
    if (octets !== undefined && octets.length > 0) this.#push(octets)
    if (this.#left > 0) throw new RangeError('less content than Content-Length says')
    const { out, writer, readings } = this.#owner
    if (this.#chunked) {
      writer.writeText(out, '0')
      if (trailers.length > 0) out.push(writer.prepare(trailers).octets)
      writer.writeLineEnd(out)
    }
    if (readings.extraLineSent === 'sent') writer.writeLineEnd(out)
    this.requestState = nextRequestState(this.requestState, 'end')
    this.#owner.requestSent()
    this.#owner.wake()
  }

  /** Gives the exchange up, and the connection with it. */
  reset(): void {
    this.#owner.giveUp(this)
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    if (!this.paused) return
    this.paused = false
    this.#owner.wake()
  }

  /** A 100 has come, or the time for it is over: the content goes. */
  goOn(): void {
    if (this.continueAt === undefined) return
    this.continueAt = undefined
    const waiting = this.#waiting
    this.#waiting = []
    for (const act of waiting) act()
    this.#owner.wake()
  }

  /** The server does not want the content. */
  stopSending(): void {
    if (this.requestState !== 'content') return
    this.continueAt = undefined
    this.#waiting = []
    this.requestState = nextRequestState(this.requestState, 'abandon')
  }

  takeResponse(event: MessageEvent): void {
    this.responseState = nextResponseState(this.responseState, event)
  }

  fail(error: ExchangeError): void {
    if (this.responseState === 'done' || this.responseState === 'failed') return
    this.responseState = 'failed'
    this.listener.onReset(error)
  }

  get requestDone(): boolean {
    return this.requestState === 'done'
  }

  #push(octets: Uint8Array): void {
    if (octets.length === 0) return
    const { out, writer } = this.#owner
    if (this.#chunked) writer.writeText(out, octets.length.toString(16))
    else if (this.#left !== -1) {
      if (octets.length > this.#left) throw new RangeError('more content than Content-Length says')
      this.#left -= octets.length
    }
    out.push(octets)
    if (this.#chunked) writer.writeLineEnd(out)
  }

  /** Octets of another protocol, after a switch or in a tunnel. */
  writeRaw(octets: Uint8Array): boolean {
    if (this.responseState !== 'switched') throw new Error('the connection was not switched')
    this.#owner.out.push(octets)
    this.full = this.#owner.out.length > MUCH
    this.#owner.wake()
    return !this.full
  }
}
