import type { Core } from '../../impl/core.ts'
import type { Errand } from '../clients/driver.ts'
import { urlsFor } from '../clients/task.ts'
import { Player, type Action } from '../player.ts'
import type { Step } from '../script.ts'
import type { Trace } from '../trace.ts'
import type { Exchange, Play } from './exchange.ts'

/** A client in memory, at work on an errand. */
export interface Subject {
  /** The first connection to the server. */
  readonly core: Core
  /** A further connection that it opens now, each once; a client without has one connection only. */
  further?(): Core | undefined
  /** How its task went, once that is known: 0 when well; the name of a signal when it broke down. */
  outcome(): number | string | undefined
  /** What it has printed. */
  output?(): string
}

/** Steps of the virtual clock after which an exchange is ended, whatever goes on: a bound, never met by a sound core. */
const MOST_TURNS = 100_000
/** What URLs name; nobody connects to it. */
const AUTHORITY = 'localhost:8080'

/**
 * Exchanges with a client core in memory: the mirror of memory.ts. The script's first `open` creates the client and sets
 * it its task. A further connection of the client is given to the script's next `open`; one that no `open` waits for stands
 * in the trace as `further 1` and so on and is reset, as in listen.ts. A virtual clock, no sockets, no waiting.
 */
export function memoryClientExchange(create: (errand: Errand) => Subject): Exchange {
  return <M, C>(play: Play<M, C>) => Promise.resolve(playClientInMemory(create, play))
}

/** Plays one script at a client core; see memoryClientExchange. */
export function playClientInMemory<M, C>(create: (errand: Errand) => Subject, play: Play<M, C>): Trace {
  const { script, dialect, context, deadlines, required } = play
  const values = { ...context.values, scheme: 'http', authority: AUTHORITY }
  let now = 0
  const player = new Player(script, dialect, { ...context, values }, deadlines, now, required)
  let subject: Subject | undefined
  /** Connections that neither side has closed. */
  const live = new Map<string, Core>()
  const wanted: string[] = []
  let turnedAway = 0
  let told = false

  const act = (action: Action): void => {
    if (action.do === 'open') {
      if (subject !== undefined) {
        if (subject.further === undefined)
          return player.refused(action.on, now, 'the client has one connection only')
        return void wanted.push(action.on)
      }
      const task = taskOf(script.steps as readonly Step[])
      subject = create({ task, urls: urlsFor(task, `http://${AUTHORITY}`) })
      live.set(action.on, subject.core)
      return void player.opened(action.on, now)
    }
    // Nothing is encrypted here.
    if (action.do === 'exit' || action.do === 'renegotiate') return
    const core = live.get(action.on)
    if (core === undefined) return
    if (action.do === 'send') return core.receive(action.octets, now)
    core.end(now)
    if (action.do === 'close') live.delete(action.on)
  }
  /** The client opens one connection more: whether it did. */
  const arrive = (): boolean => {
    const core = subject?.further?.()
    if (core === undefined) return false
    const on = wanted.shift()
    if (on !== undefined && player.opened(on, now)) live.set(on, core)
    else {
      player.turnedAway(`further ${++turnedAway}`, now)
      core.end(now)
    }
    return true
  }
  /** What was said reaches the other side, either way. Whether anything moved. */
  const turn = (): boolean => {
    let moved = false
    for (const action of player.actions()) {
      moved = true
      act(action)
    }
    if (subject === undefined) return moved
    for (const [on, core] of live) {
      const octets = core.output()?.slice()
      if (octets !== undefined) {
        player.received(on, octets, now)
        return true
      }
      if (core.finished) {
        live.delete(on)
        player.ended(on, now)
        return true
      }
    }
    if (arrive()) return true
    const outcome = told ? undefined : subject.outcome()
    if (outcome !== undefined) {
      told = true
      const output = subject.output?.() ?? ''
      if (typeof outcome === 'string') player.exited(now, null, outcome, output)
      else player.exited(now, outcome, null, output)
      return true
    }
    return moved
  }
  for (let turns = 0; !player.done && turns < MOST_TURNS; turns++) {
    if (turn()) continue
    const due = [...live.values()].map((core) => core.deadline() ?? Infinity)
    const next = Math.min(player.deadline() ?? Infinity, ...due)
    if (next === Infinity) break
    now = Math.max(now, next)
    for (const core of live.values()) if ((core.deadline() ?? Infinity) <= now) core.advance(now)
    player.advance(now)
  }
  return player.trace
}

const taskOf = (steps: readonly Step[]) =>
  steps.find((step): step is Extract<Step, { do: 'open' }> => step.do === 'open')?.task ?? 'request'
