import type { Link } from './link.ts'

/** One of the thirty milestones: claims, each either shown by something or not built. */
export interface Milestone {
  readonly number: number
  readonly title: string
  readonly items: readonly Item[]
}

export interface Item {
  /** `m23.exit.01`. */
  readonly id: string
  /** One sentence: what must be shown. */
  readonly claim: string
  /** Empty: not built. */
  readonly links: readonly Link[]
  /** What is missing from an item of which something, but not all, stands; such an item is not shown. */
  readonly missing?: string
}

/** A claim as the data files write it: alone (not built), or with what shows it. */
export type Entry = string | Shown | Partly
interface Shown {
  readonly claim: string
  readonly links: readonly Link[]
}
interface Partly extends Shown {
  readonly missing: string
}

/** The claim, and everything that shows it. */
export const shown = (claim: string, ...links: readonly (Link | readonly Link[])[]): Shown => ({
  claim,
  links: links.flat() as readonly Link[]
})

/** The claim, what is missing from it, and what stands. It does not count as shown. */
export const partly = (
  claim: string,
  missing: string,
  ...links: readonly (Link | readonly Link[])[]
): Partly => ({
  ...shown(claim, ...links),
  missing
})

export function milestone(
  number: number,
  title: string,
  entries: Readonly<Record<string, Entry>>
): Milestone {
  const items = Object.entries(entries).map(([id, entry]) =>
    typeof entry === 'string' ? { id, claim: entry, links: [] } : { id, ...entry }
  )
  return { number, title, items }
}

export type State = 'shown' | 'partly' | 'not built'

/** What is linked decides; a criterion that was measured and failed takes the item back (see fold.ts). */
export function stateOf({ links, missing }: Item): State {
  if (links.length === 0) return 'not built'
  return missing === undefined ? 'shown' : 'partly'
}

/** The group of an item: scope, explore, observe, failure or exit. */
export const groupOf = ({ id }: Item): string => id.split('.')[1] ?? ''
