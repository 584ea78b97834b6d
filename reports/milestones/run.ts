import { resolve } from 'node:path'
import { nearest } from '../nearest.ts'
import { brokenLinks } from './broken-links.ts'
import { check } from './check.ts'
import type { Criterion } from './criterion.ts'
import { itemState, shownIds, type States } from './fold.ts'
import { measure, type Outcome } from './judge.ts'
import { loadCriteria, loadMilestones } from './load.ts'
import { thisMachine } from './machine.ts'
import type { Item, Milestone } from './milestone.ts'
import type { Options } from './options.ts'
import { prove } from './prove.ts'
import { readResults, writeResults, type Recorded, type RecordedOutcome } from './results.ts'
import { countTable, criterionTable } from './table.ts'
import { writePages } from './write-pages.ts'

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const tell = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`)
}

/** Does what the command line asks for; the exit code, or a sentence that says what is wrong with the command line. */
export async function run(options: Options): Promise<number | string> {
  const [all, criteria] = await Promise.all([loadMilestones(), loadCriteria()])
  const recorded = readResults()
  if (options.check) return runCheck(all, criteria, recorded)
  const items = all.flatMap(({ items }) => items)
  const unknown = options.wanted.find(
    (one) => !all.some(({ number }) => String(number) === one) && !items.some(({ id }) => id === one)
  )
  if (unknown !== undefined) {
    const near = nearest(
      unknown,
      items.map(({ id }) => id)
    )
    return `There is no milestone or item ${unknown}.${near === undefined ? '' : ` Did you mean ${near}?`}`
  }
  const asked = items.filter(({ id }) => options.wanted.includes(id))
  const chosen = all.filter(
    ({ number }) =>
      options.wanted.includes(String(number)) || (options.wanted.length === 0 && asked.length === 0)
  )
  if (options.record && asked.length > 0) return recordItems(all, asked, criteria, recorded)
  let code = 0
  for (const item of asked) code = Math.max(code, await runProof(item, criteria, recorded))
  if (chosen.length > 0) code = Math.max(code, await runPages(all, chosen, criteria, recorded, options))
  return code
}

async function runCheck(
  all: readonly Milestone[],
  criteria: ReadonlyMap<string, Criterion>,
  recorded: Recorded
): Promise<number> {
  const broken = brokenLinks(all, criteria)
  const { regressions, skipped, held } = await check(all, criteria, recorded, (id) => tell(`measuring ${id}`))
  for (const reason of skipped) say(`not measured: ${reason}`)
  for (const sentence of [...broken, ...regressions]) say(`NO LONGER: ${sentence}`)
  say(
    `${held} criteria hold, ${regressions.length + broken.length} regressions, ${skipped.length} not measured here.`
  )
  return regressions.length + broken.length > 0 ? 1 : 0
}

async function runProof(
  item: Item,
  criteria: ReadonlyMap<string, Criterion>,
  { criteria: states }: Recorded
): Promise<number> {
  say(`${item.id}  ${item.claim}`)
  if (item.missing !== undefined) say(`  stands in part; missing: ${item.missing}`)
  if (item.links.length === 0) say('  not built')
  let code = 0
  for await (const { what, state, detail } of prove(item, criteria)) {
    say(`  ${state.padEnd(7)}  ${what}\n           ${detail}`)
    if (state === 'fails') code = 1
  }
  const before = states.get(item.id)
  if (before !== undefined) say(`  recorded on ${before.date}: ${before.state}`)
  return code
}

/** Measures the criteria of these items alone, and records them. */
async function recordItems(
  all: readonly Milestone[],
  asked: readonly Item[],
  criteria: ReadonlyMap<string, Criterion>,
  recorded: Recorded
): Promise<number> {
  const outcomes = await measureItems(asked, criteria)
  say(criterionTable(outcomes, criteria))
  const states: States = new Map<string, Outcome | RecordedOutcome>([...recorded.criteria, ...outcomes])
  say(`Recorded: ${writeResults(outcomes, shownIds(all, states), thisMachine())}`)
  return exitCode(outcomes)
}

async function measureItems(
  items: readonly Item[],
  criteria: ReadonlyMap<string, Criterion>
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  for (const { id } of items) {
    const criterion = criteria.get(id)
    if (criterion === undefined) continue
    tell(`measuring ${id}: ${criterion.how}`)
    outcomes.set(id, await measure(criterion))
  }
  return outcomes
}

function exitCode(outcomes: ReadonlyMap<string, Outcome>): number {
  const found = [...outcomes.values()].map(({ state }) => state)
  return found.includes('fails') ? 1 : found.includes('not measured') ? 3 : 0
}

async function runPages(
  all: readonly Milestone[],
  chosen: readonly Milestone[],
  criteria: ReadonlyMap<string, Criterion>,
  recorded: Recorded,
  options: Options
): Promise<number> {
  const machine = thisMachine()
  const outcomes = options.recorded
    ? new Map<string, Outcome>()
    : await measureItems(
        chosen.flatMap(({ items }) => items),
        criteria
      )
  // What was measured now counts before what is recorded.
  const states: States = new Map<string, Outcome | RecordedOutcome>([...recorded.criteria, ...outcomes])
  say(countTable(chosen, states))
  if (outcomes.size > 0) say(criterionTable(outcomes, criteria))
  const folder = resolve(options.output)
  const overview = writePages(folder, chosen, { criteria, outcomes, states, machine, at: new Date() })
  say(`Pages: ${overview}`)
  if (options.record) {
    const shown = shownIds(all, states)
    say(`Recorded: ${writeResults(outcomes, shown, machine)}`)
  }
  const unproven = chosen
    .flatMap(({ items }) => items)
    .filter((item) => itemState(item, states) === 'unproven')
  if (unproven.length > 0) say(`Linked, but not proven: ${unproven.map(({ id }) => id).join(', ')}`)
  return exitCode(outcomes)
}
