import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dealShard } from '../../conformance/shard.ts'
import type { VerdictLine } from '../../lab/log-line.ts'
import { compareRuns } from '../compare/compare-runs.ts'
import { comparisonStatus } from '../compare/status.ts'
import { mergeRuns } from '../merge/merge-runs.ts'
import { textSink } from '../sink.ts'
import { endLine, runLine, runOf, targetLine, verdictLine, writeLog } from '../testing-log.ts'
import { gather } from './gather.ts'
import { missing } from './missing.ts'
import { outcome } from './outcome.ts'
import { verdicts } from './verdicts.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-runs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const log = (...parts: Parameters<typeof runOf>) =>
  writeLog(join(folder, `${count++}.jsonl`), runOf(...parts))
const ok = (id: string, parts: Partial<VerdictLine> = {}) =>
  verdictLine({ case: id, verdict: 'conforms', manner: 'exact', ...parts })
const bad = (id: string, parts: Partial<VerdictLine> = {}) => verdictLine({ case: id, ...parts })

async function standing(files: readonly string[]) {
  const gathered = await gather(files)
  const all = []
  for await (const { verdict } of verdicts(gathered)) all.push([verdict.case, verdict.verdict])
  return { gathered, all }
}

describe('bad input: what can be read is reported, the rest is named by line', () => {
  test('a log that was cut off', async () => {
    const file = log([ok('a'), bad('b')])
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -40))
    const { gathered, all } = await standing([file])
    expect(all).toEqual([
      ['a', 'conforms'],
      ['b', 'violates']
    ])
    expect(gathered.problems).toEqual([{ file, number: 5, problem: expect.stringContaining('not JSON') }])
    expect(outcome(gathered, false)).toBe(3)
  })

  test('lines of something else, octets that are no UTF-8', async () => {
    const file = log([ok('a')])
    appendFileSync(file, Buffer.from([0xff, 0xfe, 0x00, 0x0a]))
    appendFileSync(file, '{"type":"run"}\n<xml/>\n[]\nnull\n')
    const { gathered, all } = await standing([file])
    expect(all).toEqual([['a', 'conforms']])
    expect(gathered.problems.map(({ number }) => number)).toEqual([5, 6, 7, 8, 9])
  })

  test('a run of a newer format is left out as a whole and named once, the run behind it is read', async () => {
    const file = join(folder, 'newer.jsonl')
    writeLog(file, [...runOf([ok('a')], { format: 3, id: 'x' }), ...runOf([ok('b')])])
    const { gathered, all } = await standing([file])
    expect(all).toEqual([['b', 'conforms']])
    expect(gathered.problems).toEqual([
      { file, number: 1, problem: expect.stringMatching(/format 3.*newer/) }
    ])
  })

  test('a run of format 1 is read', async () => {
    const { type, format, tool, suite, role, cases, started } = runLine({ format: 1 })
    const old = { type, format, tool, suite, role, cases, started }
    const file = writeLog(join(folder, 'old.jsonl'), [old, targetLine(), ok('a'), endLine()])
    expect((await standing([file])).all).toEqual([['a', 'conforms']])
  })

  test('a log whose beginning is lost', async () => {
    const file = writeLog(join(folder, 'headless.jsonl'), [ok('a'), endLine()])
    const { gathered, all } = await standing([file])
    expect(all).toEqual([['a', 'conforms']])
    expect(gathered.problems).toHaveLength(1)
  })

  test('an empty file, and one that is not there', async () => {
    const file = join(folder, 'empty.jsonl')
    writeFileSync(file, '')
    expect(outcome((await standing([file])).gathered, false)).toBe(3)
    await expect(gather([join(folder, 'nowhere')])).rejects.toThrow(/no such file/)
  })
})

describe('merge', () => {
  const shard = (index: number, cases: readonly VerdictLine[]) =>
    log(cases, { id: `shard ${index}`, shard: { index, of: 3, cases: 3, selection: 's' } })

  test('shards of one run: an invariant that one of them saw broken is broken', async () => {
    const rule = (verdict: 'conforms' | 'violates' | 'unsupported') =>
      verdictLine({ case: 'rule', kind: 'invariant', verdict })
    const files = [
      shard(1, [ok('a'), rule('conforms')]),
      shard(2, [ok('b'), rule('violates')]),
      shard(3, [bad('c'), rule('unsupported')])
    ]
    const { gathered, all } = await standing(files)
    expect(all.sort()).toEqual([
      ['a', 'conforms'],
      ['b', 'conforms'],
      ['c', 'violates'],
      ['rule', 'violates']
    ])
    expect([gathered.contradictionCount, ...gathered.targets.flatMap(missing)]).toEqual([0])
    const out = textSink()
    await mergeRuns(gathered, out)
    const merged = join(folder, 'merged.jsonl')
    writeFileSync(merged, out.text())
    const again = await standing([merged])
    expect(again.all.sort()).toEqual(all.sort())
    expect(again.gathered.overlaps).toBe(0)
  })

  test('a missing shard is named', async () => {
    const { gathered } = await standing([shard(1, [ok('a')]), shard(3, [ok('c')])])
    expect(gathered.targets.flatMap(missing)).toEqual(['1 of 3 shards is missing: 2'])
    expect(outcome(gathered, false)).toBe(3)
  })

  test('overlap is counted, a contradiction is inconclusive, a verdict stands before none', async () => {
    const files = [
      log([ok('same'), ok('contradicted'), verdictLine({ case: 'told', verdict: 'inconclusive' })]),
      log([ok('same'), bad('contradicted'), bad('told')], { id: 'run-2' })
    ]
    const { gathered, all } = await standing(files)
    expect(all.sort()).toEqual([
      ['contradicted', 'inconclusive'],
      ['same', 'conforms'],
      ['told', 'violates']
    ])
    expect(gathered.overlaps).toBe(3)
    expect(gathered.contradictions.map(({ case: id }) => id)).toEqual(['contradicted'])
  })

  test('targets of the same name and another version are two', async () => {
    const files = [log([ok('a')]), log([bad('a')], { id: 'run-2' }, { version: '2' })]
    expect((await gather(files)).targets).toHaveLength(2)
  })
})

describe('compare', () => {
  const kinds = (...names: string[]) =>
    ({ evidence: { decidedIn: 'probe', entries: [1], kinds: names } }) as const

  test('what broke, what got fixed, what changed its answer', async () => {
    const old = log([
      ok('broke'),
      bad('fixed'),
      bad('changed', kinds('FIN')),
      ok('same', kinds('DATA')),
      ok('lost'),
      ok('gone'),
      verdictLine({ case: 'seen', verdict: 'inconclusive' }),
      verdictLine({ case: 'gained', verdict: 'unsupported' }),
      ok('other', { fingerprint: '1' })
    ])
    const now = log(
      [
        bad('broke'),
        ok('fixed'),
        bad('changed', kinds('GOAWAY PROTOCOL_ERROR')),
        ok('same', { ...kinds('DATA'), took: 99 }),
        verdictLine({ case: 'lost', verdict: 'inconclusive' }),
        bad('seen'),
        ok('gained'),
        bad('other', { fingerprint: '2' })
      ],
      { id: 'run-2' },
      { version: '2' }
    )
    const comparison = await compareRuns([old], [now])
    expect(
      Object.fromEntries(
        Object.entries(comparison.changes).map(([name, { kept }]) => [name, kept.map(({ case: id }) => id)])
      )
    ).toEqual({
      broke: ['broke'],
      'newly violated': ['seen'],
      fixed: ['fixed'],
      changed: ['changed'],
      lost: ['lost'],
      gained: ['gained'],
      'other case': ['other']
    })
    expect([comparison.same, comparison.onlyOld, comparisonStatus(comparison)]).toEqual([1, 1, 1])
    expect(comparisonStatus(await compareRuns([old], [old]))).toBe(0)
  })

  test('a target that is dead in the new run does not pass', async () => {
    const old = log([ok('a'), ok('b')])
    const now = writeLog(join(folder, 'dead.jsonl'), [
      runLine({ id: '2' }),
      targetLine(),
      ok('a'),
      endLine({ reason: 'target lost' })
    ])
    expect(comparisonStatus(await compareRuns([old], [now]))).toBe(3)
  })
})

describe('shards', () => {
  const cases = Array.from({ length: 100 }, (_, index) => ({ id: `c${index}` }))
  const durations = Object.fromEntries(cases.map(({ id }, index) => [id, 1 + index * index]))

  test('every case is in exactly one, whatever the order of the cases', () => {
    const deal = (from: typeof cases) =>
      [1, 2, 3, 4, 5].map((index) =>
        dealShard(from, index, 5, durations)
          .cases.map(({ id }) => id)
          .sort()
      )
    expect(deal(cases).flat().sort()).toEqual(cases.map(({ id }) => id).sort())
    expect(deal(cases.toReversed())).toEqual(deal(cases))
  })

  test('they take about as long as each other', () => {
    const loads = [1, 2, 3, 4, 5].map((index) =>
      dealShard(cases, index, 5, durations).cases.reduce((sum, { id }) => sum + (durations[id] ?? 0), 0)
    )
    expect(Math.max(...loads) / Math.min(...loads)).toBeLessThan(1.05)
  })
})
