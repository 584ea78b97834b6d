// Over 300 lines: the core of a client's connection: one loop over what may come, and what ends an exchange.
import { compileRules, type CompiledRules } from './compiled-rules.ts'
import { ClientExchange, type ClientOwner } from './client-exchange.ts'
import {
  defaultClientTimeouts,
  ExchangeError,
  type ClientConnectionOptions,
  type ClientTimeouts,
  type OutgoingRequest,
  type ResponseListener
} from './client-options.ts'
import { COMPLETE, MORE, RESPONSE, type HeadParser } from './head/contract.ts'
import { ScalarHeadParser } from './head/scalar-parser.ts'
import { HeadWriter } from './head-writer.ts'
import { NO_CONTENT } from './message/framing.ts'
import { readResponseHead, type ResponseHead } from './message/response-head.ts'
import { ContentReader } from './message-reader.ts'
import { OctetQueue } from './octet-queue.ts'
import { Refusal } from './refusal.ts'
import type { Readings } from './rules.ts'
import type { TransportCore } from './transport-core.ts'

const MOST_HELD = 65_536
/** Informational responses before a final one: more would be an endless response. */
const MOST_INFORMATIONAL = 64

type Phase = 'head' | 'content' | 'switched' | 'over'

/** Methods whose requests may be repeated (RFC 9110, section 9.2.2). */
export const isIdempotent = (method: string): boolean =>
  /^(?:GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method)

/** A client's side of one connection of HTTP/1. */
export class Http1ClientConnection implements TransportCore, ClientOwner {
  readonly out = new OctetQueue()
  readonly writer: HeadWriter
  readonly readings: Readings
  chunksAllowed = true

  readonly #options: ClientConnectionOptions
  readonly #rules: CompiledRules
  readonly #timeouts: ClientTimeouts
  readonly #parser: HeadParser
  readonly #content: ContentReader
  readonly #held = new OctetQueue(0)
  // In the order sent: a response belongs to the first (RFC 9112, section 9.2).
  readonly #exchanges: ClientExchange[] = []
  #phase: Phase = 'head'
  #head: ResponseHead | undefined = undefined
  #now: number
  #since: number
  #informed = 0
  #leaving = false
  #lastSent = false
  #broken = false
  #inLoop = false
  /** Calls of the loop: what is read in one had come before anything that is asked for meanwhile. */
  #round = 0

  constructor(options: ClientConnectionOptions = {}) {
    this.#options = options
    this.#rules = compileRules(options.rules, options.limits)
    this.readings = this.#rules.readings
    this.writer = options.writer ?? new HeadWriter(this.readings)
    this.#timeouts = { ...defaultClientTimeouts, ...options.timeouts }
    const { responses } = this.#rules
    this.#parser = options.createParser?.(responses) ?? new ScalarHeadParser(responses)
    this.#parser.begin(RESPONSE)
    this.#content = new ContentReader(this.#rules, this.#parser)
    this.#now = this.#since = options.now ?? 0
  }

  get finished(): boolean {
    return this.#phase === 'over'
  }
  get broken(): boolean {
    return this.#broken
  }
  get waiting(): number {
    return this.out.length
  }
  get reading(): boolean {
    return this.#held.length < MOST_HELD
  }
  /** Requests without their whole response. */
  get underWay(): number {
    return this.#exchanges.length
  }

  /** Whether a request can be sent now. One is not sent behind another whose repetition could do harm. */
  get available(): boolean {
    const { pipelining = 1 } = this.#options
    if (this.#phase === 'over' || this.#phase === 'switched' || this.#leaving || this.#lastSent) return false
    if (this.#exchanges.length === 0) return true
    const last = this.#exchanges[this.#exchanges.length - 1]!
    return this.#exchanges.length < pipelining && last.requestDone && isIdempotent(last.request.method)
  }

  /** Sends a request; undefined where the connection cannot take it. Throws TypeError for what may not be sent. */
  request(request: OutgoingRequest, listener: ResponseListener): ClientExchange | undefined {
    if (!this.available) return undefined
    const exchange = new ClientExchange(this, request, listener)
    if (this.#inLoop) exchange.round = this.#round
    if (this.#exchanges.length === 0) this.#since = this.#now
    const { length } = this.out
    this.#exchanges.push(exchange)
    try {
      exchange.begin(this.#now, this.#timeouts.continue)
    } catch (error) {
      this.#exchanges.pop()
      this.out.end = this.out.start + length
      throw error
    }
    this.#lastSent ||= request.close === true
    this.wake()
    return exchange
  }

  receive(octets: Uint8Array, now: number): void {
    this.#now = this.#since = now
    if (this.#phase === 'over') return
    if (this.#held.length > 0) {
      this.#held.push(octets)
      return this.#processHeld()
    }
    const taken = this.#process(octets, 0, octets.length)
    if (taken < octets.length && !this.finished) this.#held.push(octets.subarray(taken))
  }

  end(now: number): void {
    this.#now = now
    if (this.#phase === 'over') return
    const [first] = this.#exchanges
    if (first !== undefined) {
      const whole =
        this.#phase === 'content' &&
        (this.#content.endsByClose || this.readings.responseIncomplete === 'accepted')
      if (this.#phase === 'switched') {
        first.takeResponse('end')
        first.listener.onEnd(undefined)
        this.#exchanges.shift()
      } else if (whole) this.#endResponse(first)
      else if (this.#phase === 'content' || first.answered)
        first.fail(new ExchangeError('the response ended before its time', true, 'responseIncomplete', 0))
    }
    this.#close(new ExchangeError('the server closed the connection', false))
  }

  abort(): void {
    this.#close(new ExchangeError('the connection is gone', true))
  }

  shutdown(): void {
    this.#leaving = true
    if (this.#exchanges.length === 0) this.#close(new ExchangeError('the connection was ended', false))
  }

  deadline(): number | undefined {
    if (this.#phase === 'over' || this.#exchanges.length === 0 || this.#phase === 'switched') return undefined
    const [first] = this.#exchanges
    const response = first?.paused === true ? Infinity : this.#since + this.#timeouts.response
    const due = Math.min(response, ...this.#exchanges.map(({ continueAt = Infinity }) => continueAt))
    return due === Infinity ? undefined : due
  }

  advance(now: number): void {
    this.#now = now
    const deadline = this.deadline()
    if (deadline === undefined || now < deadline) return
    let waited = false
    for (const exchange of [...this.#exchanges]) {
      if (exchange.continueAt === undefined || exchange.continueAt > now) continue
      waited = true
      exchange.goOn()
    }
    if (waited) return
    this.#broken = true
    this.#close(new ExchangeError('the response did not come in time', true))
  }

  output(): Uint8Array | undefined {
    if (this.out.length === 0) {
      for (const exchange of this.#exchanges) {
        if (!exchange.full) continue
        exchange.full = false
        exchange.listener.onWritable?.()
      }
      if (this.out.length === 0) return undefined
    }
    return this.out.takeAll()
  }

  detachOutput(): void {
    this.out.detach()
  }

  wake(): void {
    if (this.#inLoop) return
    if (this.#held.length > 0) this.#processHeld()
    this.#options.onWake?.()
  }

  requestSent(): void {
    this.#since = this.#now
    const [first] = this.#exchanges
    if (first?.responseState === 'done') this.#endExchange(first)
  }

  giveUp(exchange: ClientExchange): void {
    if (!this.#exchanges.includes(exchange)) return
    exchange.fail(new ExchangeError('the exchange was given up', true))
    this.#broken = true
    this.#close(new ExchangeError('the connection was given up', true))
    this.#options.onWake?.()
  }

  #processHeld(): void {
    const held = this.#held
    const { octets, start, end } = held
    held.start = this.#process(octets, start, end)
    if (held.start === held.end || this.finished) held.clear()
  }

  #process(octets: Uint8Array, start: number, end: number): number {
    let at = start
    this.#inLoop = true
    this.#round++
    for (;;) {
      const before = at
      const phase = this.#phase
      if (phase === 'head') at = this.#readHead(octets, at, end)
      else if (phase === 'content') at = this.#readContent(octets, at, end)
      else if (phase === 'switched') at = this.#passOn(octets, at, end)
      else at = end
      if (at === before && phase === this.#phase) break
    }
    this.#inLoop = false
    return at
  }

  #readHead(octets: Uint8Array, at: number, end: number): number {
    if (at === end) return at
    const [first] = this.#exchanges
    if (
      first === undefined ||
      !first.begun ||
      (first.round === this.#round && this.readings.responseExtra !== 'kept') ||
      first.responseState === 'done'
    )
      return this.#readExtra(octets, at, end)
    first.answered = true
    const status = this.#parser.parse(octets, at, end)
    if (status === MORE) return at
    if (status !== COMPLETE) {
      const { rule, offset } = this.#parser
      return this.#refuse(new Refusal(rule, offset, 'the response cannot be read'), end)
    }
    const { length } = this.#parser
    const head = readResponseHead(octets, at, this.#parser.spans, this.#rules, first.request.method)
    this.#parser.begin(RESPONSE)
    if (head instanceof Refusal) return this.#refuse(head, end)
    this.#takeHead(first, head)
    return at + length
  }

  /** Octets that answer no request: line ends are passed over (RFC 9112, sections 2.2 and 9.2). */
  #readExtra(octets: Uint8Array, at: number, end: number): number {
    if (this.readings.responseExtra === 'kept') return at
    if (this.readings.responseExtra === 'dropped') return end
    for (; at < end; at++) if (octets[at] !== 0x0d && octets[at] !== 0x0a) break
    return at === end
      ? end
      : this.#refuse(new Refusal('responseExtra', 0, 'octets that answer no request'), end)
  }

  #takeHead(first: ClientExchange, head: ResponseHead): void {
    const { readings } = this
    if (head.status < 200 && head.status !== 101 && readings.informationalPassed !== 'final') {
      if (readings.informationalPassed === 'refused' || ++this.#informed > MOST_INFORMATIONAL) {
        this.#refuse(
          new Refusal('informationalPassed', 0, 'more informational responses than one can bear'),
          0
        )
        return
      }
      first.takeResponse('inform')
      if (head.status === 100) first.goOn()
      first.listener.onInform?.(head.status, head.fields)
      return
    }
    this.#informed = 0
    this.#head = head
    this.chunksAllowed = head.minor > 0
    const { upgrade } = { upgrade: first.request.fields.some(({ name }) => name.toLowerCase() === 'upgrade') }
    if (head.status === 101 && !upgrade && readings.upgradeAsked === 'enforce') {
      this.#refuse(new Refusal('upgradeAsked', 0, 'a switch of protocols that was not asked for'), 0)
      return
    }
    // Whatever a server answers before it has all content, it may not want the rest.
    if (
      !first.requestDone &&
      (!head.persistent || first.continueAt !== undefined) &&
      readings.contentStops === 'enforce'
    )
      first.stopSending()
    if (head.switches) {
      first.takeResponse('switch')
      this.#phase = 'switched'
      first.listener.onResponse(head)
      return
    }
    const empty = head.framing.kind === NO_CONTENT
    first.takeResponse(empty ? 'whole' : 'head')
    if (!empty) {
      this.#phase = 'content'
      this.#content.begin(head.framing)
    }
    first.listener.onResponse(head)
    if (empty) this.#finishResponse(first, undefined)
  }

  #readContent(octets: Uint8Array, at: number, end: number): number {
    const first = this.#exchanges[0]!
    if (first.paused) return at
    const content = this.#content
    const status = content.read(octets, at, end, (piece) => {
      first.takeResponse('data')
      first.listener.onData(piece)
      return this.#phase === 'content' && !first.paused
    })
    if (status === 'refused') return this.#refuse(content.refusal!, end)
    if (status === 'complete' && this.#phase === 'content') this.#endResponse(first)
    return content.at
  }

  #endResponse(first: ClientExchange): void {
    first.takeResponse('end')
    this.#finishResponse(first, this.#content.trailers)
  }

  #finishResponse(first: ClientExchange, trailers: Parameters<ResponseListener['onEnd']>[0]): void {
    this.#phase = 'head'
    this.#parser.begin(RESPONSE)
    if (first.requestState === 'abandoned') this.#lastSent = true
    if (first.requestDone || first.requestState === 'abandoned') this.#endExchange(first)
    first.listener.onEnd(trailers)
  }

  /** Both messages are done: the next exchange, or the end. */
  #endExchange(first: ClientExchange): void {
    this.#exchanges.shift()
    const goesOn = this.#head?.persistent === true && !first.request.close && first.requestState === 'done'
    if (goesOn && !(this.#leaving && this.#exchanges.length === 0)) return this.#options.onIdle?.()
    // What was pipelined behind the last response is not answered any more (RFC 9112, section 9.6).
    this.#close(new ExchangeError('the server ended the connection before it answered', false))
  }

  #passOn(octets: Uint8Array, at: number, end: number): number {
    const [first] = this.#exchanges
    if (first === undefined || first.paused || at === end) return at
    first.listener.onData(octets.subarray(at, end))
    return end
  }

  #refuse({ rule, offset, text }: Refusal, end: number): number {
    this.#broken = true
    this.#exchanges.shift()?.fail(new ExchangeError(text, true, rule, offset))
    this.#close(
      new ExchangeError('the connection was closed, as an earlier response could not be read', true)
    )
    return end
  }

  #close(error: ExchangeError): void {
    if (this.#phase === 'over' && this.#exchanges.length === 0) return
    this.#phase = 'over'
    for (const exchange of this.#exchanges.splice(0)) {
      exchange.fail(
        new ExchangeError(error.message, error.processed || !isIdempotent(exchange.request.method))
      )
    }
    this.#options.onIdle?.()
  }
}
