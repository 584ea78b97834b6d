import type { Case } from '../../lab/case.ts'
import type { Mutant } from './mutation.ts'
import { remembered, sameExchange } from './same-exchange.ts'
import { attempt, breaks, kills, type Ground, type Kill, type Teeth } from './teeth.ts'

export interface Search extends Ground {
  /** What was found before, tried first. */
  readonly known: Teeth
  /** How many cases or mutants are tried before giving up. */
  readonly reach: number
  /** Mutants that nothing can notice are not looked for. */
  skip?(mutant: Mutant): boolean
  said?(line: string): void
}

/** Finds teeth: what is known first, then by relevance; what has none is missing from the result. */
export function findTeeth({ cases, invariants, mutants, play, known, reach, skip, said }: Search): Teeth {
  const sound = remembered(play)
  const byName = new Map(mutants.map((mutant) => [mutant.name, mutant]))
  const byId = new Map(cases.map((one) => [one.id, one]))
  const killed: Record<string, Kill> = {}
  const violated: Record<string, string> = {}
  const broken: Record<string, { mutant: string; case: string }> = {}
  /** Plays once, and notes all that it shows; whether it shows anything about the mutant. */
  const note = (mutant: Mutant, one: Case): boolean => {
    const played = attempt(() => mutant.play(one))
    if (played === undefined || sameExchange(played, sound(one))) return false
    const base = mutant.sound === undefined ? undefined : mutant.sound(one)
    let shown = false
    if (played.finding.verdict === 'violates' && base?.finding.verdict !== 'violates') {
      killed[mutant.name] ??= { case: one.id }
      violated[one.id] ??= mutant.name
      shown = true
    }
    for (const invariant of invariants) {
      if (!breaks(played, invariant) || (base !== undefined && breaks(base, invariant))) continue
      broken[invariant.id] ??= { mutant: mutant.name, case: one.id }
      // A case shows it better, if one does: invariants are tried when none is found.
      shown = true
    }
    return shown
  }
  const byCase = (mutant: Mutant, one: Case): boolean =>
    note(mutant, one) && killed[mutant.name] !== undefined

  for (const mutant of mutants) {
    const before = known.mutants[mutant.name]
    const first = byId.get(before?.case ?? '')
    if (before !== undefined && first !== undefined) {
      const invariant = invariants.find(({ id }) => id === before.invariant)
      if ((invariant !== undefined || before.invariant === undefined) && kills(mutant, first, invariant)) {
        killed[mutant.name] = before
        if (before.invariant === undefined) violated[first.id] ??= mutant.name
        else broken[before.invariant] ??= { mutant: mutant.name, case: first.id }
        continue
      }
    }
    if (skip?.(mutant) === true) continue
    let shown: { readonly one: Case; readonly invariant: string } | undefined
    for (const one of byRelevance(cases, mutant.requirements).slice(0, reach)) {
      if (byCase(mutant, one)) break
      if (shown !== undefined) continue
      const played = attempt(() => mutant.play(one))
      if (played === undefined || sameExchange(played, sound(one))) continue
      const invariant = invariants.find((each) => breaks(played, each) && kills(mutant, one, each))
      if (invariant !== undefined) {
        shown = { one, invariant: invariant.id }
        break
      }
    }
    if (killed[mutant.name] === undefined && shown !== undefined)
      killed[mutant.name] = { case: shown.one.id, invariant: shown.invariant }
    if (killed[mutant.name] === undefined) said?.(`not noticed: ${mutant.name}`)
  }
  for (const one of cases) {
    if (violated[one.id] !== undefined) continue
    const before = byName.get(known.cases[one.id] ?? '')
    const order = [
      ...(before === undefined ? [] : [before]),
      ...byRelevance(mutants, one.requirements).slice(0, reach)
    ]
    if (!order.some((mutant) => note(mutant, one) && violated[one.id] !== undefined))
      said?.(`no teeth: ${one.id}`)
  }
  for (const invariant of invariants) {
    if (broken[invariant.id] !== undefined) continue
    const before = known.invariants[invariant.id]
    const [mutant, one] = [byName.get(before?.mutant ?? ''), byId.get(before?.case ?? '')]
    if (mutant !== undefined && one !== undefined && kills(mutant, one, invariant)) {
      broken[invariant.id] = { mutant: mutant.name, case: one.id }
      continue
    }
    // Mutants of the requirement itself are tried on every case, others on some.
    const some = byRelevance(cases, invariant.requirements)
    const near = new Set(invariant.requirements)
    const hit = byRelevance(mutants, invariant.requirements)
      .slice(0, 30)
      .some((candidate) =>
        (candidate.requirements.some((id) => near.has(id)) ? some : some.slice(0, 30)).some(
          (two) => note(candidate, two) && broken[invariant.id] !== undefined
        )
      )
    if (!hit) said?.(`no teeth: ${invariant.id}`)
  }
  return { mutants: killed, cases: violated, invariants: broken }
}

/** Things to try: those that share a requirement, then a section, then all others. */
export function byRelevance<T extends { readonly requirements: readonly string[] }>(
  things: readonly T[],
  requirements: readonly string[]
): T[] {
  const section = (id: string) => id.replace(/[-+]\d+$/, '')
  const wanted = new Set(requirements)
  const sections = new Set(requirements.map(section))
  const rank = (thing: T) =>
    thing.requirements.some((id) => wanted.has(id))
      ? 0
      : thing.requirements.some((id) => sections.has(section(id)))
        ? 1
        : 2
  return [...things].sort((a, b) => rank(a) - rank(b))
}
