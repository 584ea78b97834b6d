import { performance } from 'node:perf_hooks'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { certificate, rsaCertificate } from '../certificates.ts'
import type { Driver, Ending, Errant } from '../clients/driver.ts'
import { urlsFor } from '../clients/task.ts'
import { Player, type Action } from '../player.ts'
import type { Step, Task } from '../script.ts'
import type { Endpoint, Trace } from '../trace.ts'
import type { Exchange, Play } from './exchange.ts'
import { openDoor, type Arrival, type Door } from './listen-door.ts'

/** How a client target reaches us. */
export interface Reach {
  readonly tls: boolean
  /** The host in URLs: `localhost`, so that TLS has a server_name, unless said otherwise. */
  readonly host?: string
}

/** Milliseconds that the end of a client's connections may come later than the end of the client. */
const LAG = 250

/**
 * Exchanges with a client: the script is the server's side. Each exchange has a port of its own, so connections cannot
 * be taken for another exchange's. The first connection that speaks is the script's first; a further one is given to
 * the script's next `open`, or, when none is waiting, stands in the trace as `further 1` and so on and is reset.
 */
export function listenExchange(driver: Driver, reach: Reach): Exchange {
  return <M, C>(play: Play<M, C>) => new ListenExchange(driver, reach, play).trace
}

class ListenExchange<M, C> {
  readonly trace: Promise<Trace>
  readonly #driver: Driver
  readonly #reach: Reach
  readonly #play: Play<M, C>
  readonly #sockets = new Map<string, Socket>()
  /** Connections that have not ended. */
  readonly #live = new Set<string>()
  /** Connections whose end the TLS library may bring about, without HTTP/2 being asked, and why. */
  readonly #doubts = new Map<string, string>()
  /** Names that the script waits to see opened, and connections that came before they were waited for. */
  readonly #wanted: string[] = []
  #player!: Player<M, C>
  #begun = false
  /** What came before there was a player: one is made when a client that is started by hand has come. */
  readonly #early: (() => void)[] = []
  #come: (() => void) | undefined
  #door: Door | undefined
  #errant: Promise<Errant | undefined> | undefined
  #conclude: (() => void) | undefined
  #concluding = false
  #failure: string | undefined
  #further = 0
  #ending: Ending | undefined
  #over = false
  #timer: NodeJS.Timeout | undefined
  #finish!: (trace: Trace) => void

  constructor(driver: Driver, reach: Reach, play: Play<M, C>) {
    this.#driver = driver
    this.#reach = reach
    this.#play = play
    this.trace = new Promise((resolve, reject) => {
      this.#finish = resolve
      this.#begin().catch(reject)
    })
  }

  async #begin(): Promise<void> {
    const { script, dialect, context, deadlines, signal, required, records } = this.#play
    const open = (script.steps as readonly Step[]).find((step): step is Open => step.do === 'open')
    const terms = open?.tls
    const { byHand } = this.#driver
    this.#door = await openDoor(
      {
        alpn: dialect.alpn,
        ...(byHand === undefined ? {} : { port: byHand.port }),
        ...(this.#reach.tls
          ? {
              tls: { ...terms, certificate: await (terms?.key === 'rsa' ? rsaCertificate() : certificate()) }
            }
          : {})
      },
      {
        arrived: (arrival) => this.#note(() => this.#arrived(arrival), 'come'),
        failed: (reason) => {
          this.#failure = reason
          if (byHand !== undefined)
            this.#note(() => this.#player.refused('main', performance.now(), `TLS: ${reason}`), 'come')
        },
        ...(records === true
          ? {
              record: (number, by, octets) =>
                this.#note(() =>
                  this.#player.record(number === 0 ? 'main' : `raw ${number}`, by, octets, performance.now())
                )
            }
          : {})
      }
    )
    const task = open?.task ?? 'request'
    if (byHand !== undefined && this.#driver.cannot(task) === undefined)
      await this.#called(task, byHand.patience, signal)
    const authority = `${this.#reach.host ?? 'localhost'}:${this.#door.port}`
    const scheme = this.#reach.tls ? 'https' : 'http'
    this.#player = new Player(
      script,
      dialect,
      { ...context, values: { ...context.values, authority, scheme } },
      deadlines,
      performance.now(),
      required
    )
    this.#begun = true
    signal?.addEventListener('abort', this.#abort)
    this.#settle()
    for (const happened of this.#early.splice(0)) happened()
    if (signal?.aborted === true) this.#abort()
  }

  /** Asks for a client that is started by hand, and waits until it has come, time is up, or the run is ended. */
  async #called(task: Task, patience: number, signal: AbortSignal | undefined): Promise<void> {
    this.#errant = this.#send(task)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience)
      this.#come = () => {
        clearTimeout(timer)
        resolve()
      }
      signal?.addEventListener('abort', this.#come, { once: true })
      if (signal?.aborted === true) this.#come()
    })
  }

  /** Something has happened: the player is told, or will be as soon as there is one. */
  #note(what: () => void, come?: 'come'): void {
    if (this.#begun) this.#tell(what)
    else this.#early.push(() => this.#tell(what))
    if (come !== undefined) this.#come?.()
  }

  readonly #abort = (): void => {
    this.#player.stop()
    this.#settle()
  }

  #tell(what: () => void): void {
    if (this.#over) return
    what()
    this.#settle()
  }

  /** Does what the player asks for until it asks for nothing more, and looks when it must be woken. */
  #settle(): void {
    if (this.#over) return
    for (const action of this.#player.actions()) this.#act(action)
    clearTimeout(this.#timer)
    if (this.#player.done) return void this.#end()
    const deadline = this.#player.deadline()
    if (deadline === undefined) return
    this.#timer = setTimeout(
      () =>
        // A timer that fires late on a loaded machine must not pass for the target's silence: what has arrived is read first.
        setImmediate(() => {
          if (this.#over || this.#player.done) return
          this.#player.advance(performance.now())
          this.#settle()
        }),
      Math.max(0, deadline - performance.now()) + 1
    )
  }

  async #end(): Promise<void> {
    this.#over = true
    this.#play.signal?.removeEventListener('abort', this.#abort)
    for (const socket of this.#sockets.values()) socket.destroy()
    this.#door?.close()
    const errant = await this.#errant
    await errant?.stop()
    this.#finish(this.#player.trace)
  }

  #act(action: Action): void {
    if (action.do === 'open') {
      this.#wanted.push(action.on)
      this.#errant ??= this.#send(action.task ?? 'request')
      return
    }
    if (action.do === 'exit') {
      this.#concluding = true
      this.#conclude?.()
      // A client that has half-closed may wait for us to close before it ends.
      for (const [on, socket] of this.#sockets) if (!this.#live.has(on)) socket.end()
      return
    }
    const socket = this.#sockets.get(action.on)
    if (socket === undefined || socket.destroyed) return
    switch (action.do) {
      case 'renegotiate':
        // A HelloRequest; without TLS, or with TLS 1.3, there is none, and the wait comes to nothing.
        if (socket instanceof TLSSocket && socket.getProtocol() !== 'TLSv1.3') {
          this.#doubts.set(action.on, 'a renegotiation of TLS was asked for')
          socket.renegotiate({}, (error) => {
            if (error !== null) return
            this.#doubts.delete(action.on)
            this.#tell(() => this.#player.renegotiated(action.on, performance.now()))
          })
        }
        return
      case 'send':
        socket.write(action.octets)
        return
      case 'end':
        socket.end()
        return
      case 'close':
        if (action.abruptly) socket.resetAndDestroy()
        else socket.destroySoon()
        return
    }
  }

  /** Sends the client on its errand. */
  async #send(task: Task): Promise<Errant | undefined> {
    const origin = `${this.#reach.tls ? 'https' : 'http'}://${this.#reach.host ?? 'localhost'}:${this.#door?.port}`
    try {
      const reason = this.#driver.cannot(task)
      if (reason !== undefined) throw new Error(reason)
      const errant = await this.#driver.start({ task, urls: urlsFor(task, origin) })
      this.#conclude = () => errant.conclude?.()
      if (this.#concluding) this.#conclude()
      void errant.ended.then((ending) => this.#ended(ending))
      return errant
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      // Not before the player has heard that it waits.
      setImmediate(() => this.#tell(() => this.#player.refused('main', performance.now(), reason)))
      return undefined
    }
  }

  /** The client has ended: what it said before, and the end of its connections, are read first. */
  #ended(ending: Ending): void {
    this.#ending = ending
    if (this.#live.size === 0) setImmediate(() => this.#exit())
    else setTimeout(() => this.#exit(), LAG)
  }

  #exit(): void {
    if (this.#over || this.#ending === undefined) return
    const { status, signal, output } = this.#ending
    this.#ending = undefined
    this.#tell(() => {
      const [waiting] = this.#wanted
      if (waiting !== undefined && this.#failure !== undefined)
        this.#player.refused(waiting, performance.now(), `TLS: ${this.#failure}`)
      this.#player.exited(performance.now(), status, signal, output)
    })
  }

  #arrived({ socket, first, tls }: Arrival): void {
    const now = performance.now()
    const remote: Endpoint = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }
    const on = this.#wanted.shift()
    if (on === undefined) {
      // One that says nothing was opened to be quick, and is not used.
      if (first.length === 0) return void socket.destroy()
      this.#player.turnedAway(`further ${++this.#further}`, now, { remote })
      socket.on('error', () => undefined)
      socket.destroy()
      return
    }
    this.#sockets.set(on, socket)
    this.#watch(on, socket)
    const local = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 }
    this.#player.opened(on, now, { ...(tls === undefined ? {} : { tls }), local, remote })
    this.#player.received(on, first, now)
  }

  #watch(on: string, socket: Socket): void {
    this.#live.add(on)
    let over = false
    const finish = (what: () => void): void => {
      if (over) return
      over = true
      this.#live.delete(on)
      this.#tell(what)
      if (this.#live.size === 0) setImmediate(() => this.#exit())
    }
    socket.on('data', (octets) => this.#tell(() => this.#player.received(on, octets, performance.now())))
    socket.on('end', () => {
      finish(() => this.#player.ended(on, performance.now(), this.#doubts.get(on)))
      if (this.#concluding) socket.end()
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      finish(() => this.#player.reset(on, performance.now(), error.code ?? error.message))
    )
    socket.on('close', () => finish(() => this.#player.ended(on, performance.now(), this.#doubts.get(on))))
  }
}

type Open = Extract<Step, { do: 'open' }>
