import type { ScriptFacts } from '../data.ts'

/** Steps of control and probe that belong together: the same step, or what stands in its place; undefined: left out. */
export interface Pair {
  readonly control: number | undefined
  readonly probe: number | undefined
  /** The two scripts differ here. */
  readonly differs: boolean
}

/** Aligns two scripts: what both begin with up to the mark, where they differ, and what both end with. */
export function align({ control, probe, mark }: ScriptFacts): Pair[] {
  const same = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
    a !== undefined && b !== undefined && a.join('\n') === b.join('\n')
  let tail = 0
  while (
    tail < Math.min(control.length, probe.length) - mark &&
    same(control[control.length - 1 - tail], probe[probe.length - 1 - tail])
  )
    tail++
  const middle = Math.max(control.length, probe.length) - tail - mark
  return [
    ...Array.from({ length: Math.min(mark, control.length) }, (_, step) => ({
      control: step,
      probe: step,
      differs: false
    })),
    ...Array.from({ length: Math.max(0, middle) }, (_, offset) => ({
      control: mark + offset < control.length - tail ? mark + offset : undefined,
      probe: mark + offset < probe.length - tail ? mark + offset : undefined,
      differs: true
    })),
    ...Array.from({ length: tail }, (_, offset) => ({
      control: control.length - tail + offset,
      probe: probe.length - tail + offset,
      differs: false
    }))
  ]
}

/** The pairs of two traces whose scripts nobody knows any more: step by step. */
export function alignSteps(control: number, probe: number): Pair[] {
  return Array.from({ length: Math.max(control, probe) }, (_, step) => ({
    control: step < control ? step : undefined,
    probe: step < probe ? step : undefined,
    differs: false
  }))
}
