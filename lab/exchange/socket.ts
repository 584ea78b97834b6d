import { connect, isIP, type Socket } from 'node:net'
import {
  connect as connectTls,
  createSecureContext,
  TLSSocket,
  type ConnectionOptions,
  type SecureContext
} from 'node:tls'
import { performance } from 'node:perf_hooks'
import { Player, type Action } from '../player.ts'
import type { TlsTerms } from '../script.ts'
import type { TlsFacts, Trace } from '../trace.ts'
import type { Exchange, Play } from './exchange.ts'
import { tapped } from './tap.ts'
import type { Address } from './transport.ts'

/** Exchanges with a server over TCP or TLS. */
export function socketExchange(address: Address): Exchange {
  return <M, C>(play: Play<M, C>) => new SocketExchange(address, play).trace
}

class SocketExchange<M, C> {
  readonly trace: Promise<Trace>
  readonly #address: Address
  readonly #play: Play<M, C>
  readonly #player: Player<M, C>
  readonly #sockets = new Map<string, Socket>()
  /** The TCP socket of each connection: below TLS, the one to reset. */
  readonly #wires = new Map<string, Socket>()
  /** Every socket that is not closed; a script may give the name of one that it closed to another. */
  readonly #unclosed = new Set<Socket>()
  #timer: NodeJS.Timeout | undefined
  /** The deadline that the timer is set for. */
  #alarm: number | undefined
  #finish!: (trace: Trace) => void

  constructor(address: Address, play: Play<M, C>) {
    this.#address = address
    this.#play = play
    this.trace = new Promise((resolve) => (this.#finish = resolve))
    const { script, dialect, context, deadlines, signal, required } = play
    this.#player = new Player(script, dialect, context, deadlines, performance.now(), required)
    signal?.addEventListener('abort', this.#abort)
    this.#settle()
    if (signal?.aborted === true) this.#abort()
  }

  readonly #abort = (): void => {
    this.#player.stop()
    this.#settle()
  }

  /** Does what the player asks for until it asks for nothing more, and looks when it must be woken. */
  #settle(): void {
    for (const action of this.#player.actions()) this.#act(action)
    if (this.#player.done) {
      clearTimeout(this.#timer)
      return this.#end()
    }
    const deadline = this.#player.deadline()
    // Not set anew for each piece that arrives: a target that never pauses would put the deadline off for ever.
    if (deadline === this.#alarm) return
    clearTimeout(this.#timer)
    this.#alarm = deadline
    if (deadline === undefined) return
    this.#timer = setTimeout(
      () => {
        // A timer that fires late on a loaded machine must not pass for the target's silence: what has arrived is read first.
        setImmediate(() => {
          this.#alarm = undefined
          if (this.#player.done) return
          this.#player.advance(performance.now())
          this.#settle()
        })
      },
      Math.max(0, deadline - performance.now()) + 1
    )
  }

  #end(): void {
    this.#play.signal?.removeEventListener('abort', this.#abort)
    for (const socket of this.#unclosed) socket.destroy()
    this.#sockets.clear()
    this.#finish(this.#player.trace)
  }

  #act(action: Action): void {
    if (action.do === 'open') return this.#open(action.on, action.tls)
    const socket = this.#sockets.get(action.on)
    if (socket === undefined || socket.destroyed) return
    switch (action.do) {
      // Nobody sees a server end.
      case 'exit':
        return
      case 'renegotiate':
        // Without TLS, or with TLS 1.3, there is none: the wait comes to nothing.
        if (socket instanceof TLSSocket && socket.getProtocol() !== 'TLSv1.3')
          socket.renegotiate({}, (error) => {
            if (error !== null || this.#player.done) return
            this.#player.renegotiated(action.on, performance.now())
            this.#settle()
          })
        return
      case 'send':
        socket.write(action.octets)
        return
      case 'end':
        socket.end()
        return
      case 'close':
        if (action.abruptly) this.#wires.get(action.on)?.resetAndDestroy()
        else socket.destroySoon()
        return
    }
  }

  #open(on: string, terms: TlsTerms = {}): void {
    const { host, port, tls } = this.#address
    const raw = connect({ host, port, noDelay: true, allowHalfOpen: true })
    this.#wires.set(on, raw)
    if (!tls || terms.raw === true) return this.#watch(on, raw, 'connect', () => ({}), tls)
    const keyLog: string[] = []
    const wire =
      this.#play.records === true || terms.records === true
        ? tapped(raw, (by, octets) => this.#player.record(on, by, octets, performance.now()))
        : raw
    const name = terms.servername ?? this.#address.servername ?? host
    const socket: TLSSocket = connectTls({
      socket: wire as Socket,
      ...optionsFor(terms, this.#play.dialect.alpn),
      secureContext: contextFor(terms),
      rejectUnauthorized: this.#address.verify === true,
      ...(isIP(name) === 0 ? { servername: name } : {})
    })
    if (this.#play.records === true)
      socket.on('keylog', (line: Buffer) => keyLog.push(line.toString('latin1').trimEnd()))
    raw.on('error', (error) => socket.destroy(error))
    this.#watch(on, socket, 'secureConnect', () => ({ tls: factsOf(socket, keyLog) }))
  }

  /** `apart`: what comes in is not the protocol's octets, but records that the script reads as they are. */
  #watch(on: string, socket: Socket, ready: string, facts: () => { tls?: TlsFacts }, apart = false): void {
    this.#sockets.set(on, socket)
    this.#unclosed.add(socket)
    let open = false
    let over = false
    const tell = (what: () => void) => {
      if (this.#player.done || this.#sockets.get(on) !== socket) return
      what()
      this.#settle()
    }
    socket.once(ready, () => {
      socket.setNoDelay(true)
      open = true
      const wire = this.#wires.get(on) ?? socket
      const local = { address: wire.localAddress ?? '', port: wire.localPort ?? 0 }
      const remote = { address: wire.remoteAddress ?? '', port: wire.remotePort ?? 0 }
      tell(() => this.#player.opened(on, performance.now(), { ...facts(), local, remote }))
    })
    socket.on('data', (octets) =>
      tell(() =>
        apart
          ? this.#player.record(on, 'target', octets, performance.now())
          : this.#player.received(on, octets, performance.now())
      )
    )
    socket.on('end', () => {
      if (over) return
      over = true
      tell(() => this.#player.ended(on, performance.now()))
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (over) return
      over = true
      const reason = error.code ?? error.message
      tell(() =>
        open
          ? this.#player.reset(on, performance.now(), reason)
          : this.#player.refused(on, performance.now(), reason)
      )
    })
    socket.on('close', () => {
      this.#unclosed.delete(socket)
      if (over) return
      over = true
      tell(() =>
        open
          ? this.#player.ended(on, performance.now())
          : this.#player.refused(on, performance.now(), 'closed before the handshake was over')
      )
    })
  }
}

/** What the script wants of our TLS, as Node.js says it. A list of no protocols leaves ALPN out. */
function optionsFor(terms: TlsTerms, alpn: string): ConnectionOptions {
  const protocols = terms.alpn ?? [alpn]
  return {
    ...(protocols.length === 0 ? {} : { ALPNProtocols: [...protocols] })
  }
}

const CONTEXTS = new Map<string, SecureContext>()

/** The TLS context for some terms: made once, since making one costs more than a handshake's round trip. */
function contextFor({ least, most, ciphers, groups }: TlsTerms): SecureContext {
  const terms = {
    ...(least === undefined ? {} : { minVersion: least }),
    ...(most === undefined ? {} : { maxVersion: most }),
    ...(ciphers === undefined ? {} : { ciphers }),
    ...(groups === undefined ? {} : { ecdhCurve: groups })
  }
  const key = JSON.stringify(terms)
  const context = CONTEXTS.get(key) ?? createSecureContext(terms)
  CONTEXTS.set(key, context)
  return context
}

function factsOf(socket: TLSSocket, keyLog: readonly string[]): TlsFacts {
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    alpn: socket.alpnProtocol ?? false,
    keyLog
  }
}
