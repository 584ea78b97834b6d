import type { Verdict } from '../../lab/verdict.ts'
import { median } from '../median.ts'

/** What is kept of one run. */
export interface StableRun {
  readonly peer: string
  /** Version of what judged. */
  readonly judge: string
  readonly ended: string
  /** Milliseconds. */
  readonly took: number
  readonly verdicts: Record<string, Verdict>
  /** Why, where a verdict is not `conforms`. */
  readonly reasons: Record<string, string>
}

/** Prints for each peer what came out differently from run to run; returns how many verdicts flipped. */
export function tellSteadiness(all: readonly StableRun[], names: readonly string[], load: number): number {
  let flipped = 0
  for (const name of names) {
    const runs = all.filter(({ peer }) => peer === name)
    if (runs.length === 0) continue
    const ids = [...new Set(runs.flatMap(({ verdicts }) => Object.keys(verdicts)))]
    const seen = ids.map((id) => ({ id, counts: countsOf(id, runs) }))
    const unsteady = seen.filter(({ counts }) => counts.size > 1)
    const flips = unsteady.filter(({ counts }) => counts.has('conforms') && counts.has('violates'))
    const ever = seen.filter(({ counts }) => counts.has('inconclusive'))
    flipped += flips.length
    console.log(
      `${name}: ${runs.length} runs of ${ids.length} verdicts beside ${load} busy processes: ${flips.length} flip between conforms and violates; ${unsteady.length} came out differently at all; ${ever.length} (${((100 * ever.length) / ids.length).toFixed(2)} %) were ever inconclusive; median ${(median(runs.map(({ took }) => took)) / 1000).toFixed(2)} s a run`
    )
    for (const { ended } of runs) if (ended !== 'complete') console.log(`    a run ended early: ${ended}`)
    for (const { id, counts } of new Set([...unsteady, ...ever]))
      console.log(
        `    ${id}: ${[...counts].map(([verdict, count]) => `${verdict} ${count}× (${reasonOf(id, verdict, runs)})`).join('; ')}`
      )
  }
  return flipped
}

function countsOf(id: string, runs: readonly StableRun[]): Map<Verdict, number> {
  const counts = new Map<Verdict, number>()
  for (const { verdicts } of runs) {
    const verdict = verdicts[id]
    if (verdict !== undefined) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  }
  return counts
}

const reasonOf = (id: string, verdict: Verdict, runs: readonly StableRun[]): string =>
  runs.find(({ verdicts }) => verdicts[id] === verdict)?.reasons[id] ?? 'as expected'
