import type { Case } from '../case.ts'
import type { Step } from '../script.ts'

/** Cases with those first that wait the most, so that at the end of a run nothing long is left to wait for. */
export function longestFirst(cases: readonly Case[]): Case[] {
  const waits = new Map(cases.map((one) => [one, waitsIn(one.control.steps) + waitsIn(one.probe.steps)]))
  return cases.toSorted((a, b) => (waits.get(b) ?? 0) - (waits.get(a) ?? 0))
}

/** Round trips, roughly: silence that is waited for weighs more than an answer. */
function waitsIn(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    if (step.do === 'repeat') return sum + step.times * waitsIn(step.steps)
    if (step.do === 'pause') return sum + 10
    return step.do === 'until' ? sum + (step.patience === undefined ? 1 : 10) : sum
  }, 0)
}
