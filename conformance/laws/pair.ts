import type { Case } from '../../lab/case.ts'
import { spansOfText } from './text-spans.ts'

/**
 * How control and probe of a case differ, or why they differ in more than the law allows: one step put in, left out or
 * moved, one repeat count, or one span of one step.
 */
export function pairDifference(one: Case): { readonly ok: boolean; readonly how: string } {
  const control = one.control.steps.map(canonical)
  const probe = one.probe.steps.map(canonical)
  const from = common(control, probe)
  const to = common(control.slice(from).reverse(), probe.slice(from).reverse())
  const gone = one.control.steps.slice(from, control.length - to)
  const come = one.probe.steps.slice(from, probe.length - to)
  if (gone.length === 0 && come.length === 0) return { ok: false, how: 'control and probe are the same' }
  if (gone.length + come.length === 1)
    return { ok: true, how: gone.length === 1 ? 'a step left out' : 'a step put in' }
  if (isMove(control.slice(from, control.length - to), probe.slice(from, probe.length - to)))
    return { ok: true, how: 'a step moved' }
  if (gone.length !== 1 || come.length !== 1)
    return { ok: false, how: `${gone.length} steps became ${come.length}` }
  const spans = differences(gone[0], come[0])
  return { ok: spans === 1, how: `${spans} span${spans === 1 ? '' : 's'} of a step` }
}

/**
 * Number of spans in which two values differ. A span is a changed text or number, a property put in or left out, a run
 * of field lines (or other plain elements) that took another's place, or a message that took another kind's place.
 */
function differences(a: unknown, b: unknown): number {
  if (canonical(a) === canonical(b)) return 0
  if (Array.isArray(a) && Array.isArray(b)) return inLists(a, b)
  if (isRecord(a) && isRecord(b)) {
    if (a['frame'] !== b['frame'] || a['kind'] !== b['kind']) return 1
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...keys].reduce((sum, key) => sum + differences(a[key], b[key]), 0)
  }
  if (typeof a === 'string' && typeof b === 'string') return spansOfText(a, b)
  return 1
}

function inLists(a: readonly unknown[], b: readonly unknown[]): number {
  const left = a.map(canonical)
  const right = b.map(canonical)
  const from = common(left, right)
  const to = common(left.slice(from).reverse(), right.slice(from).reverse())
  const gone = a.slice(from, a.length - to)
  const come = b.slice(from, b.length - to)
  const plain = [...gone, ...come].every((element) => !isRecord(element))
  if (plain || gone.length === 0 || come.length === 0) return 1
  if (isMove(gone.map(canonical), come.map(canonical))) return 1
  if (gone.length !== come.length) return Math.max(gone.length, come.length)
  return gone.reduce<number>((sum, element, at) => sum + differences(element, come[at]), 0)
}

/** The same elements, one of them in another place. */
function isMove(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length || a.length < 2) return false
  return (
    canonical([...a.slice(1), a[0]]) === canonical(b) ||
    canonical([a.at(-1), ...a.slice(0, -1)]) === canonical(b)
  )
}

function common(a: readonly string[], b: readonly string[]): number {
  let n = 0
  while (n < a.length && n < b.length && a[n] === b[n]) n++
  return n
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const canonical = (value: unknown): string => JSON.stringify(value) ?? 'undefined'
