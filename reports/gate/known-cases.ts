import { suites } from '../../conformance/suites.ts'

/** What is known of a case of the suites: whose it is, and whether it has to be asked for. */
export interface KnownCase {
  readonly suite: string
  readonly role: string
  readonly slow: boolean
  readonly invariant: boolean
}

/** Every case and invariant of every suite, by id. */
export const knownCases: ReadonlyMap<string, KnownCase> = new Map(
  suites.flatMap(({ name: suite, role, cases, invariants }): [string, KnownCase][] => [
    ...cases.map(({ id, slow }): [string, KnownCase] => [
      id,
      { suite, role, slow: slow === true, invariant: false }
    ]),
    ...invariants.map(({ id }): [string, KnownCase] => [id, { suite, role, slow: false, invariant: true }])
  ])
)
