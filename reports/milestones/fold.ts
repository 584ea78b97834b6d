import type { Item, Milestone } from './milestone.ts'
import { stateOf } from './milestone.ts'

/** `unproven`: linked, but its criterion was measured and failed, or could not be measured. It does not count as shown. */
export type ItemState = 'shown' | 'partly' | 'unproven' | 'not built'

/** How criteria came out, by id: those just measured, or those recorded. */
export type States = ReadonlyMap<string, { readonly state: 'holds' | 'fails' | 'not measured' }>

/** Links say what should show an item; the criterion among them, where there is one, must hold. */
export function itemState(item: Item, states: States): ItemState {
  const linked = stateOf(item)
  if (linked !== 'shown' || !item.links.some(({ kind }) => kind === 'criterion')) return linked
  return states.get(item.id)?.state === 'holds' ? 'shown' : 'unproven'
}

export interface Count {
  readonly shown: number
  readonly partly: number
  readonly unproven: number
  readonly notBuilt: number
  readonly all: number
}

export function count({ items }: Milestone, states: States): Count {
  const of = (state: ItemState) => items.filter((item) => itemState(item, states) === state).length
  return {
    shown: of('shown'),
    partly: of('partly'),
    unproven: of('unproven'),
    notBuilt: of('not built'),
    all: items.length
  }
}

export const shownIds = (milestones: readonly Milestone[], states: States): readonly string[] =>
  milestones
    .flatMap(({ items }) => items)
    .filter((item) => itemState(item, states) === 'shown')
    .map(({ id }) => id)
