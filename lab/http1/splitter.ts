import { framingOf } from './framing.ts'
import { readFields, readStartLine } from './start-line.ts'
import type { WireLine, WireMessage } from './wire-message.ts'

/** Octets of content that are kept of one message. */
const KEPT = 256 * 1024
/** Octets of a line, and lines of a head, beyond which a direction is not read on. */
const LONGEST_LINE = 1024 * 1024
const MOST_LINES = 10_000
/** Messages and chunks that are kept of one direction: a bound on hostile targets. */
const MOST_KEPT = 65_536

/** What became known of a direction. */
export type Happening =
  | { readonly what: 'head' | 'over' | 'interim'; readonly message: WireMessage }
  /** Octets that are no message. */
  | { readonly what: 'foreign'; readonly text: string; readonly reason: string }

type State = 'start' | 'fields' | 'length' | 'size' | 'data' | 'behind' | 'trailers' | 'rest' | 'lost'

/**
 * Cuts one direction of an HTTP/1 connection into messages, however the octets come. It judges nothing: it reads what can be
 * read, keeps lines as they stand, and says where it cannot go on. `methodOf` names the method of the n-th request (from 0), on
 * which the content of a response depends.
 */
export class MessageSplitter {
  readonly #kind: 'request' | 'response'
  readonly #methods: string[]
  #state: State = 'start'
  #line: Uint8Array[] = []
  #lineLength = 0
  #before = 0
  #start: WireLine | undefined
  #lines: WireLine[] = []
  #message: WireMessage | undefined
  #left = 0
  #foreign = ''
  #finals = 0
  #happened: Happening[] = []

  constructor(kind: 'request' | 'response', methods: string[] = []) {
    this.#kind = kind
    this.#methods = methods
  }

  /** The message that has begun and is not over. */
  get unfinished(): WireMessage | undefined {
    return this.#message
  }

  /** Whether nothing has begun that is not over. */
  get idle(): boolean {
    return this.#state === 'start' && this.#lineLength === 0
  }

  /** Octets of a head that is not complete, one character an octet. */
  get partial(): string {
    const lines = [...(this.#start === undefined ? [] : [this.#start]), ...this.#lines]
    const rest = Buffer.concat(this.#line).toString('latin1')
    return lines.map(({ text, ending }) => text + ending).join('') + rest
  }

  push(octets: Uint8Array): Happening[] {
    let rest = octets
    while (rest.length > 0) rest = rest.subarray(this.#take(rest))
    return this.#drain()
  }

  /** The direction has ended. */
  end(): Happening[] {
    const message = this.#message
    if (message?.framing === 'close' && message.broken === undefined) this.#over(message)
    return this.#drain()
  }

  #drain(): Happening[] {
    const happened = this.#happened
    this.#happened = []
    return happened
  }

  /** Takes some of the octets and says how many. */
  #take(octets: Uint8Array): number {
    switch (this.#state) {
      case 'length':
      case 'data':
        return this.#content(octets.subarray(0, this.#left))
      case 'rest':
        return this.#content(octets)
      case 'lost': {
        if (this.#foreign.length < KEPT) this.#foreign += Buffer.from(octets).toString('latin1')
        return octets.length
      }
      default: {
        const end = octets.indexOf(0x0a)
        const piece = end === -1 ? octets : octets.subarray(0, end + 1)
        this.#lineLength += piece.length
        this.#line.push(piece)
        if (this.#lineLength > LONGEST_LINE) this.#lose('a line of more than 1,048,576 octets')
        else if (end !== -1) this.#endLine()
        return piece.length
      }
    }
  }

  #endLine(): void {
    const whole = Buffer.concat(this.#line).toString('latin1')
    const ending = whole.endsWith('\r\n') ? '\r\n' : '\n'
    const line: WireLine = { text: whole.slice(0, -ending.length), ending }
    this.#line = []
    this.#lineLength = 0
    switch (this.#state) {
      case 'start':
        if (line.text === '' && this.#before < MOST_LINES) this.#before++
        else if (readStartLine(this.#kind, line.text) === undefined)
          this.#lose(`no ${this.#kind === 'request' ? 'request' : 'status'} line`, whole)
        else {
          this.#start = line
          this.#state = 'fields'
        }
        return
      case 'fields':
        if (line.text === '') this.#head()
        else if (this.#lines.push(line) > MOST_LINES) this.#lose('more than 10,000 lines of a head')
        return
      case 'size':
        return this.#size(line)
      case 'behind':
        return this.#behind(line)
      case 'trailers':
        if (line.text !== '') {
          if (this.#lines.push(line) > MOST_LINES) this.#lose('more than 10,000 trailer lines')
          return
        }
        if (this.#message !== undefined) {
          this.#message.trailers = readFields(this.#lines)
          this.#over(this.#message)
        }
        return
      default:
        return
    }
  }

  #head(): void {
    const start = this.#start as WireLine
    const lines = this.#lines
    const fields = readFields(lines)
    const about = readStartLine(this.#kind, start.text)
    if (about === undefined) return
    const message: WireMessage = {
      start,
      lines,
      fields,
      before: this.#before,
      ...about,
      framing: 'none',
      length: 0,
      pieces: [],
      chunks: [],
      trailers: [],
      over: false
    }
    this.#start = undefined
    this.#lines = []
    this.#before = 0
    const { status } = message
    if (status !== undefined && status >= 100 && status < 200 && status !== 101) {
      message.over = true
      this.#state = 'start'
      this.#happened.push({ what: 'interim', message })
      return
    }
    if (message.method !== undefined && this.#methods.length < MOST_KEPT) this.#methods.push(message.method)
    const method = message.method ?? this.#methods[this.#finals]
    this.#finals++
    const { framing, length = 0, broken } = framingOf(message, method)
    message.framing = framing
    this.#message = message
    this.#happened.push({ what: 'head', message })
    if (broken !== undefined) return this.#lose(broken)
    this.#left = length
    if (framing === 'none' || (framing === 'length' && length === 0)) this.#over(message)
    else this.#state = framing === 'length' ? 'length' : framing === 'chunked' ? 'size' : 'rest'
  }

  #content(octets: Uint8Array): number {
    const message = this.#message
    if (message === undefined) return octets.length
    if (message.length < KEPT) message.pieces.push(octets.slice(0, KEPT - message.length))
    message.length += octets.length
    this.#left -= octets.length
    if (this.#left === 0 && this.#state === 'length') this.#over(message)
    else if (this.#left === 0 && this.#state === 'data') this.#state = 'behind'
    return octets.length
  }

  #size(line: WireLine): void {
    const message = this.#message
    if (message === undefined) return
    if (message.chunks.length < MOST_KEPT) message.chunks.push({ size: line })
    const digits = /^[0-9A-Fa-f]+(?=[ \t]*(?:;|$))/.exec(line.text)?.[0]
    const size = digits === undefined ? NaN : Number.parseInt(digits, 16)
    if (!Number.isSafeInteger(size))
      return this.#lose(`"${line.text.slice(0, 40)}" where a chunk size was due`)
    this.#left = size
    this.#state = size === 0 ? 'trailers' : 'data'
  }

  #behind(line: WireLine): void {
    const message = this.#message
    const chunk = message?.chunks.at(-1)
    if (line.text !== '') {
      if (chunk !== undefined) chunk.behind = line.text
      return this.#lose('data of a chunk that no line end follows')
    }
    this.#state = 'size'
  }

  #over(message: WireMessage): void {
    message.over = true
    this.#message = undefined
    this.#lines = []
    this.#state = 'start'
    this.#happened.push({ what: 'over', message })
  }

  #lose(reason: string, text = ''): void {
    if (this.#message !== undefined) this.#message.broken = reason
    this.#foreign = text === '' ? Buffer.concat(this.#line).toString('latin1').slice(0, KEPT) : text
    this.#line = []
    this.#state = 'lost'
    this.#happened.push({ what: 'foreign', text: this.#foreign, reason })
  }
}
