import type { Core } from '../../impl/core.ts'
import { Player, type Action } from '../player.ts'
import type { Script } from '../script.ts'
import type { Trace } from '../trace.ts'
import { originsOf } from './between.ts'
import type { Exchange, Play } from './exchange.ts'

/** An intermediary in memory. */
export interface Intermediary {
  /** Its side of a connection that a client opens to it. */
  accept(): Core
}

/** Makes an intermediary; `connect` is told of each connection that it opens to the origin, by its side of it. */
export type CreateIntermediary = (connect: (core: Core) => void) => Intermediary

/** Steps of the virtual clock after which an exchange is ended, whatever goes on: a bound, never met by a sound core. */
const MOST_TURNS = 20_000
/** Connections to the origin in one exchange; what goes beyond is never answered. */
const MOST_ORIGINS = 16
const MARK = 'z0'

/** One connection, and whether its octets are the script's. */
interface Line {
  readonly core: Core
  /** Its name, once the script (or, as a further one, the trace) has it. */
  on: string | undefined
  ended: boolean
}

/**
 * Exchanges with an intermediary's cores in memory: the lab is client and origin, as in between.ts. A virtual clock, no sockets, no
 * waiting; promises of the intermediary are kept between turns.
 */
export function memoryBetweenExchange(create: CreateIntermediary): Exchange {
  return (play) => playBetween(create, play)
}

async function playBetween<M, C>(create: CreateIntermediary, play: Play<M, C>): Promise<Trace> {
  const { script, dialect, context, deadlines, required } = play
  const values = { ...context.values, mark: MARK, path: `/${MARK}` }
  let now = 0
  const player = new Player(script, dialect, { ...context, values }, deadlines, now, required)
  const lines: Line[] = []
  const wanted: string[] = []
  let expected = originsOf(script as Script)
  let further = 0
  const intermediary = create((core) => {
    if (lines.length < MOST_ORIGINS) lines.push({ core, on: undefined, ended: false })
  })

  /** Gives what the intermediary has opened to whom the script has wait, or turns it away. */
  const introduce = (line: Line): boolean => {
    for (let on = wanted.shift(); on !== undefined; on = wanted.shift()) {
      line.on = on
      if (player.opened(on, now, { as: 'origin' })) return true
    }
    line.on = undefined
    if (expected > 0) return false
    const octets = line.core.output()?.slice()
    if (octets === undefined) return false
    const on = `further ${++further}`
    player.opened(on, now, { as: 'origin' })
    player.received(on, octets, now)
    line.ended = true
    line.core.end(now)
    return true
  }
  const act = (action: Action): void => {
    if (action.do === 'open') {
      if (action.as === 'origin') {
        expected--
        wanted.push(action.on)
        return
      }
      lines.push({ core: intermediary.accept(), on: action.on, ended: false })
      return void player.opened(action.on, now)
    }
    const line = lines.find(({ on, ended }) => on === action.on && !ended)
    if (line === undefined || action.do === 'exit' || action.do === 'renegotiate') return
    if (action.do === 'send') return line.core.receive(action.octets, now)
    line.core.end(now)
    if (action.do === 'close') line.ended = true
  }
  /** One turn: what was said reaches the other side, either way. Whether anything moved. */
  const turn = (): boolean => {
    let moved = false
    for (const action of player.actions()) {
      moved = true
      act(action)
    }
    for (const line of lines) {
      if (line.ended) continue
      if (line.on === undefined) {
        if (introduce(line)) moved = true
        continue
      }
      const octets = line.core.output()?.slice()
      if (octets !== undefined) player.received(line.on, octets, now)
      else if (line.core.finished) {
        line.ended = true
        player.ended(line.on, now)
      } else continue
      moved = true
    }
    return moved
  }
  for (let turns = 0; !player.done && turns < MOST_TURNS; turns++) {
    if (turn()) continue
    await new Promise((resolve) => setImmediate(resolve))
    if (turn()) continue
    const live = lines.filter(({ ended }) => !ended)
    const deadlines = [player.deadline(), ...live.map(({ core }) => core.deadline())]
    const next = Math.min(...deadlines.filter((deadline) => deadline !== undefined))
    if (next === Infinity) break
    now = Math.max(now, next)
    for (const { core } of live) if ((core.deadline() ?? Infinity) <= now) core.advance(now)
    player.advance(now)
  }
  return player.trace
}
