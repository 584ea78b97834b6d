import { readFileSync } from 'node:fs'
import type { Suite } from '../../lab/suite.ts'
import type { Verdict } from '../../lab/verdict.ts'

/** What one real program made of a suite on some day. */
export interface WitnessColumn {
  readonly peer: string
  readonly version: string
  readonly over: 'tls' | 'cleartext'
  readonly date: string
  /** Not of the catalogue: taken from a run log. */
  readonly outside?: true
}

/**
 * What real programs made of a suite: for each case and invariant one letter for each column, in their order: `c`onforms,
 * `v`iolates, `i`nconclusive, `u`nsupported, `-` not run.
 */
export interface WitnessTable {
  readonly columns: readonly WitnessColumn[]
  readonly verdicts: Readonly<Record<string, string>>
}

export type Witnesses = Readonly<Record<'server' | 'client', WitnessTable>>

/** Where the results are kept. */
export const WITNESSES = new URL('./witnesses.json', import.meta.url)
/** The results that are kept. */
export const keptWitnesses = (): Witnesses => JSON.parse(readFileSync(WITNESSES, 'utf8')) as Witnesses

const LETTERS: Readonly<Record<Verdict, string>> = {
  conforms: 'c',
  violates: 'v',
  inconclusive: 'i',
  unsupported: 'u'
}

/** Cases that take the target's own time-outs are not run on everybody. */
export const witnessedIds = ({ cases, invariants }: Pick<Suite, 'cases' | 'invariants'>): string[] =>
  [...cases.filter(({ slow }) => slow !== true), ...invariants].map(({ id }) => id)

/**
 * The table with the verdicts of a column put in place of those that the same peer gave before in the same way; cases for
 * which there is no verdict keep the old one. Cases that are not among `ids` are dropped.
 */
export function withColumn(
  table: WitnessTable,
  column: WitnessColumn,
  verdicts: ReadonlyMap<string, Verdict>,
  ids: readonly string[]
): WitnessTable {
  const key = ({ peer, over }: WitnessColumn): string => `${peer} ${over}`
  const others = table.columns.filter((one) => key(one) !== key(column))
  const columns = [...others, column].toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  const letter = (id: string, one: WitnessColumn): string => {
    const at = table.columns.findIndex((old) => key(old) === key(one))
    const old = table.verdicts[id]?.[at] ?? '-'
    const found = one === column ? verdicts.get(id) : undefined
    return found === undefined ? old : LETTERS[found]
  }
  return {
    columns,
    verdicts: Object.fromEntries(
      [...ids].sort().map((id) => [id, columns.map((one) => letter(id, one)).join('')])
    )
  }
}

/** Cases and invariants that no real program met, that none broke, and that none was ever tried on. */
export function withoutWitness({ verdicts }: WitnessTable): {
  readonly unmet: string[]
  readonly unbroken: string[]
  readonly untried: string[]
} {
  const tried = Object.entries(verdicts).filter(([, letters]) => /[^-]/.test(letters))
  return {
    unmet: tried.filter(([, letters]) => !letters.includes('c')).map(([id]) => id),
    unbroken: tried.filter(([, letters]) => !letters.includes('v')).map(([id]) => id),
    untried: Object.keys(verdicts).filter((id) => !tried.some(([one]) => one === id))
  }
}

/** Names of the columns in which a case has a letter. */
export function columnsWith(table: WitnessTable, id: string, letter: string): string[] {
  return table.columns
    .filter((_, at) => table.verdicts[id]?.[at] === letter)
    .map(({ peer, over }) => (over === 'tls' ? peer : `${peer} (cleartext)`))
}
