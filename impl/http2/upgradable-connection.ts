import { Http2Connection } from './connection.ts'
import type { ConnectionOptions } from './connection-options.ts'
import { CLIENT_PREFACE } from './frames.ts'
import { isHttp1, readUpgrade, SWITCHING_PROTOCOLS, type Upgrade } from './h2c.ts'
import { compileRules } from './readings.ts'
import type { TransportCore } from './transport-core.ts'

/** Octets of an HTTP/1.1 head, and of the content of a request that upgrades. */
const LONGEST_HEAD = 16_384
const LONGEST_CONTENT = 65_536
const NOTHING = new Uint8Array(0)

/**
 * A server core for cleartext: starts with the client preface (prior knowledge) or with an HTTP/1.1 request that asks
 * for "h2c" (RFC 7540, section 3.2). Any other HTTP/1.1 request is refused and the connection closed.
 */
export class UpgradableConnection implements TransportCore {
  #connection: Http2Connection | undefined = undefined
  readonly #options: ConnectionOptions
  readonly #deadline: number
  #held: Uint8Array = NOTHING
  #upgrade: Upgrade | undefined = undefined
  #headLength = 0
  #reply: Uint8Array = NOTHING
  #refused = false
  // Whether the octets taken last are the connection's, to be detached from it.
  #detachable = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#deadline = (options.now ?? 0) + (options.timeouts?.preface ?? 10_000)
  }

  /** The connection, once it is clear that the client speaks HTTP/2. */
  get connection(): Http2Connection | undefined {
    return this.#connection
  }

  get finished(): boolean {
    return this.#refused || this.#connection?.finished === true
  }

  get waiting(): number {
    return this.#reply.length + (this.#connection?.waiting ?? 0)
  }

  receive(octets: Uint8Array, now: number): void {
    if (this.#connection !== undefined) return this.#connection.receive(octets, now)
    if (this.#refused) return
    const held = new Uint8Array(this.#held.length + octets.length)
    held.set(this.#held)
    held.set(octets, this.#held.length)
    this.#held = held
    if (this.#upgrade === undefined) this.#decide(now)
    if (this.#upgrade !== undefined) this.#switchOver(this.#upgrade, now)
  }

  end(now: number): void {
    if (this.#connection !== undefined) this.#connection.end(now)
    else this.#refused = true
  }

  advance(now: number): void {
    if (this.#connection !== undefined) this.#connection.advance(now)
    else if (now >= this.#deadline) this.#refused = true
  }

  deadline(): number | undefined {
    if (this.#connection !== undefined) return this.#connection.deadline()
    return this.#refused ? undefined : this.#deadline
  }

  output(): Uint8Array | undefined {
    this.#detachable = this.#reply.length === 0
    if (this.#detachable) return this.#connection?.output()
    const reply = this.#reply
    this.#reply = NOTHING
    return reply
  }

  detachOutput(): void {
    if (this.#detachable) this.#connection?.detachOutput()
  }

  recycle(octets: Uint8Array): void {
    if (this.#detachable) this.#connection?.recycle(octets)
  }

  shutdown(): void {
    if (this.#connection !== undefined) this.#connection.shutdown()
    else this.#refused = true
  }

  abort(code?: number): void {
    if (this.#connection !== undefined) this.#connection.abort(code)
    else this.#refused = true
  }

  // Tells the protocols apart as soon as the octets allow it.
  #decide(now: number): void {
    const held = this.#held
    const compared = Math.min(held.length, CLIENT_PREFACE.length)
    let same = 0
    while (same < compared && held[same] === CLIENT_PREFACE[same]) same++
    if (same === compared && compared < CLIENT_PREFACE.length) return
    if (same === CLIENT_PREFACE.length) return this.#start(undefined, held, now)
    const text = String.fromCharCode(...held.subarray(0, LONGEST_HEAD))
    const line = text.indexOf('\n')
    if (line < 0 && held.length < LONGEST_HEAD) return
    // What is no HTTP/1.1 either is left to the connection to refuse.
    if (!isHttp1(text)) return this.#start(undefined, held, now)
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) {
      if (held.length >= LONGEST_HEAD) this.#refuse('431 Request Header Fields Too Large')
      return
    }
    const upgrade = readUpgrade(text.slice(0, end), compileRules(this.#options.rules).readings)
    if (typeof upgrade === 'string') return this.#refuse(upgrade)
    if (upgrade.contentLength > LONGEST_CONTENT) return this.#refuse('413 Content Too Large')
    this.#upgrade = upgrade
    this.#headLength = end + 4
  }

  // Starts HTTP/2 once the content of the request is complete.
  #switchOver(upgrade: Upgrade, now: number): void {
    const end = this.#headLength + upgrade.contentLength
    if (this.#held.length < end) return
    this.#reply = Uint8Array.from(SWITCHING_PROTOCOLS, (character) => character.charCodeAt(0))
    const content = this.#held.slice(this.#headLength, end)
    this.#start({ ...upgrade, content }, this.#held.subarray(end), now)
  }

  #start(upgrade: ConnectionOptions['upgrade'], octets: Uint8Array, now: number): void {
    this.#held = NOTHING
    this.#upgrade = undefined
    this.#connection = new Http2Connection({
      ...this.#options,
      now,
      ...(upgrade === undefined ? {} : { upgrade })
    })
    if (octets.length > 0) this.#connection.receive(octets, now)
  }

  #refuse(status: string): void {
    const upgrade = status.startsWith('426')
      ? 'Upgrade: h2c\r\nConnection: Upgrade, close'
      : 'Connection: close'
    const text = `HTTP/1.1 ${status}\r\n${upgrade}\r\nContent-Length: 0\r\n\r\n`
    this.#reply = Uint8Array.from(text, (character) => character.charCodeAt(0))
    this.#held = NOTHING
    this.#refused = true
  }
}
