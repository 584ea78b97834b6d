import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Invariant } from '../../lab/invariant.ts'
import type { Core } from '../../impl/core.ts'
import { playCase, type PlayedCase } from './play-case.ts'
import type { Mutant } from './mutation.ts'

/**
 * Who kills whom: for each mutant a case or invariant that it violates, for each case and invariant a mutant that
 * violates it. Found by `npm run laws -- --update`, kept in teeth.json, and held true by a test that plays every pair.
 */
export interface Teeth {
  /** Mutant → the case that is played, and the invariant that its exchange breaks where it is not the case itself. */
  readonly mutants: Readonly<Record<string, Kill>>
  /** Case → mutant. */
  readonly cases: Readonly<Record<string, string>>
  /** Invariant → mutant, and the case that is played. */
  readonly invariants: Readonly<Record<string, { readonly mutant: string; readonly case: string }>>
}

export interface Kill {
  readonly case: string
  readonly invariant?: string
}

/** Whether the case is violated by the core. */
export const violated = (one: Http2Case, create: () => Core): boolean =>
  playCase(one, create).finding.verdict === 'violates'

/** Whether an exchange of the case shows that the core breaks the invariant. */
export const breaks = ({ control, probe }: PlayedCase, invariant: Invariant): boolean =>
  [control, probe].some((trace) => invariant.judge(trace).broken !== undefined)

/** Things to try, those that share a requirement, then a section, with what is looked for first. */
export function byRelevance<T extends { readonly requirements: readonly string[] }>(
  things: readonly T[],
  requirements: readonly string[]
): T[] {
  const section = (id: string) => id.slice(0, Math.max(id.lastIndexOf('-'), id.lastIndexOf('+')))
  const wanted = new Set(requirements)
  const sections = new Set(requirements.map(section))
  const rank = (thing: T) =>
    thing.requirements.some((id) => wanted.has(id))
      ? 0
      : thing.requirements.some((id) => sections.has(section(id)))
        ? 1
        : 2
  return things.toSorted((a, b) => rank(a) - rank(b))
}

export interface Search {
  readonly cases: readonly Http2Case[]
  readonly invariants: readonly Invariant[]
  readonly mutants: readonly Mutant[]
  /** What was found before, tried first. */
  readonly known: Teeth
  /** How many of the less relevant cases or mutants are tried before giving up. */
  readonly reach: number
  said?(line: string): void
}

/** Finds teeth; what has none is missing from the result. */
export function findTeeth({ cases, invariants, mutants, known, reach, said }: Search): Teeth {
  const byName = new Map(mutants.map((mutant) => [mutant.name, mutant]))
  const byId = new Map(cases.map((one) => [one.id, one]))
  const found: {
    mutants: Record<string, Kill>
    cases: Record<string, string>
    invariants: Record<string, { mutant: string; case: string }>
  } = {
    mutants: {},
    cases: {},
    invariants: {}
  }
  const note = (mutant: Mutant, one: Http2Case): boolean => {
    if (!violated(one, () => mutant.create())) return false
    found.mutants[mutant.name] ??= { case: one.id }
    found.cases[one.id] ??= mutant.name
    return true
  }
  const noteInvariants = (mutant: Mutant, one: Http2Case): boolean => {
    const played = playCase(one, () => mutant.create())
    const broken = invariants.filter((invariant) => breaks(played, invariant))
    for (const { id } of broken) {
      found.invariants[id] ??= { mutant: mutant.name, case: one.id }
      found.mutants[mutant.name] ??= { case: one.id, invariant: id }
    }
    return broken.length > 0
  }
  for (const mutant of mutants) {
    const before = known.mutants[mutant.name]
    const first = before === undefined ? undefined : byId.get(before.case)
    if (
      first !== undefined &&
      (before?.invariant === undefined ? note(mutant, first) : noteInvariants(mutant, first))
    )
      continue
    const order = byRelevance(cases, mutant.requirements).slice(0, reach)
    if (
      !order.some((one) => note(mutant, one)) &&
      !order.slice(0, 40).some((one) => noteInvariants(mutant, one))
    )
      said?.(`not noticed: ${mutant.name}`)
  }
  for (const one of cases) {
    if (found.cases[one.id] !== undefined) continue
    const before = byName.get(known.cases[one.id] ?? '')
    if (before !== undefined && note(before, one)) continue
    if (
      !byRelevance(mutants, one.requirements)
        .slice(0, reach)
        .some((mutant) => note(mutant, one))
    )
      said?.(`no teeth: ${one.id}`)
  }
  for (const invariant of invariants) {
    if (found.invariants[invariant.id] !== undefined) continue
    const before = known.invariants[invariant.id]
    const [mutant, one] = [byName.get(before?.mutant ?? ''), byId.get(before?.case ?? '')]
    if (
      mutant !== undefined &&
      one !== undefined &&
      noteInvariants(mutant, one) &&
      found.invariants[invariant.id] !== undefined
    )
      continue
    const some = byRelevance(cases, invariant.requirements).slice(0, 30)
    const tried = byRelevance(mutants, invariant.requirements).slice(0, 30)
    const hit = tried.some((candidate) =>
      some.some((two) => noteInvariants(candidate, two) && found.invariants[invariant.id] !== undefined)
    )
    if (!hit) said?.(`no teeth: ${invariant.id}`)
  }
  return found
}
