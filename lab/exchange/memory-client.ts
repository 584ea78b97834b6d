import type { Core } from '../../impl/core.ts'
import type { Errand } from '../clients/driver.ts'
import { urlsFor } from '../clients/task.ts'
import { Player, type Action } from '../player.ts'
import type { Step } from '../script.ts'
import type { Trace } from '../trace.ts'
import type { Exchange, Play } from './exchange.ts'

/** A client in memory, at work on an errand. */
export interface Subject {
  /** One connection to the server. */
  readonly core: Core
  /** How its task went, once that is known: 0 when well; the name of a signal when it broke down. */
  outcome(): number | string | undefined
}

/** Steps of the virtual clock after which an exchange is ended, whatever goes on: a bound, never met by a sound core. */
const MOST_TURNS = 100_000
/** What URLs name; nobody connects to it. */
const AUTHORITY = 'localhost:8080'

/**
 * Exchanges with a client core in memory: the mirror of memory.ts. The script's first `open` creates the client and sets
 * it its task; it has one connection only, so that a further `open` is refused. A virtual clock, no sockets, no waiting.
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
  /** The client has closed, or we have. */
  let over = false
  let told = false

  const act = (action: Action): void => {
    if (action.do === 'open') {
      if (subject !== undefined) return player.refused(action.on, now, 'the client has one connection only')
      const task = taskOf(script.steps as readonly Step[])
      subject = create({ task, urls: urlsFor(task, `http://${AUTHORITY}`) })
      return void player.opened(action.on, now)
    }
    // Nothing is encrypted here.
    if (subject === undefined || over || action.do === 'exit' || action.do === 'renegotiate') return
    if (action.do === 'send') return subject.core.receive(action.octets, now)
    subject.core.end(now)
    if (action.do === 'close') over = true
  }
  /** What was said reaches the other side, either way. Whether anything moved. */
  const turn = (): boolean => {
    let moved = false
    for (const action of player.actions()) {
      moved = true
      act(action)
    }
    if (subject === undefined) return moved
    const octets = over ? undefined : subject.core.output()?.slice()
    if (octets !== undefined) {
      player.received('main', octets, now)
      return true
    }
    if (!over && subject.core.finished) {
      over = true
      player.ended('main', now)
      return true
    }
    const outcome = told ? undefined : subject.outcome()
    if (outcome !== undefined) {
      told = true
      if (typeof outcome === 'string') player.exited(now, null, outcome)
      else player.exited(now, outcome, null)
      return true
    }
    return moved
  }
  for (let turns = 0; !player.done && turns < MOST_TURNS; turns++) {
    if (turn()) continue
    const core = subject === undefined || over ? undefined : (subject as Subject).core
    const next = Math.min(player.deadline() ?? Infinity, core?.deadline() ?? Infinity)
    if (next === Infinity) break
    now = Math.max(now, next)
    if (core !== undefined && (core.deadline() ?? Infinity) <= now) core.advance(now)
    player.advance(now)
  }
  return player.trace
}

const taskOf = (steps: readonly Step[]) =>
  steps.find((step): step is Extract<Step, { do: 'open' }> => step.do === 'open')?.task ?? 'request'
