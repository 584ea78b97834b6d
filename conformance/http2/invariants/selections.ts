import { FRAME_TYPES, type FrameName } from '../../../lab/http2/registry.ts'
import type { Http2Event } from '../../../lab/http2/reading.ts'
import type { Selection } from './rule.ts'
import type { Scene } from './scene.ts'

/**
 * Floods make connections of thousands of events. They are sorted once for all rules: frames by side and type, what else
 * there is by side and kind; a rule that need not see all of them sees the sorts that it asks for.
 */
type Sorted = ReadonlyMap<string, readonly number[]>
const known = new WeakMap<
  Scene,
  { readonly sorted: Sorted; readonly merged: Map<string, ArrayLike<number>> }
>()

function sortOf(scene: Scene) {
  const found = known.get(scene)
  if (found !== undefined) return found
  const sorted = new Map<string, number[]>()
  for (const [at, event] of scene.events.entries()) {
    const key = keyOf(event)
    const others = sorted.get(key)
    if (others === undefined) sorted.set(key, [at])
    else others.push(at)
  }
  const made = { sorted, merged: new Map<string, ArrayLike<number>>() }
  known.set(scene, made)
  return made
}

const keyOf = (event: Http2Event): string =>
  event.event === 'frame' ? `${event.by} frame ${event.frame.type}` : `${event.by} ${event.event}`

/** The events of the sorts whose keys are chosen; `name` always stands for the same choice. */
const selection =
  (name: string, chosen: (key: string) => boolean): Selection =>
  (scene) => {
    const { sorted, merged } = sortOf(scene)
    const before = merged.get(name)
    if (before !== undefined) return before
    const all = merge([...sorted].flatMap(([key, indices]) => (chosen(key) ? [indices] : [])))
    merged.set(name, all)
    return all
  }

/** All indices in order. */
function merge(sorts: readonly (readonly number[])[]): ArrayLike<number> {
  const [one = []] = sorts
  if (sorts.length < 2) return one
  // Typed arrays sort numbers without a function to compare them.
  const all = new Uint32Array(sorts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const indices of sorts) {
    all.set(indices, offset)
    offset += indices.length
  }
  return all.sort()
}

const keys = (by: Http2Event['by'], names: readonly FrameName[]): string[] =>
  names.map((name) => `${by} frame ${FRAME_TYPES[name]}`)

/** The events of the sorts with these keys. */
function anyOf(...wanted: readonly string[]): Selection {
  const set = new Set(wanted)
  return selection(wanted.join(), (key) => set.has(key))
}

/** Frames of the target, of these types if some are given. */
export const framesOfTarget = (...names: readonly FrameName[]): Selection =>
  names.length === 0
    ? selection('frames of target', (key) => key.startsWith('target frame '))
    : anyOf(...keys('target', names))

/** Frames of these types that the lab sends, and of those that the target sends. */
export const frames = (ours: readonly FrameName[], theirs: readonly FrameName[]): Selection =>
  anyOf(...keys('lab', ours), ...keys('target', theirs))

/** Decoded field sections of the target. */
export const sectionsOfTarget: Selection = anyOf('target fields')

/** Decoded field sections of the target, and its frames of these types. */
export const sectionsAnd = (...names: readonly FrameName[]): Selection =>
  anyOf('target fields', ...keys('target', names))

/** Ends of connections by either side, and frames of the target of these types. */
export const endsAnd = (...names: readonly FrameName[]): Selection =>
  anyOf('lab fin', 'lab rst', 'target fin', 'target rst', ...keys('target', names))

export const allFrames: Selection = selection('frames', (key) => key.includes(' frame '))

/** SETTINGS of both sides and whatever frame the target sends. */
export const settingsAndTarget: Selection = selection(
  'settings and target',
  (key) => key.startsWith('target frame ') || key === keys('lab', ['SETTINGS'])[0]
)

/** What one selection holds, where another holds anything at all. */
export const where =
  (sought: Selection, rest: Selection): Selection =>
  (scene) =>
    sought(scene).length === 0 ? [] : rest(scene)

/** A watcher that sees no more than a selection. */
export const seeing = (only: Selection, watcher: (event: Http2Event, at: number) => void) =>
  Object.assign(watcher, { only })
