import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from './judge.ts'
import type { Machine } from './machine.ts'

export const RESULTS = join(import.meta.dirname, 'results')

/** What was measured on one day: a committed file, results/2026-11-25.json. */
export interface Results {
  readonly machine: Machine
  /** Items that were shown then. */
  readonly shown: readonly string[]
  readonly criteria: Readonly<Record<string, RecordedOutcome>>
}

export interface RecordedOutcome {
  readonly state: Outcome['state']
  readonly reason?: string
  /** The figures that have limits, with their units. */
  readonly figures: Readonly<Record<string, readonly [number, string]>>
}

/** The newest that is recorded of each criterion, and which items were shown last. */
export interface Recorded {
  readonly criteria: ReadonlyMap<
    string,
    RecordedOutcome & { readonly date: string; readonly machine: Machine }
  >
  readonly shown: readonly string[]
}

export function readResults(folder = RESULTS): Recorded {
  const criteria = new Map<string, RecordedOutcome & { date: string; machine: Machine }>()
  let shown: readonly string[] = []
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => /^\d{4}-\d\d-\d\d\.json$/.test(file))
        .toSorted()
    : []
  for (const file of files) {
    const results = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Results
    for (const [id, outcome] of Object.entries(results.criteria))
      criteria.set(id, { ...outcome, date: file.slice(0, 10), machine: results.machine })
    shown = results.shown
  }
  return { criteria, shown }
}

/** Writes today's file; what was recorded earlier today, and not measured now, stays in it. */
export function writeResults(
  outcomes: ReadonlyMap<string, Outcome>,
  shown: readonly string[],
  machine: Machine,
  folder = RESULTS,
  date = new Date().toISOString().slice(0, 10)
): string {
  const file = join(folder, `${date}.json`)
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results).criteria : {}
  const criteria = { ...before }
  for (const [id, outcome] of outcomes) criteria[id] = recorded(outcome)
  mkdirSync(folder, { recursive: true })
  const ordered = Object.fromEntries(Object.entries(criteria).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const results: Results = { machine, shown, criteria: ordered }
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
  return file
}

function recorded({ state, reason, limits }: Outcome): RecordedOutcome {
  const figures: Record<string, readonly [number, string]> = {}
  for (const { limit, value, unit = '' } of limits)
    if (value !== undefined) figures[limit.figure] = [Number(value.toPrecision(4)), unit]
  return { state, ...(reason === undefined ? {} : { reason }), figures }
}
