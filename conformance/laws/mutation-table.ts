import type { Case } from '../../lab/case.ts'
import { remembered, sameExchange } from './same-exchange.ts'
import { attempt, breaks, type Ground } from './teeth.ts'

/** A mutant, and all that notices it. */
export interface MutationRow {
  readonly mutant: string
  readonly killers: readonly string[]
}

/** Every mutant against every case and invariant: minutes. */
export function* mutationTable({ cases, invariants, mutants, play }: Ground): Generator<MutationRow> {
  const sound = remembered(play)
  for (const mutant of mutants) {
    const killers = new Set<string>()
    for (const one of cases) for (const id of noticed(one)) killers.add(id)
    yield { mutant: mutant.name, killers: [...killers] }

    function noticed(one: Case): string[] {
      const played = attempt(() => mutant.play(one))
      if (played === undefined || sameExchange(played, sound(one))) return []
      const wrong = [
        ...(played.finding.verdict === 'violates' ? [one.id] : []),
        ...invariants
          .filter((invariant) => !killers.has(invariant.id) && breaks(played, invariant))
          .map(({ id }) => id)
      ]
      if (wrong.length === 0 || mutant.sound === undefined) return wrong
      const base = mutant.sound(one)
      return wrong.filter((id) =>
        id === one.id
          ? base.finding.verdict !== 'violates'
          : !invariants.some((invariant) => invariant.id === id && breaks(base, invariant))
      )
    }
  }
}
