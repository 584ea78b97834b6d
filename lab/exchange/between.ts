import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { Player, type Action } from '../player.ts'
import type { Script } from '../script.ts'
import type { Trace } from '../trace.ts'
import type { Exchange, Play } from './exchange.ts'
import type { Origin, Visit } from './origin.ts'

/** Where an intermediary listens, and the origin to which it forwards. */
export interface Between {
  readonly host: string
  readonly port: number
  readonly origin: Origin
}

/** Connections to the origin that are read in one exchange, beside those of the script. */
const MOST_FURTHER = 8

/**
 * Exchanges with an intermediary over TCP: the lab is client and origin. Every exchange has a mark of its own, which its
 * requests carry in the path (`{path}`), and by which the intermediary's connections find it. An exchange is over when the intermediary has
 * let go of all of them, so that it has none to use again for another.
 */
export function betweenExchange(between: Between): Exchange {
  return <M, C>(play: Play<M, C>) => new BetweenExchange(between, play).trace
}

/** How many connections to the origin a script provides for. */
export const originsOf = ({ steps }: Script): number =>
  steps.reduce(
    (sum, step) =>
      step.do === 'repeat'
        ? sum + step.times * originsOf({ steps: step.steps })
        : sum + (step.do === 'open' && step.as === 'origin' ? 1 : 0),
    0
  )

class BetweenExchange<M, C> {
  readonly trace: Promise<Trace>
  readonly #between: Between
  readonly #play: Play<M, C>
  readonly #player: Player<M, C>
  readonly #sockets = new Map<string, Socket>()
  readonly #unclosed = new Set<Socket>()
  /** Names of connections that the intermediary opened. */
  readonly #origins = new Set<string>()
  /** Names that the script waits to see opened by the intermediary, and its connections that nobody waits for yet. */
  readonly #wanted: string[] = []
  readonly #waiting: Visit[] = []
  /** Connections to the origin that the script has still to come to. */
  #expected: number
  #further = 0
  readonly #leave: () => void
  #timer: NodeJS.Timeout | undefined
  #over = false
  #finish!: (trace: Trace) => void

  constructor(between: Between, play: Play<M, C>) {
    this.#between = between
    this.#play = play
    this.trace = new Promise((resolve) => (this.#finish = resolve))
    const { script, dialect, context, deadlines, signal, required } = play
    const mark = `z${randomBytes(6).toString('hex')}`
    const values = { ...context.values, mark, path: `/${mark}` }
    this.#expected = originsOf(script as Script)
    this.#leave = between.origin.expect(mark, { arrived: (visit) => this.#tell(() => this.#arrived(visit)) })
    this.#player = new Player(script, dialect, { ...context, values }, deadlines, performance.now(), required)
    signal?.addEventListener('abort', this.#abort)
    this.#settle()
    if (signal?.aborted === true) this.#abort()
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
      // A timer that fires late on a loaded machine must not pass for the target's silence: what has arrived is read first.
      () => setImmediate(() => this.#tell(() => this.#player.advance(performance.now()))),
      Math.max(0, deadline - performance.now()) + 1
    )
  }

  async #end(): Promise<void> {
    this.#over = true
    this.#play.signal?.removeEventListener('abort', this.#abort)
    for (const visit of this.#waiting.splice(0)) this.#turnAway(visit)
    for (const [on, socket] of this.#sockets) if (!this.#origins.has(on)) socket.destroy()
    await Promise.all([...this.#unclosed].map((socket) => letGo(socket, this.#play.deadlines.quiet)))
    this.#leave()
    this.#finish(this.#player.trace)
  }

  #act(action: Action): void {
    if (action.do === 'open') return action.as === 'origin' ? this.#want(action.on) : this.#open(action.on)
    const socket = this.#sockets.get(action.on)
    if (socket === undefined || socket.destroyed) return
    switch (action.do) {
      // Nobody sees an intermediary end; nothing is encrypted here.
      case 'exit':
      case 'renegotiate':
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

  #want(on: string): void {
    this.#expected--
    this.#wanted.push(on)
    const visit = this.#waiting.shift()
    // Not before the player has heard that it waits.
    if (visit !== undefined) queueMicrotask(() => this.#tell(() => this.#arrived(visit)))
  }

  #arrived(visit: Visit): void {
    for (let on = this.#wanted.shift(); on !== undefined; on = this.#wanted.shift())
      if (this.#player.opened(on, performance.now(), { as: 'origin', ...ends(visit.socket) })) {
        this.#sockets.set(on, visit.socket)
        this.#origins.add(on)
        this.#watch(on, visit.socket)
        return this.#player.received(on, visit.first, performance.now())
      }
    if (this.#expected > 0) this.#waiting.push(visit)
    else this.#turnAway(visit)
  }

  /** A connection that the script does not provide for: what it said first stands in the trace, and it is reset. */
  #turnAway({ socket, first }: Visit): void {
    if (this.#further < MOST_FURTHER) {
      const on = `further ${++this.#further}`
      const now = performance.now()
      this.#player.opened(on, now, { as: 'origin', ...ends(socket) })
      this.#player.received(on, first, now)
    }
    socket.resetAndDestroy()
  }

  #open(on: string): void {
    const { host, port } = this.#between
    const socket = connect({ host, port, noDelay: true, allowHalfOpen: true })
    this.#sockets.set(on, socket)
    socket.once('connect', () =>
      this.#tell(() => void this.#player.opened(on, performance.now(), ends(socket)))
    )
    this.#watch(on, socket)
  }

  #watch(on: string, socket: Socket): void {
    this.#unclosed.add(socket)
    let over = false
    const finish = (what: () => void): void => {
      if (over) return
      over = true
      this.#tell(what)
    }
    socket.on('data', (octets) => this.#tell(() => this.#player.received(on, octets, performance.now())))
    socket.on('end', () => finish(() => this.#player.ended(on, performance.now())))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      finish(() =>
        socket.remoteAddress === undefined && socket.bytesRead === 0 && socket.connecting
          ? this.#player.refused(on, performance.now(), error.code ?? error.message)
          : this.#player.reset(on, performance.now(), error.code ?? error.message)
      )
    )
    socket.on('close', () => {
      this.#unclosed.delete(socket)
      finish(() => this.#player.ended(on, performance.now()))
    })
  }
}

const ends = (socket: Socket) => ({
  local: { address: socket.localAddress ?? '', port: socket.localPort ?? 0 },
  remote: { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }
})

/**
 * Closes our direction and waits until the other side has closed its own. One that does not look at connections that it has put
 * aside until it uses them again does not: then the connection is reset.
 */
function letGo(socket: Socket, patience: number): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve()
    const timer = setTimeout(() => socket.resetAndDestroy(), patience)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.resume()
    socket.end()
  })
}
