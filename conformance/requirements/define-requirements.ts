import type { Level } from '../../impl/rules.ts'
import type { Requirement, Role, Testable } from './requirement.ts'

/** One line of a register: place in the specification, level, who shows it and how, gist, and what else there is. */
export type Row = readonly [
  place: string,
  level: Level,
  testable: Testable,
  gist: string,
  more?: Pick<Requirement, 'binds' | 'conflict'>
]

/**
 * Spells out the requirements of one specification. A place is `section-number` (a sentence of the specification) or
 * `section+number` (a rule of ours), its parties are those that its testability names, and none of them means that
 * it binds specifications.
 */
export function defineRequirements(specification: string, rows: readonly Row[]): readonly Requirement[] {
  return rows.map(([place, level, testable, gist, more]) => ({
    id: `${specification}-${place}`,
    section: place.slice(0, place.search(/[-+]\d+$/)),
    level,
    party: Object.keys(testable).length === 0 ? ['specification'] : (Object.keys(testable) as Role[]),
    gist,
    testable,
    ...more
  }))
}
