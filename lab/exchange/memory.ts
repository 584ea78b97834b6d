import type { Core } from '../../impl/core.ts'
import { Player, type Action } from '../player.ts'
import type { Trace } from '../trace.ts'
import type { Exchange, Play } from './exchange.ts'

/** Steps of the virtual clock after which an exchange is ended, whatever goes on: a bound, never met by a sound core. */
const MOST_TURNS = 100_000

/**
 * Exchanges with a sans-I/O core in memory: a virtual clock, no sockets, no waiting. Where nothing is on its way the
 * clock jumps to the next deadline, so silence costs nothing and every exchange is the same each time.
 */
export function memoryExchange(create: () => Core): Exchange {
  return <M, C>(play: Play<M, C>) => Promise.resolve(playInMemory(create, play))
}

export function playInMemory<M, C>(create: () => Core, play: Play<M, C>): Trace {
  let now = 0
  const player = new Player(play.script, play.dialect, play.context, play.deadlines, now, play.required)
  const cores = new Map<string, { core: Core; ended: boolean }>()

  const act = (action: Action): void => {
    if (action.do === 'open') {
      cores.set(action.on, { core: create(), ended: false })
      return void player.opened(action.on, now)
    }
    // Nobody sees a server end.
    if (action.do === 'exit') return
    // Nothing is encrypted here.
    if (action.do === 'renegotiate') return
    const peer = cores.get(action.on)
    if (peer === undefined || peer.ended) return
    if (action.do === 'send') peer.core.receive(action.octets, now)
    else {
      peer.core.end(now)
      if (action.do === 'close') peer.ended = true
    }
  }
  /** One turn: what the player says reaches the cores, what the cores say reaches the player. Whether anything moved. */
  const turn = (): boolean => {
    let moved = false
    for (const action of player.actions()) {
      moved = true
      act(action)
    }
    for (const [on, peer] of cores) {
      if (peer.ended) continue
      const octets = peer.core.output()?.slice()
      if (octets !== undefined) {
        moved = true
        player.received(on, octets, now)
      } else if (peer.core.finished) {
        moved = true
        peer.ended = true
        player.ended(on, now)
      }
    }
    return moved
  }
  for (let turns = 0; !player.done && turns < MOST_TURNS; turns++) {
    if (turn()) continue
    const deadlines = [
      player.deadline(),
      ...[...cores.values()].filter(({ ended }) => !ended).map(({ core }) => core.deadline())
    ]
    const next = Math.min(...deadlines.filter((deadline) => deadline !== undefined))
    if (next === Infinity) break
    now = Math.max(now, next)
    for (const { core, ended } of cores.values())
      if (!ended && (core.deadline() ?? Infinity) <= now) core.advance(now)
    player.advance(now)
  }
  return player.trace
}
