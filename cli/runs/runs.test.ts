import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { runOf, verdictLine, writeLog } from '../../reports/testing-log.ts'
import { shardOf } from '../conformance/shard-of.ts'
import { zyphos } from '../zyphos.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-cli-runs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(words: readonly string[], env: Record<string, string> = {}) {
  const text = { out: '', err: '' }
  const stream = (name: 'out' | 'err') =>
    new Writable({
      write(piece: Buffer, _encoding, done) {
        text[name] += piece.toString()
        done()
      }
    })
  const exit = await zyphos(words, { out: stream('out'), err: stream('err'), env })
  return { exit, ...text }
}

describe('shards from the environment', () => {
  test.each([
    ['2/5', {}, { index: 2, of: 5 }],
    ['auto/5', { JOB_COMPLETION_INDEX: '0' }, { index: 1, of: 5 }],
    ['auto/5', { JOB_COMPLETION_INDEX: '4' }, { index: 5, of: 5 }],
    ['auto', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' }, { index: 2, of: 3 }]
  ])('%s with %j', (written, env, expected) => expect(shardOf(written, env as never)).toEqual(expected))

  test.each([['0/5'], ['6/5'], ['2'], ['a/b'], ['1/0'], ['auto/5'], ['auto']])('%s cannot be', (written) =>
    expect(() => shardOf(written, {})).toThrow(/shard/)
  )

  test('a matrix of three lists every case once', async () => {
    const ids = async (words: readonly string[]) =>
      (await run(['conformance', 'http2', '--list', '--json', ...words])).out.trim().split('\n').sort()
    const shards = await Promise.all([1, 2, 3].map((index) => ids(['--shard', `${index}/3`])))
    expect(shards.flat().sort()).toEqual(await ids([]))
  })
})

describe('nothing is overwritten unless asked', () => {
  test('a report, a log that is read', async () => {
    const log = writeLog(join(folder, 'run.jsonl'), runOf([verdictLine()]))
    const before = readFileSync(log, 'utf8')
    const output = join(folder, 'out.xml')
    const words = ['report', log, '--format', 'junit', '--output', output]
    expect((await run(words)).exit).toBe(1)
    const refused = await run(words)
    expect([refused.exit, refused.err]).toEqual([2, expect.stringMatching(/--force replaces it/)])
    expect((await run([...words, '--force'])).exit).toBe(1)
    expect((await run(['merge', log, '--output', log, '--force'])).exit).toBe(2)
    expect(readFileSync(log, 'utf8')).toBe(before)
  })

  test.each([
    [['report', 'nowhere.jsonl'], /no such file/],
    [['report', 'nowhere.jsonl', '--format', 'junti'], /Did you mean junit\?/],
    [['compare', 'nowhere.jsonl', 'nowhere.jsonl'], /no such file/],
    [['report', 'nowhere.jsonl', '--format', 'html'], /--output/]
  ])('%j is one sentence and exit status 2', async (words, says) => {
    const { exit, err } = await run(words)
    expect([exit, err]).toEqual([2, expect.stringMatching(says)])
  })
})
