import type { Suite } from '../../lab/suite.ts'
import type { Verdict } from '../../lab/verdict.ts'

/** What real programs made of a suite on some day: for each case and invariant the names of those that met and broke it. */
export interface Witnesses {
  readonly date: string
  /** Name → version. */
  readonly peers: Readonly<Record<string, string>>
  readonly cases: Readonly<Record<string, Witness>>
}

export interface Witness {
  readonly met: readonly string[]
  readonly broken: readonly string[]
}

/** Gathers verdicts on one peer after the other. */
export class WitnessLog {
  readonly #cases = new Map<string, { met: string[]; broken: string[] }>()
  readonly #peers: Record<string, string> = {}

  begin(peer: string, version: string): void {
    this.#peers[peer] = version
  }

  take(peer: string, id: string, verdict: Verdict): void {
    const witness = this.#cases.get(id) ?? { met: [], broken: [] }
    this.#cases.set(id, witness)
    if (verdict === 'conforms') witness.met.push(peer)
    if (verdict === 'violates') witness.broken.push(peer)
  }

  result(date: string): Witnesses {
    return {
      date,
      peers: this.#peers,
      cases: Object.fromEntries([...this.#cases].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    }
  }
}

/** Cases and invariants of a suite that no real program met, or none broke. */
export function withoutWitness(
  suite: Suite,
  { cases }: Witnesses
): { readonly unmet: string[]; readonly unbroken: string[] } {
  const ids = [...suite.cases.filter(({ slow }) => slow !== true), ...suite.invariants].map(({ id }) => id)
  return {
    unmet: ids.filter((id) => (cases[id]?.met.length ?? 0) === 0),
    unbroken: ids.filter((id) => (cases[id]?.broken.length ?? 0) === 0)
  }
}
