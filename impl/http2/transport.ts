import type { Socket } from 'node:net'
import type { TransportCore } from './transport-core.ts'

/** Reading stops while this many octets wait for a socket that takes no more. */
const MOST_WAITING = 262_144
/** A socket that takes nothing for so long is given up. */
const MOST_BLOCKED_TIME = 60_000
/** How long, and how much, a peer may still send after we are done, so that it can read our GOAWAY. */
const LINGER_TIME = 1000
const LINGER_OCTETS = 1 << 20

/** Ties a connection core to a socket: octets go straight in, and out in one write for each turn. */
export class Transport {
  readonly connection: TransportCore
  readonly #socket: Socket
  #blocked = false
  #blockedAt = 0
  // What the socket still has to write.
  #inFlight: Uint8Array | undefined = undefined
  #flushing = false
  #ending = false
  #lingered = 0
  readonly #onClosed: () => void

  constructor(socket: Socket, create: (onWake: () => void) => TransportCore, onClosed: () => void) {
    this.#socket = socket
    this.#onClosed = onClosed
    this.connection = create(() => {
      setImmediate(this.flush)
    })
    socket.setNoDelay(true)
    socket.on('data', this.#onData)
    socket.on('end', this.#onEnd)
    socket.on('error', this.#onError)
    socket.on('close', this.#onClose)
    this.flush()
  }

  /** Time has come: to be called now and then. */
  tick(now: number): void {
    if (this.#blocked && now >= this.#blockedAt + MOST_BLOCKED_TIME) this.#socket.destroy()
    const deadline = this.connection.deadline()
    if (deadline === undefined || deadline > now) return
    this.connection.advance(now)
    this.flush()
  }

  /** Sends what the core has to send. */
  readonly flush = (): void => {
    if (this.#blocked || this.#flushing || this.#socket.destroyed) return
    this.#flushing = true
    const { connection } = this
    for (let octets = connection.output(); octets !== undefined; octets = connection.output()) {
      this.#socket.write(octets, this.#onWritten)
      // A write that was not done at once still refers to the octets.
      if (this.#socket.writableLength > 0) {
        connection.detachOutput()
        this.#inFlight = octets
        this.#blocked = true
        this.#blockedAt = performance.now()
        break
      }
    }
    this.#flushing = false
    if (this.#blocked && connection.waiting > MOST_WAITING) this.#socket.pause()
    if (connection.finished && !this.#blocked) this.#close()
  }

  #close(): void {
    if (this.#ending) return
    this.#ending = true
    this.#socket.end()
    this.#socket.resume()
    setTimeout(() => this.#socket.destroy(), LINGER_TIME).unref()
  }

  readonly #onData = (octets: Uint8Array): void => {
    if (this.connection.finished) {
      this.#lingered += octets.length
      if (this.#lingered > LINGER_OCTETS) this.#socket.destroy()
      return
    }
    this.connection.receive(octets, performance.now())
    if (this.#blocked) {
      if (this.connection.waiting > MOST_WAITING) this.#socket.pause()
    } else this.flush()
  }

  readonly #onWritten = (): void => {
    if (!this.#blocked || this.#socket.writableLength > 0) return
    this.#blocked = false
    if (this.#inFlight !== undefined) this.connection.recycle(this.#inFlight)
    this.#inFlight = undefined
    if (this.#socket.isPaused()) this.#socket.resume()
    this.flush()
  }

  readonly #onEnd = (): void => {
    this.connection.end(performance.now())
    this.flush()
  }

  readonly #onError = (): void => {
    this.#socket.destroy()
  }

  readonly #onClose = (): void => {
    this.connection.end(performance.now())
    this.connection.abort()
    this.#onClosed()
  }
}
