import Table from 'cli-table3'
import { count, type Count, type States } from './fold.ts'
import type { Criterion } from './criterion.ts'
import { limitText } from './check.ts'
import type { Outcome } from './judge.ts'
import type { Milestone } from './milestone.ts'
import { numberText } from './number-text.ts'

const PLAIN = { style: { head: [], border: [] } }

/** How many items of each milestone are shown. */
export function countTable(milestones: readonly Milestone[], states: States): string {
  const table = new Table({
    ...PLAIN,
    head: ['', 'milestone', 'shown', 'partly', 'unproven', 'not built', 'items'],
    colAligns: ['right', 'left', 'right', 'right', 'right', 'right', 'right']
  })
  const counts = milestones.map((one) => ({ one, ...count(one, states) }))
  for (const { one, ...of } of counts) table.push([one.number, one.title, ...row(of)])
  if (counts.length > 1) {
    const sum = (key: keyof Count) => counts.reduce((total, of) => total + of[key], 0)
    table.push([
      '',
      'all',
      ...row({
        shown: sum('shown'),
        partly: sum('partly'),
        unproven: sum('unproven'),
        notBuilt: sum('notBuilt'),
        all: sum('all')
      })
    ])
  }
  return table.toString()
}

const row = ({ shown, partly, unproven, notBuilt, all }: Count): number[] => [
  shown,
  partly,
  unproven,
  notBuilt,
  all
]

/** Each limit of each criterion: what it must be, what it is. */
export function criterionTable(
  outcomes: ReadonlyMap<string, Outcome>,
  criteria: ReadonlyMap<string, Criterion>
): string {
  const table = new Table({
    ...PLAIN,
    head: ['criterion', 'figure', 'must be', 'measured', ''],
    colAligns: ['left', 'left', 'right', 'right', 'left'],
    colWidths: [16, 54, null, null, null],
    wordWrap: true
  })
  for (const [id, { state, reason, limits }] of outcomes) {
    if (limits.length === 0)
      table.push([id, criteria.get(id)?.how ?? '', '', '', `${state}: ${reason ?? ''}`])
    for (const { limit, value, unit, state: of } of limits)
      table.push([
        id,
        limit.figure,
        limitText(limit),
        value === undefined ? '–' : `${numberText(value)} ${unit ?? ''}`.trim(),
        of === 'left out' ? `left out: needs ${limit.needs}` : of
      ])
  }
  return table.toString()
}
