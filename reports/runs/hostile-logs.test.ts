import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { compareRuns } from '../compare/compare-runs.ts'
import { ExpectationError } from '../gate/expectation-error.ts'
import { seeRuns } from '../gate/see-runs.ts'
import { gather as gatherHtml } from '../html/gather.ts'
import { rejudgeRuns } from '../rejudge/rejudge-runs.ts'
import { endLine, runLine, runOf, targetLine, verdictLine, writeLog } from '../testing-log.ts'
import { gather } from './gather.ts'
import { UnreadableLog } from './unreadable-log.ts'

let folder: string
const at = (name: string): string => join(folder, name)
const whole = runOf([verdictLine()])
const text = whole.map((line) => JSON.stringify(line)).join('\n')

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-hostile-'))
  mkdirSync(at('folder'))
  writeFileSync(at('gzip'), gzipSync(text).subarray(0, 60))
  writeFileSync(at('utf16'), Buffer.from(`\ufeff${text}`, 'utf16le'))
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe')])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const READERS: readonly (readonly [string, (file: string) => Promise<unknown>])[] = [
  ['report', (file) => gather([file])],
  ['html', (file) => gatherHtml([file])],
  ['compare', (file) => compareRuns([file], [file])],
  ['rejudge', (file) => rejudgeRuns([file])],
  ['gate', (file) => seeRuns([file])]
]

describe.each(READERS)('%s: what is no run log at all is one sentence', (_, read) => {
  test.each([
    ['folder', /it is a folder/],
    ['gzip', /compressed \(gzip\)/],
    ['utf16', /UTF-16/],
    ['pipe', /a pipe or a device/],
    ['/dev/zero', /a pipe or a device/],
    ['nowhere', /no such file/]
  ])('%s', async (name, says) => {
    const file = name.startsWith('/') ? name : at(name)
    const error = await read(file).then(
      () => undefined,
      (thrown: unknown) => thrown
    )
    expect(error instanceof UnreadableLog || error instanceof ExpectationError).toBe(true)
    expect((error as Error).message).toMatch(says)
    expect((error as Error).message).not.toContain('\n')
  })
})

describe('what reads as a run log all the same', () => {
  test('a byte order mark, line ends of another system, and millions of empty lines', async () => {
    const file = at('ends')
    writeFileSync(file, `\ufeff${text.replaceAll('\n', '\r\n')}\r\n${'\n'.repeat(2_000_000)}`)
    const { problemCount, targets } = await gather([file])
    expect([problemCount, targets[0]?.tally.MUST.violates]).toEqual([0, 1])
    expect((await gatherHtml([file])).files[0]?.problemCount).toBe(0)
  })

  test('NULs are one line that cannot be used', async () => {
    const file = at('nul')
    const [first = '', ...rest] = text.split('\n')
    writeFileSync(file, [first, '\0'.repeat(100_000), ...rest].join('\n'))
    const { problems, targets } = await gather([file])
    expect(problems.map(({ number }) => number)).toEqual([2])
    expect(targets[0]?.tally.MUST.violates).toBe(1)
  })

  test('a verdict before its target is told of is named, and counts', async () => {
    const lines = [runLine(), verdictLine(), targetLine(), endLine()]
    const file = writeLog(at('early'), lines)
    const { problems } = await gather([file])
    expect(problems).toMatchObject([
      { number: 2, problem: expect.stringMatching(/no line before it/) as unknown }
    ])
    expect((await gatherHtml([file])).files[0]?.problems).toMatchObject([{ number: 2 }])
  })

  test('names of what objects inherit', async () => {
    const names = ['__proto__', 'constructor', 'toString']
    const file = writeLog(
      at('proto'),
      runOf(names.map((id) => verdictLine({ case: id, requirements: [id] })))
    )
    expect((await gather([file])).targets[0]?.tally.MUST.violates).toBe(3)
    const { same } = await compareRuns([file], [file])
    expect(same).toBe(3)
  })

  test('a shard of a number of shards that nobody has: named up to a bound', async () => {
    const shard = { index: 7, of: 1_000_000_000_000, cases: 1e15, selection: 'x' }
    const file = writeLog(at('shards'), runOf([verdictLine()], { shard }))
    const { seen } = await seeRuns([file])
    expect(seen[0]?.missingShards).toHaveLength(21)
  })

  test('runs that were killed before they came to anything keep the gate from holding', async () => {
    const bare = writeLog(at('bare'), [runLine()])
    expect((await seeRuns([bare])).unread).toEqual([expect.stringMatching(/bare:1: .*tells of no target/)])
    const silent = writeLog(at('silent'), [runLine(), targetLine(), endLine()])
    expect((await seeRuns([silent])).seen[0]?.missing).toEqual([expect.stringMatching(/no verdict/)])
  })
})
