import type { Context, Observer } from '../dialect.ts'
import type { Criterion } from './criterion.ts'
import type { Message } from './message.ts'
import { octetsOf } from './octets.ts'
import { MessageSplitter } from './splitter.ts'
import type { WireMessage } from './wire-message.ts'

/** Watches one HTTP/1 connection while a script is played on it. */
export class Http1Observer implements Observer<Message, Criterion> {
  readonly #context: Context
  readonly #ours: MessageSplitter
  readonly #theirs: MessageSplitter
  readonly #interims: number[] = []
  #heads = 0
  #over = 0
  #content = 0
  #current: WireMessage | undefined

  constructor(context: Context) {
    const client = context.side === 'client'
    const methods: string[] = []
    this.#context = context
    this.#ours = new MessageSplitter(client ? 'request' : 'response', methods)
    this.#theirs = new MessageSplitter(client ? 'response' : 'request', methods)
  }

  resolve(message: Message, round = 0): Uint8Array {
    return octetsOf(message, this.#context.values, round)
  }

  sent(octets: Uint8Array): void {
    this.#ours.push(octets)
  }

  received(octets: Uint8Array): void {
    const happened = this.#theirs.push(octets)
    for (const one of happened) {
      if (one.what === 'interim') this.#interims.push(one.message.status ?? 0)
      if (one.what === 'head') this.#heads++
      if (one.what === 'over') {
        this.#over++
        this.#content += one.message.length
      }
    }
    this.#current = this.#theirs.unfinished
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
