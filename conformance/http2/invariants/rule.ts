import type { Role } from '../../../lab/case.ts'
import type { Http2Event } from '../../../lab/http2/reading.ts'
import type { Invariant, Observation } from '../../../lab/invariant.ts'
import { strongest } from '../../strongest.ts'
import { scenesOf, type Scene } from './scene.ts'

/** What a target is held to on each connection, whichever role it has. */
export interface InvariantRule {
  /** Says what is wrong; the role is put before it. */
  readonly id: string
  readonly title: string
  readonly requirements: readonly string[]
  /** Begins to watch a connection. */
  readonly watch: (note: Note, scene: Scene) => Watcher
}

/** Sees the connection's events one after the other: all, or those at some indices (in order). */
export type Watcher = ((event: Http2Event, at: number) => void) & { readonly only?: Selection }
/** Indices of a connection's events. */
export type Selection = (scene: Scene) => ArrayLike<number>

export interface Note {
  /** The target came to where it could have broken the rule. */
  seen(): void
  /** It did. The first time counts; what comes after may only follow from it. */
  broken(reason: string, ...entries: readonly number[]): void
}

/** The rule as an invariant of a role. */
export const invariant = (role: Role, { id, title, requirements, watch }: InvariantRule): Invariant => ({
  id: role === 'client' ? `http2/client/${id}` : `http2/${id}`,
  role,
  title,
  requirements,
  ...strongest(requirements),
  judge(trace): Observation {
    let seen = 0
    let broken: Observation['broken']
    const note: Note = {
      seen: () => void seen++,
      broken: (reason, ...entries) => {
        broken ??= { reason, entries }
      }
    }
    for (const scene of scenesOf(trace, role)) {
      const watcher = watch(note, scene)
      const chosen = watcher.only?.(scene)
      const count = chosen?.length ?? scene.events.length
      for (let index = 0; index < count && broken === undefined; index++) {
        const at = chosen?.[index] ?? index
        watcher(scene.events[at] as Http2Event, at)
      }
    }
    return broken === undefined ? { seen } : { seen: Math.max(seen, 1), broken }
  }
})
