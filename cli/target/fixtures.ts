import type { Fixtures } from '../../lab/server-target.ts'

const PATHS = [
  'path',
  'large',
  'upload',
  'unread',
  'echo',
  'file',
  'negotiated',
  'shutdown',
  'push',
  'tunnel',
  'protocol'
] as const

/** A target's paths: what the user says goes before what is known of it. */
export function fixturesOf(said: Partial<Fixtures>, known: Partial<Fixtures> = {}): Fixtures {
  return Object.fromEntries(
    PATHS.flatMap((name) => {
      const path = said[name] ?? known[name]
      return path === undefined ? [] : [[name, path]]
    })
  )
}
