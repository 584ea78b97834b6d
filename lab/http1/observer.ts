import type { Context, Observer } from '../dialect.ts'
import type { Criterion } from './criterion.ts'
import type { Message } from './message.ts'
import { octetsOf } from './octets.ts'
import { MessageSplitter } from './splitter.ts'
import { asctimeOf, rfc850Of } from './old-dates.ts'
import { valuesOf, type WireMessage } from './wire-message.ts'

/** Watches one HTTP/1 connection while a script is played on it. */
export class Http1Observer implements Observer<Message, Criterion> {
  readonly #context: Context
  readonly #ours: MessageSplitter
  readonly #theirs: MessageSplitter
  readonly #interims: number[] = []
  #heads = 0
  #over = 0
  #answered = 0
  #content = 0
  #current: WireMessage | undefined
  /** Of the last response that had them: `{etag}`, `{modified}`. */
  readonly #validators: Record<string, string> = {}

  constructor(context: Context) {
    const client = context.side === 'client'
    const methods: string[] = []
    this.#context = context
    this.#ours = new MessageSplitter(client ? 'request' : 'response', methods)
    this.#theirs = new MessageSplitter(client ? 'response' : 'request', methods)
  }

  resolve(message: Message, round = 0): Uint8Array {
    return octetsOf(message, { ...this.#context.values, ...this.#validators }, round)
  }

  sent(octets: Uint8Array): void {
    for (const { what } of this.#ours.push(octets)) if (what === 'head') this.#answered++
  }

  received(octets: Uint8Array): void {
    const happened = this.#theirs.push(octets)
    for (const one of happened) {
      if (one.what === 'interim') this.#interims.push(one.message.status ?? 0)
      if (one.what === 'head') {
        this.#heads++
        this.#note(one.message)
      }
      if (one.what === 'over') {
        this.#over++
        this.#content += one.message.length
      }
    }
    this.#current = this.#theirs.unfinished
  }

  #note(message: WireMessage): void {
    const [etag] = valuesOf(message, 'etag')
    const [modified] = valuesOf(message, 'last-modified')
    if (etag !== undefined) {
      this.#validators['etag'] = etag
      this.#validators['opaque'] = etag.replace(/^W\//, '')
    }
    if (modified === undefined) return
    this.#validators['modified'] = modified
    const time = Date.parse(modified)
    if (Number.isNaN(time)) return
    this.#validators['earlier'] = new Date(time - 86_400_000).toUTCString()
    this.#validators['later'] = new Date(time + 1000).toUTCString()
    this.#validators['asctime'] = asctimeOf(new Date(time))
    this.#validators['rfcdate'] = rfc850Of(new Date(time))
  }

  answers(): undefined {
    return undefined
  }

  met(criterion: Criterion): boolean {
    switch (criterion.until) {
      case 'head':
        return this.#heads >= (criterion.count ?? 1)
      case 'message':
        return this.#over >= (criterion.count ?? 1)
      case 'asked':
        return this.#over > this.#answered
      case 'interim': {
        const { status, count = 1 } = criterion
        return this.#interims.filter((one) => status === undefined || one === status).length >= count
      }
      case 'content':
        return this.#content + (this.#current?.length ?? 0) >= criterion.octets
      case 'closed':
        return false
      case 'any':
        return criterion.of.some((part) => this.met(part))
      case 'all':
        return criterion.of.every((part) => this.met(part))
    }
  }
}
