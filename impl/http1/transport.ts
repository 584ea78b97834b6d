import type { Socket } from 'node:net'
import type { TransportCore } from './transport-core.ts'

/** A socket that takes nothing for so long is given up, in milliseconds. */
const MOST_BLOCKED_TIME = 60_000
/** How long, and how much, the other side may still send after we are done, so that it can read our last octets. */
const LINGER_TIME = 1000
const LINGER_OCTETS = 1 << 20

/** Ties a core to a socket: octets go straight in, and out in one write for each turn. */
export class Transport<C extends TransportCore = TransportCore> {
  readonly core: C
  readonly socket: Socket
  readonly #onClosed: () => void
  #blocked = false
  #blockedAt = 0
  #flushing = false
  #receiving = false
  #ending = false
  #lingered = 0

  constructor(socket: Socket, create: (onWake: () => void) => C, onClosed: () => void) {
    this.socket = socket
    this.#onClosed = onClosed
    this.core = create(this.#onWake)
    socket.setNoDelay(true)
    socket.on('data', this.#onData)
    socket.on('end', this.#onEnd)
    socket.on('error', this.#onError)
    socket.on('close', this.#onClose)
  }

  /** Time has come: to be called now and then. */
  tick(now: number): void {
    if (this.#blocked && now >= this.#blockedAt + MOST_BLOCKED_TIME) this.socket.destroy()
    const deadline = this.core.deadline()
    if (deadline === undefined || deadline > now) return
    this.core.advance(now)
    this.flush()
  }

  /** Sends what the core has to send, and closes when it is done. */
  flush(): void {
    if (this.#blocked || this.#flushing || this.socket.destroyed) return
    this.#flushing = true
    const { core, socket } = this
    for (let octets = core.output(); octets !== undefined; octets = core.output()) {
      socket.write(octets, this.#onWritten)
      // A write that was not done at once still refers to the octets.
      if (socket.writableLength === 0) continue
      core.detachOutput()
      this.#blocked = true
      this.#blockedAt = performance.now()
      break
    }
    this.#flushing = false
    if (core.finished && !this.#blocked) this.#close()
    else if (core.reading === socket.isPaused()) {
      if (core.reading) socket.resume()
      else socket.pause()
    }
  }

  #close(): void {
    if (this.#ending) return
    this.#ending = true
    if (this.core.broken) {
      this.socket.resetAndDestroy()
      return
    }
    this.socket.end()
    this.socket.resume()
    // A reset that overtakes our last octets would lose them, so the other side may go on for a while (RFC 9112, section 9.6).
    setTimeout(() => this.socket.destroy(), LINGER_TIME).unref()
  }

  // Not at once, where the core is called from outside: several calls become one write.
  readonly #onWake = (): void => {
    if (!this.#receiving) queueMicrotask(this.#flushLater)
  }
  readonly #flushLater = (): void => this.flush()

  readonly #onData = (octets: Uint8Array): void => {
    if (this.core.finished) {
      this.#lingered += octets.length
      if (this.#lingered > LINGER_OCTETS) this.socket.destroy()
      return
    }
    this.#receiving = true
    this.core.receive(octets, performance.now())
    this.#receiving = false
    this.flush()
  }

  readonly #onWritten = (): void => {
    if (!this.#blocked || this.socket.writableLength > 0) return
    this.#blocked = false
    this.flush()
  }

  readonly #onEnd = (): void => {
    this.core.end(performance.now())
    this.flush()
  }

  readonly #onError = (): void => {
    this.socket.destroy()
  }

  readonly #onClose = (): void => {
    this.core.abort()
    this.#onClosed()
  }
}
