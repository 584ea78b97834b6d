// Over 300 lines: the core of a server's connection: one loop over what may come, and what ends an exchange.
import { compileRules, type CompiledRules } from './compiled-rules.ts'
import { COMPLETE, MORE, REQUEST, type HeadParser } from './head/contract.ts'
import { ScalarHeadParser } from './head/scalar-parser.ts'
import { HeadWriter } from './head-writer.ts'
import { BY_LENGTH } from './message/framing.ts'
import { readRequestHead, type RequestHead } from './message/request-head.ts'
import type { TargetContext } from './message/target.ts'
import { ContentReader } from './message-reader.ts'
import { OctetQueue } from './octet-queue.ts'
import { reasons } from './reasons.ts'
import { Refusal, statusOfRefusal } from './refusal.ts'
import type { Readings } from './rules.ts'
import { ServerExchange, type ExchangeOwner } from './server-exchange.ts'
import { defaultTimeouts, type ServerConnectionOptions, type ServerTimeouts } from './server-options.ts'
import type { TransportCore } from './transport-core.ts'

/** Octets held while an answer is awaited: from there on the socket is not read. */
const MOST_HELD = 16_384
/** Content that is read over after an early answer, so that the connection can go on. */
const MOST_READ_OVER = 262_144

/**
 * What the connection is reading. Requests are answered one after the other: what a client pipelines behind a request is
 * held until that is answered, so that answers have the order of the requests (RFC 9112, section 9.3.2).
 */
type Phase = 'head' | 'content' | 'answering' | 'switched' | 'over'

/** A server's side of one connection of HTTP/1. */
export class Http1ServerConnection implements TransportCore, ExchangeOwner {
  readonly out = new OctetQueue()
  readonly writer: HeadWriter
  readonly readings: Readings
  readonly secured: boolean
  readonly clock: (() => number) | undefined
  staying = true

  readonly #options: ServerConnectionOptions
  readonly #rules: CompiledRules
  readonly #timeouts: ServerTimeouts
  readonly #context: TargetContext
  readonly #parser: HeadParser
  readonly #content: ContentReader
  readonly #held = new OctetQueue(0)
  #phase: Phase = 'head'
  #exchange: ServerExchange | undefined = undefined
  #now: number
  // Of the first octet of the head or content being read, from the first octet of the connection.
  #position = 0
  #readOver = 0
  // The parser is to start with another head.
  #parserIsDue = true
  #inLoop = false
  #ended = false
  #broken = false
  #since: number
  // A response that is to come after the next one (responseOrder read as `swapped`).
  #swapped: Uint8Array | undefined = undefined
  #responseStart = 0

  constructor(options: ServerConnectionOptions) {
    this.#options = options
    this.#rules = compileRules(options.rules, options.limits)
    this.readings = this.#rules.readings
    this.writer = options.writer ?? new HeadWriter(this.readings)
    this.secured = options.secured === true
    this.clock = options.clock
    this.#context = { secured: this.secured, proxy: options.proxy === true }
    this.#timeouts = { ...defaultTimeouts, ...options.timeouts }
    const { requests } = this.#rules
    this.#parser = options.createParser?.(requests) ?? new ScalarHeadParser(requests)
    this.#content = new ContentReader(this.#rules, this.#parser)
    this.#now = this.#since = options.now ?? 0
  }

  /** The exchange that is going on. */
  get exchange(): ServerExchange | undefined {
    return this.#exchange
  }

  get finished(): boolean {
    return this.#phase === 'over'
  }

  /** The connection is to be cut: there is no lawful way to end what was begun. */
  get broken(): boolean {
    return this.#broken
  }

  get waiting(): number {
    return this.out.length
  }

  get reading(): boolean {
    return this.#phase === 'over' || this.#held.length < MOST_HELD || this.#phase === 'head'
  }

  receive(octets: Uint8Array, now: number): void {
    this.#now = now
    if (this.#phase === 'over') return
    if (this.#held.length === 0) {
      const taken = this.#process(octets, 0, octets.length)
      if (taken < octets.length && !this.finished) this.#held.push(octets.subarray(taken))
      return
    }
    this.#held.push(octets)
    this.#processHeld()
  }

  end(now: number): void {
    this.#now = now
    if (this.#phase === 'over' || this.#ended) return
    this.#ended = true
    const exchange = this.#exchange
    if (exchange === undefined) this.#phase = 'over'
    else if (this.#phase === 'content') {
      if (this.readings.incompleteRequest === 'accepted') this.#endContent(exchange, undefined)
      else {
        exchange.fail()
        this.#phase = 'over'
      }
    } else if (this.#phase === 'switched') exchange.contentEnded(undefined)
  }

  abort(): void {
    this.#phase = 'over'
    this.#exchange?.fail()
    this.#exchange = undefined
  }

  shutdown(): void {
    this.staying = false
    if (this.#exchange === undefined && this.#phase === 'head' && this.#held.length === 0)
      this.#phase = 'over'
  }

  deadline(): number | undefined {
    const { head, idle, content, slowest } = this.#timeouts
    switch (this.#phase) {
      case 'head':
        return this.#since + (this.#held.length > 0 ? head : idle)
      case 'content':
        if (this.#exchange?.paused === true) return undefined
        return this.#since + content + ((this.#exchange?.received ?? 0) / slowest) * 1000
      case 'answering':
      case 'switched':
      case 'over':
        return undefined
    }
  }

  advance(now: number): void {
    this.#now = now
    const deadline = this.deadline()
    if (deadline === undefined || now < deadline) return
    const exchange = this.#exchange
    if (exchange === undefined ? this.#held.length > 0 : exchange.responseState === 'idle')
      this.#answerItself(408, 'The request did not come to an end in time.\n')
    this.#exchange = undefined
    this.#phase = 'over'
    exchange?.fail()
  }

  output(): Uint8Array | undefined {
    if (this.out.length === 0) {
      const exchange = this.#exchange
      if (exchange?.full === true) exchange.drained()
      if (this.out.length === 0) return undefined
    }
    return this.out.takeAll()
  }

  detachOutput(): void {
    this.out.detach()
  }

  // What an exchange asks for.
  wake(): void {
    if (this.#inLoop) return
    if (this.#exchange !== undefined) this.#enterSwitched(this.#exchange)
    if (this.#held.length > 0 && this.#phase !== 'answering') this.#processHeld()
    this.#options.onWake?.()
  }

  breakOff(): void {
    this.#broken = true
    this.#phase = 'over'
    this.#exchange?.fail()
    this.#options.onWake?.()
  }

  leave(): void {
    this.staying = false
  }

  responded(exchange: ServerExchange): void {
    this.#report(exchange)
    if (!exchange.requestDone) this.#abandon(exchange)
    if (exchange === this.#exchange && exchange.requestDone) this.#endExchange(exchange)
  }

  #processHeld(): void {
    const held = this.#held
    const { octets, start, end } = held
    const taken = this.#process(octets, start, end)
    // What was held may be the only octets that there are: nothing is pushed while they are read.
    held.start = taken
    if (held.start === held.end || this.finished) held.clear()
  }

  /** Reads octets from `start` to before `end` and gives the offset before which all are taken. */
  #process(octets: Uint8Array, start: number, end: number): number {
    let at = start
    this.#inLoop = true
    for (;;) {
      const before = at
      const phase = this.#phase
      if (phase === 'head') at = this.#readHead(octets, at, end)
      else if (phase === 'content') at = this.#readContent(octets, at, end)
      else if (phase === 'switched') at = this.#passOn(octets, at, end)
      else if (phase === 'over') at = end
      if (at === before && phase === this.#phase) break
      if (at === end && this.#phase !== 'content') break
    }
    this.#inLoop = false
    if (this.#swapped !== undefined) this.#releaseSwapped()
    // Half a head is nobody's request.
    if (this.#ended && this.#phase === 'head') this.#phase = 'over'
    return at
  }

  #readHead(octets: Uint8Array, at: number, end: number): number {
    if (at === end) return at
    if (this.#held.length === 0) this.#since = this.#now
    // Not before: the request that was answered last may still have asked for its fields.
    if (this.#parserIsDue) this.#parser.begin(REQUEST)
    this.#parserIsDue = false
    const status = this.#parser.parse(octets, at, end)
    if (status === MORE) return at
    if (status !== COMPLETE) {
      const { rule, offset } = this.#parser
      this.#refuse(new Refusal(rule, offset, 'the head cannot be read'))
      return end
    }
    const { length } = this.#parser
    const head = readRequestHead(octets, at, this.#parser.spans, this.#rules, this.#context)
    if (head instanceof Refusal) {
      this.#parserIsDue = true
      const persists = this.readings.closeAfterRefusal === 'persists'
      this.#refuse(head, persists)
      return persists ? at + length : end
    }
    this.#position += length
    this.#begin(head)
    return at + length
  }

  #begin(head: RequestHead): void {
    const { contentLimit = Infinity, handler, onError } = this.#options
    if (
      head.framing.kind === BY_LENGTH &&
      head.framing.length > contentLimit &&
      this.readings.contentTooLarge !== 'ignored'
    )
      return this.#refuse(new Refusal('contentTooLarge', 0, `more than ${contentLimit} octets of content`))
    const exchange = new ServerExchange(this, head, this.#now)
    this.#exchange = exchange
    this.#phase = exchange.requestDone ? 'answering' : 'content'
    this.#since = this.#now
    this.#readOver = 0
    this.#responseStart = this.out.end
    if (!exchange.requestDone) this.#content.begin(head.framing)
    try {
      handler(exchange, exchange)
    } catch (error) {
      this.#failApplication(exchange, error)
      onError?.(error)
    }
    head.fields.settle(this.#exchange === exchange)
    if (exchange.requestDone) {
      // What follows CONNECT is the tunnel's, if there is to be one; and then the end is the tunnel's, too.
      const tunnels = head.method === 'CONNECT' || exchange.responseState === 'switched'
      if (exchange.responseState !== 'done' && !tunnels) exchange.contentEnded(undefined)
      this.#enterSwitched(exchange)
    } else if (exchange.responseState === 'idle' && this.#options.deferContinue !== true)
      exchange.sendContinue()
  }

  #failApplication(exchange: ServerExchange, error: unknown): void {
    if (exchange.responseState !== 'idle') return this.breakOff()
    const text = error instanceof Error ? error.name : 'Error'
    exchange.send(500, TEXT, octetsOf(`The application failed (${text}).\n`))
  }

  #readContent(octets: Uint8Array, at: number, end: number): number {
    const exchange = this.#exchange!
    if (exchange.paused && exchange.requestState !== 'abandoned') return at
    const content = this.#content
    const status = content.read(octets, at, end, (piece) => this.#takeContent(exchange, piece))
    this.#position += content.at - at
    switch (status) {
      case 'complete':
        if (this.#phase === 'content') this.#endContent(exchange, content.trailers)
        return content.at
      case 'refused':
        this.#refuseContent(exchange, content.refusal!)
        return end
      case 'more':
      case 'stopped':
        return content.at
    }
  }

  /** False where no more is to be read. */
  #takeContent(exchange: ServerExchange, piece: Uint8Array): boolean {
    exchange.takeRequest('data')
    const { contentLimit = Infinity } = this.#options
    if (exchange.requestState === 'abandoned') {
      this.#readOver += piece.length
      if (this.#readOver > MOST_READ_OVER) this.#phase = 'over'
      return this.#phase === 'content'
    }
    if (exchange.received + piece.length > contentLimit && this.readings.contentTooLarge !== 'ignored') {
      this.#refuseContent(
        exchange,
        new Refusal('contentTooLarge', 0, `more than ${contentLimit} octets of content`)
      )
      return false
    }
    exchange.content(piece)
    return this.#phase === 'content' && !exchange.paused
  }

  #endContent(exchange: ServerExchange, trailers: ServerExchange['trailers']): void {
    exchange.takeRequest('end')
    this.#phase = 'answering'
    if (exchange.responseState === 'done') return this.#endExchange(exchange)
    if (exchange.responseState !== 'switched') exchange.contentEnded(trailers)
    this.#enterSwitched(exchange)
  }

  /** The response is complete and the request is not. */
  #abandon(exchange: ServerExchange): void {
    if (this.readings.contentRead === 'leftover') {
      exchange.takeRequest('end')
      this.#phase = 'answering'
      return
    }
    exchange.takeRequest('abandon')
    const left = this.#content.left
    const tooMuch = left !== Infinity && left > MOST_READ_OVER
    if (exchange.closes || tooMuch || !this.staying) this.#phase = 'over'
  }

  /** Both messages are done: the next request, or the end. */
  #endExchange(exchange: ServerExchange): void {
    this.#exchange = undefined
    const goesOn =
      (!exchange.closes || this.readings.closeAfterClose === 'ignored') && this.staying && !this.#ended
    // A simple request has no way to tell the end of its response but the end of the connection.
    if (!goesOn || exchange.head.simple) {
      if (this.#ended && this.#held.length > 0 && !exchange.closes && this.staying) this.#phase = 'head'
      else this.#phase = 'over'
      return
    }
    this.#phase = 'head'
    this.#parserIsDue = true
    this.#since = this.#now
    if (this.readings.responseOrder === 'swapped') this.#swap()
  }

  #enterSwitched(exchange: ServerExchange): void {
    if (exchange.responseState === 'switched' && this.#phase === 'answering') this.#phase = 'switched'
  }

  #passOn(octets: Uint8Array, at: number, end: number): number {
    const exchange = this.#exchange
    if (exchange === undefined || exchange.paused || at === end) return at
    exchange.content(octets.subarray(at, end))
    return end
  }

  #refuse(refusal: Refusal, goesOn = false): void {
    const status = statusOfRefusal(refusal, this.readings)
    this.#options.onRefused?.(refusal, this.#position + refusal.offset)
    if (status !== undefined) this.#answerItself(status, explanationOf(refusal), goesOn)
    if (!goesOn) this.#phase = 'over'
  }

  #refuseContent(exchange: ServerExchange, refusal: Refusal): void {
    this.#options.onRefused?.(refusal, this.#position + refusal.offset)
    const status = statusOfRefusal(refusal, this.readings)
    if (exchange.responseState === 'idle' && status !== undefined)
      this.#answerItself(status, explanationOf(refusal))
    else if (exchange.responseState !== 'done') this.#broken = true
    this.#phase = 'over'
    this.#exchange = undefined
    exchange.fail()
  }

  /** An answer that no application gives. */
  #answerItself(status: number, text: string, goesOn = false): void {
    const { out, writer } = this
    writer.writeStatusLine(out, status, 'HTTP/1.1')
    if (this.clock !== undefined && this.readings.dateSent !== 'omitted') writer.writeDate(out, this.clock())
    writer.writeText(out, 'content-type: text/plain; charset=utf-8')
    const body = octetsOf(`${status} ${reasons[status] ?? ''}: ${text}`)
    writer.writeText(out, `content-length: ${body.length}`)
    if (!goesOn && this.readings.closeAnnounced !== 'silent') writer.writeText(out, 'connection: close')
    writer.writeLineEnd(out)
    out.push(body)
  }

  #report({ head, status, received, sent, startedAt }: ServerExchange): void {
    const { onExchange } = this.#options
    if (onExchange === undefined) return
    const { method, target, minor, authority } = head
    onExchange({ method, target, minor, authority, status, received, sent, duration: this.#now - startedAt })
  }

  #swap(): void {
    const { out } = this
    if (this.#swapped === undefined) {
      this.#swapped = out.octets.slice(this.#responseStart, out.end)
      out.end = this.#responseStart
    } else this.#releaseSwapped()
  }

  #releaseSwapped(): void {
    if (this.#swapped !== undefined) this.out.push(this.#swapped)
    this.#swapped = undefined
  }
}

const TEXT = [{ name: 'content-type', value: 'text/plain; charset=utf-8' }]

const explanationOf = ({ rule, offset, text }: Refusal): string => `${text} (${rule}, octet ${offset}).\n`

const octetsOf = (text: string): Uint8Array => new TextEncoder().encode(text)
