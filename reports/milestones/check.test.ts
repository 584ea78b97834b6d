import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { check } from './check.ts'
import { atLeast, atMost, type Criterion, type Limit } from './criterion.ts'
import { figure } from './findings.ts'
import { itemState, shownIds } from './fold.ts'
import { judge, measure } from './judge.ts'
import { criterion as criterionLink, page } from './link.ts'
import { thisMachine } from './machine.ts'
import { milestone, partly, shown } from './milestone.ts'
import { readResults, writeResults } from './results.ts'

const giving = (value: number, limits: readonly Limit[], more: Partial<Criterion> = {}): Criterion => ({
  how: 'npm run bench x/y',
  limits,
  measure: () => Promise.resolve({ figures: [figure('speed', value, 'm/s')] }),
  ...more
})
const ledger = [
  milestone(1, 'One', {
    'm01.exit.01': shown('A is fast.', criterionLink),
    'm01.exit.02': shown('B is told.', page('docs/b.md')),
    'm01.exit.03': partly('C is there.', 'half of it', page('docs/c.md')),
    'm01.exit.04': 'D is there.'
  })
]
const holding = new Map([['m01.exit.01', { state: 'holds' as const }]])

describe('a criterion', () => {
  test('holds within its limits and fails beyond them', async () => {
    expect((await measure(giving(10, [atLeast('speed', 10)]))).state).toBe('holds')
    expect((await measure(giving(9.9, [atLeast('speed', 10)]))).state).toBe('fails')
    expect((await measure(giving(11, [atMost('speed', 10)]))).state).toBe('fails')
  })

  test('a margin counts for --check only', () => {
    const one = giving(6, [atLeast('speed', 10, { margin: 2 })])
    const found = { figures: [figure('speed', 6)] }
    expect(judge(one, found).state).toBe('fails')
    expect(judge(one, found, true).state).toBe('holds')
    expect(judge(one, { figures: [figure('speed', 4)] }, true).state).toBe('fails')
  })

  test('a figure that is not there is not measured, and never holds', () => {
    expect(judge(giving(1, [atLeast('other', 0)]), { figures: [figure('speed', 1)] }).state).toBe(
      'not measured'
    )
    expect(judge(giving(1, [atLeast('speed', 0)]), { figures: [figure('speed', NaN)] }).state).toBe(
      'not measured'
    )
  })

  test('what a limit needs may be away as long as another limit is measured', () => {
    const limits = [atLeast('speed', 1), atLeast('beside a peer', 1, { needs: 'the peer' })]
    expect(judge(giving(1, limits), { figures: [figure('speed', 1)] })).toMatchObject({
      state: 'holds',
      limits: [{ state: 'holds' }, { state: 'left out' }]
    })
    expect(judge(giving(1, limits.slice(1)), { figures: [figure('speed', 1)] }).state).toBe('not measured')
  })

  test('one that throws is not measured, with its sentence', async () => {
    const broken = giving(1, [atLeast('speed', 1)], { measure: () => Promise.reject(new Error('no peer')) })
    expect(await measure(broken)).toEqual({ state: 'not measured', reason: 'no peer', limits: [] })
  })
})

describe('an item', () => {
  const states = (known: typeof holding | Map<string, { state: 'fails' }>) =>
    ledger[0]!.items.map((item) => itemState(item, known))

  test('is shown by its links, and by its criterion only while that holds', () => {
    expect(states(holding)).toEqual(['shown', 'shown', 'partly', 'not built'])
    expect(states(new Map([['m01.exit.01', { state: 'fails' as const }]]))[0]).toBe('unproven')
    expect(states(new Map())[0]).toBe('unproven')
  })
})

describe('--check', () => {
  const recorded = (shownThen: readonly string[] = shownIds(ledger, holding)) => ({
    criteria: new Map([
      ['m01.exit.01', { state: 'holds' as const, figures: {}, date: '2026-01-01', machine: thisMachine() }]
    ]),
    shown: shownThen
  })
  const now = (one: Criterion) => new Map([['m01.exit.01', one]])

  test('passes while what held holds', async () => {
    expect(await check(ledger, now(giving(10, [atLeast('speed', 10)])), recorded())).toEqual({
      regressions: [],
      skipped: [],
      held: 1
    })
  })

  test('fails when a criterion that held fails, and says by how much', async () => {
    const { regressions } = await check(ledger, now(giving(9, [atLeast('speed', 10)])), recorded())
    expect(regressions).toEqual([
      'm01.exit.01 held on 2026-01-01 and no longer does: “speed” is 9, at least 10'
    ])
  })

  test('fails when a criterion that held is gone, or can no longer be measured', async () => {
    expect((await check(ledger, new Map(), recorded())).regressions[0]).toContain('its criterion is gone')
    const broken = giving(1, [atLeast('speed', 1)], { measure: () => Promise.reject(new Error('no peer')) })
    expect((await check(ledger, now(broken), recorded())).regressions).toHaveLength(1)
  })

  test('fails when an item that was shown has lost its links', async () => {
    const { regressions } = await check(
      ledger,
      now(giving(10, [atLeast('speed', 10)])),
      recorded(['m01.exit.02', 'm01.exit.04'])
    )
    expect(regressions).toEqual(['m01.exit.04 was shown, and nothing shows it any more'])
  })

  test('measures a timed criterion again before it calls it a regression, and an exact one not', async () => {
    const values = [1, 1, 10]
    let asked = 0
    const unsteady = (margin?: number) =>
      giving(0, [atLeast('speed', 10, margin === undefined ? {} : { margin })], {
        measure: () => Promise.resolve({ figures: [figure('speed', values[asked++]!)] })
      })
    expect((await check(ledger, now(unsteady(2)), recorded())).held).toBe(1)
    expect(asked).toBe(3)
    asked = 0
    expect((await check(ledger, now(unsteady()), recorded())).regressions).toHaveLength(1)
    expect(asked).toBe(1)
  })

  test('says what it leaves out and why', async () => {
    const one = giving(1, [atLeast('speed', 10)], { notInCheck: 'it takes an hour' })
    expect(await check(ledger, now(one), recorded())).toMatchObject({
      regressions: [],
      skipped: ['m01.exit.01: it takes an hour']
    })
  })
})

test('results are kept by day; the newest of each criterion counts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zyphos-results-'))
  try {
    const outcome = await measure(giving(10, [atLeast('speed', 10)]))
    const worse = await measure(giving(9, [atLeast('speed', 10)]))
    writeResults(
      new Map([
        ['a', outcome],
        ['b', outcome]
      ]),
      ['x'],
      thisMachine(),
      folder,
      '2026-01-01'
    )
    writeResults(new Map([['a', worse]]), ['x', 'y'], thisMachine(), folder, '2026-01-02')
    const { criteria, shown: last } = readResults(folder)
    expect(criteria.get('a')).toMatchObject({
      state: 'fails',
      date: '2026-01-02',
      figures: { speed: [9, 'm/s'] }
    })
    expect(criteria.get('b')).toMatchObject({ state: 'holds', date: '2026-01-01' })
    expect(last).toEqual(['x', 'y'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
