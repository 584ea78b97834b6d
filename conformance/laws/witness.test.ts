import { describe, expect, test } from '@jest/globals'
import type { Suite } from '../../lab/suite.ts'
import { http2Client } from '../http2/client-suite.ts'
import { http2Server } from '../http2/server-suite.ts'
import { unbroken, unmet } from './audits.ts'
import { grounds } from './grounds.ts'
import { keptWitnesses, withColumn, withoutWitness, witnessedIds, type WitnessTable } from './witness.ts'

const kept = keptWitnesses()
const suites = { server: http2Server as unknown as Suite, client: http2Client as unknown as Suite }

describe.each(['server', 'client'] as const)('witness: real programs as %ss', (role) => {
  const suite = suites[role]
  const known = new Set(witnessedIds(suite))
  const table: WitnessTable = {
    columns: kept[role].columns,
    // A case that is gone needs no witness; one that is new has none until `npm run witness`.
    verdicts: Object.fromEntries(Object.entries(kept[role].verdicts).filter(([id]) => known.has(id)))
  }
  const { unmet: nobodyMet, unbroken: nobodyBroke } = withoutWitness(table)
  const listed = unmet.filter((row) => row.role === role).flatMap(({ ids }) => ids)

  test('the results are dated, versioned, and of this suite', () => {
    const { columns, verdicts } = kept[role]
    expect(
      columns.filter(({ date, version }) => !/^\d{4}-\d\d-\d\d$/.test(date) || version === 'unknown')
    ).toEqual([])
    expect(Object.values(verdicts).filter((letters) => letters.length !== columns.length)).toEqual([])
    const untried = [...known].filter((id) => !/[^-]/.test(verdicts[id] ?? '-'))
    // Beyond one in ten the results are too old to show anything: run `npm run witness`.
    expect(untried.length / known.size).toBeLessThan(0.1)
  })

  test('every case is met by a program that is not ours, or an audit says why not', () => {
    expect(nobodyMet.filter((id) => !listed.includes(id))).toEqual([])
  })

  test('no audit is of a case that somebody meets, or that is not there', () => {
    expect(listed.filter((id) => known.has(id) && !nobodyMet.includes(id))).toEqual([])
    expect(listed.filter((id) => !known.has(id))).toEqual([])
  })

  test('what nobody breaks was compared with the text, and a mutant breaks it', () => {
    const sections = new Map(
      [...suite.cases, ...suite.invariants].map(({ id, section }): [string, string] => [id, section])
    )
    expect(nobodyBroke.filter((id) => unbroken[sections.get(id) ?? ''] === undefined)).toEqual([])
    const ground = grounds.find((one) => one.role === role)
    if (ground === undefined) throw new Error(`There are no mutants of ${role}s.`)
    const { teeth, toothless, cases } = ground
    const played = new Set(cases.map(({ id }) => id))
    const idle = nobodyBroke.filter(
      (id) =>
        // Cases over TLS and floods are shown able to fail elsewhere: see grounds.ts.
        (played.has(id) || suite.invariants.some((one) => one.id === id)) &&
        teeth.cases[id] === undefined &&
        teeth.invariants[id] === undefined &&
        toothless[id] === undefined
    )
    expect(idle).toEqual([])
  })
})

describe('the table of witnesses', () => {
  const column = (peer: string) => ({ peer, version: '1', over: 'tls', date: '2026-01-01' }) as const
  const one = withColumn({ columns: [], verdicts: {} }, column('b'), new Map([['x', 'conforms']]), ['x', 'y'])

  test('takes a column in, in order, and drops cases that are gone', () => {
    const two = withColumn(one, column('a'), new Map([['y', 'violates']]), ['y', 'z'])
    expect(two.columns.map(({ peer }) => peer)).toEqual(['a', 'b'])
    expect(two.verdicts).toEqual({ y: 'v-', z: '--' })
  })

  test('a later run of a part keeps the rest', () => {
    const again = withColumn(one, column('b'), new Map([['y', 'inconclusive']]), ['x', 'y'])
    expect(again.verdicts).toEqual({ x: 'c', y: 'i' })
    expect(withoutWitness(again)).toEqual({ unmet: ['y'], unbroken: ['x', 'y'], untried: [] })
  })
})
