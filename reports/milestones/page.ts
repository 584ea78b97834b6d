import { limitText } from './check.ts'
import type { Criterion } from './criterion.ts'
import { count, itemState, type ItemState, type States } from './fold.ts'
import type { Plot } from './findings.ts'
import type { Outcome } from './judge.ts'
import type { Link } from './link.ts'
import { machineText, type Machine } from './machine.ts'
import { groupOf, type Item, type Milestone } from './milestone.ts'
import { numberText } from './number-text.ts'

const GROUPS = {
  scope: 'Scope',
  explore: 'Explore',
  observe: 'Observe',
  failure: 'Failure',
  exit: 'Exit criteria'
}
const SIGNS: Readonly<Record<ItemState, string>> = {
  shown: '✔ shown',
  partly: '◐ partly',
  unproven: '✘ unproven',
  'not built': '· not built'
}

export interface PageInput {
  readonly milestone: Milestone
  readonly criteria: ReadonlyMap<string, Criterion>
  /** What was measured just now. */
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly states: States
  readonly machine: Machine
  readonly at: Date
  /** From the page's folder to the root of the repository, for links. */
  readonly root: string
}

export const pageName = ({ number }: Milestone): string => `m${String(number).padStart(2, '0')}`

/** The page of a milestone as Markdown, and its plots, each with the name of the file that the page shows it from. */
export function milestonePage(input: PageInput): { text: string; plots: ReadonlyMap<string, Plot> } {
  const { milestone, outcomes, states, machine, at } = input
  const name = pageName(milestone)
  const of = count(milestone, states)
  const plots = new Map<string, Plot>()
  const own = milestone.items.filter(({ id }) => outcomes.has(id))
  const parts = [
    `# ${milestone.number}. ${milestone.title}`,
    `${of.shown} of ${of.all} items are shown; ${of.partly} stand in part, ${of.unproven} lack their measurement, ${of.notBuilt} are not built.`,
    `Written on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC by \`npm run milestones ${milestone.number}\` on ${machineText(machine)}.`,
    ...Object.entries(GROUPS).flatMap(([group, title]) => [
      `## ${title}`,
      itemTable(
        milestone.items.filter((item) => groupOf(item) === group),
        input
      )
    ])
  ]
  if (own.length > 0) parts.push('## What was measured')
  const drawn = new Map<string, string>()
  for (const item of own) {
    const outcome = outcomes.get(item.id)!
    parts.push(
      `### ${item.id}`,
      item.claim,
      `\`${input.criteria.get(item.id)?.how}\`: **${outcome.state}**${outcome.reason === undefined ? '' : ` (${outcome.reason})`}`
    )
    if (outcome.limits.length > 0) parts.push(limitTable(outcome))
    const others = outcome.findings?.figures.filter(
      ({ name: figure }) => !outcome.limits.some(({ limit }) => limit.figure === figure)
    )
    if (others !== undefined && others.length > 0)
      parts.push(
        `Also measured: ${others.map(({ name: figure, value, unit }) => `${figure} ${numberText(value)} ${unit}`.trim()).join('; ')}.`
      )
    for (const reason of outcome.findings?.missing ?? []) parts.push(`Left out: ${reason}.`)
    for (const plot of outcome.findings?.plots ?? []) {
      const known = drawn.get(plot.title)
      const file = known ?? `${name}-${plots.size + 1}.svg`
      if (known !== undefined) {
        parts.push(`[${plot.title}](${file}): the plot stands above.`)
        continue
      }
      drawn.set(plot.title, file)
      plots.set(file, plot)
      parts.push(`![${plot.title}](${file})`)
    }
  }
  return { text: `${parts.join('\n\n')}\n`, plots }
}

function itemTable(items: readonly Item[], input: PageInput): string {
  const rows = items.map((item) => {
    const shownBy = item.links.map((link) => linkText(item.id, link, input)).join('<br>')
    const missing = item.missing === undefined ? '' : `<br>_Missing: ${cell(item.missing)}._`
    return `| ${item.id} | ${cell(item.claim)}${missing} | ${SIGNS[itemState(item, input.states)]} | ${shownBy} |`
  })
  return ['| id | what must be shown | state | by |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function linkText(id: string, link: Link, { root, criteria }: PageInput): string {
  switch (link.kind) {
    case 'cases':
      return `cases \`${link.glob}\``
    case 'test':
      return `[${cell(link.file)}](${root}/${link.file}): “${cell(link.title)}”`
    case 'bench':
      return `\`npm run bench ${link.name}\``
    case 'page':
      return `[${link.file}](${root}/${link.file})`
    case 'criterion':
      return `measured: \`${cell(criteria.get(id)?.how ?? '')}\``
  }
}

const limitTable = ({ limits }: Outcome): string =>
  ['| figure | must be | measured | |', '| --- | ---: | ---: | --- |']
    .concat(
      limits.map(({ limit, value, unit, state }) => {
        const measured = value === undefined ? '–' : `${numberText(value)} ${unit ?? ''}`.trim()
        const why = state === 'left out' ? `left out: needs ${limit.needs}` : state
        return `| ${cell(limit.figure)} | ${limitText(limit)} | ${measured} | ${why} |`
      })
    )
    .join('\n')

const cell = (text: string): string => text.replaceAll('|', '\\|')
