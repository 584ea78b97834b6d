import type { Case } from '../../lab/case.ts'

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

/** Number of places in which two values differ; an element or property put in or left out is one place, a changed text or number is one. */
function differences(a: unknown, b: unknown): number {
  if (canonical(a) === canonical(b)) return 0
  if (Array.isArray(a) && Array.isArray(b)) {
    const left = a.map(canonical)
    const right = b.map(canonical)
    const from = common(left, right)
    const to = common(left.slice(from).reverse(), right.slice(from).reverse())
    const [gone, come] = [left.length - from - to, right.length - from - to]
    if (gone === 1 && come === 1) return differences(a[from], b[from])
    // A run put in or left out, or one that took another's place, is one span; a moved element too.
    if (
      gone === 0 ||
      come === 0 ||
      isMove(left.slice(from, left.length - to), right.slice(from, right.length - to))
    )
      return 1
    return gone === come
      ? a
          .slice(from, from + gone)
          .reduce<number>((sum, element, i) => sum + differences(element, b[from + i]), 0)
      : Math.max(gone, come)
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...keys].reduce((sum, key) => sum + differences(a[key], b[key]), 0)
  }
  return 1
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
