import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Http2Rules } from '../../impl/http2/rules.ts'
import type { RuleSet } from '../../impl/rules.ts'
import { zyphos } from '../zyphos.ts'
import { startServerWith, type TestingServer } from './testing-server.ts'

const OVERSIZE = 'http2/data-beyond-max-frame-size'
const IDLE = 'http2/data-on-idle-stream'
const PREFACE = 'http2/preface-with-wrong-first-octet'
const CASES = ['--case', [OVERSIZE, IDLE, PREFACE].join(',')]

let folder: string
let file: string
const servers: TestingServer[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-gate-'))
  file = join(folder, 'zyphos.expect.yaml')
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...words: string[]) {
  const text = { out: '', err: '' }
  const stream = (name: 'out' | 'err') =>
    new Writable({
      write(piece: Buffer, _, done) {
        text[name] += piece.toString()
        done()
      }
    })
  const exit = await zyphos(words, { out: stream('out'), err: stream('err'), env: {} })
  return { exit, ...text }
}

let logs = 0
async function conform(rules: readonly RuleSet<Http2Rules>[], ...words: string[]) {
  const server = await startServerWith(...rules)
  servers.push(server)
  const log = join(folder, `run-${++logs}.jsonl`)
  const common = ['--name', 'mine', '--upload', '/upload', '--log', log, '--quiet', ...CASES]
  return { log, ...(await run('conformance', 'http2', server.url, ...common, ...words)) }
}

const KNOWN: RuleSet<Http2Rules> = { frameTooLarge: 'ignored', dataOnIdleStream: 'ignored' }

describe('a server, held to what is known of it', () => {
  test('the file is written, explained by a person, and holds', async () => {
    const written = await conform([KNOWN], '--expectations', file, '--update-expectations')
    expect(written.out).toContain(`${file}: lines: 2 added.`)
    expect(written.out).toContain(
      `unexplained Write why these are put up with, and who sees to them:\n  ${file}:7 ${OVERSIZE}\n`
    )
    expect(written.exit).toBe(0)
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replaceAll('reason: "TODO: say why"', 'reason: Known since 1.0.')
        .replaceAll('owner: TODO', 'owner: ada')
    )
    const held = await conform([KNOWN], '--expectations', file)
    expect(held.out).toMatch(/The gate holds: 0 failing, 0 to look at, 2 known\.\n$/)
    expect(held.exit).toBe(0)
    expect((await run('gate', held.log, '--expectations', file, '--partial')).exit).toBe(0)
  })

  test('one rule worse: fails, and names it', async () => {
    const { exit, out, log } = await conform([{ ...KNOWN, clientPreface: 'ignored' }], '--expectations', file)
    expect(out).toMatch(new RegExp(`^new violation ${PREFACE}: no line expects it: violates `, 'm'))
    expect(out).toMatch(/The gate does not hold: 1 failing, 0 to look at, 2 known\.\n$/)
    expect(exit).toBe(1)
    const offline = await run('gate', log, '--expectations', file, '--partial')
    expect(offline.out).toBe(out.slice(out.indexOf('new violation')))
    expect(offline.exit).toBe(1)
  })

  test('one rule better: an unexpected pass', async () => {
    const { exit, out } = await conform([{ dataOnIdleStream: 'ignored' }], '--expectations', file)
    expect(out).toMatch(
      new RegExp(`^unexpected pass ${OVERSIZE}: .+:7: it conforms now; remove the line\\.`, 'm')
    )
    expect(exit).toBe(1)
  })

  test('another signature', async () => {
    const { exit, out } = await conform(
      [{ ...KNOWN, dataOnIdleStream: 'streamError' }],
      '--expectations',
      file
    )
    expect(out).toMatch(
      new RegExp(`^other signature ${IDLE}: .+: RST_STREAM PROTOCOL_ERROR, not answered`, 'm')
    )
    expect(exit).toBe(1)
  })

  test('a server that takes every other connection otherwise is named flaky', async () => {
    const once = await conform(
      [KNOWN, { dataOnIdleStream: 'ignored' }],
      '--repeat',
      '4',
      '--expectations',
      file
    )
    expect(once.out).toMatch(new RegExp(`^flaky ${OVERSIZE}: .+: it came out differently: .+ of 4`, 'm'))
    expect(once.out).not.toMatch(`flaky ${IDLE}`)
    expect(once.out).toMatch(/in 4 rounds\.\n$/)
    expect(once.exit).toBe(1)
    expect(existsSync(once.log.replace('.jsonl', '.4.jsonl'))).toBe(true)
    const alone = await conform([KNOWN, {}], '--repeat', '4')
    expect(alone.out).toMatch(new RegExp(`^flaky ${OVERSIZE}: it came out differently: `, 'm'))
  })

  test('a whole run against lines that it has no case for', async () => {
    const stale = readFileSync(file, 'utf8').replace(`${IDLE}:`, 'http2/data-on-idle-steam:')
    const other = join(folder, 'stale.yaml')
    writeFileSync(other, stale)
    const { exit, out } = await conform([{ frameTooLarge: 'ignored' }], '--expectations', other)
    expect(out).toMatch(
      /^stale line http2\/data-on-idle-steam: .+:\d+: there is no such case\. Did you mean http2\/data-on-idle-stream\?$/m
    )
    expect(exit).toBe(1)
  })
})

describe('the gate of run logs', () => {
  test('a shard of the cases is held for itself, and all together', async () => {
    const shards = []
    for (const shard of ['1/2', '2/2']) {
      const ran = await conform([KNOWN], '--shard', shard, '--expectations', file)
      expect(ran.out).toMatch(/The gate holds: 0 failing/)
      expect(ran.exit).toBe(0)
      shards.push(ran.log)
    }
    const one = await run('gate', shards[0] ?? '', '--expectations', file)
    expect(one.out).toMatch(/^missing Shard 2\/2 of the run against mine is missing\.$/m)
    expect(one.exit).toBe(3)
    const both = await run('gate', ...shards, '--expectations', file)
    expect(both.out).toMatch(/The gate holds: 0 failing, 0 to look at, 2 known\.\n$/)
    expect(both.exit).toBe(0)
  })

  test('as JSON and as Markdown', async () => {
    const { log } = await conform([{ ...KNOWN, clientPreface: 'ignored' }])
    const json = await run('gate', log, '--expectations', file, '--partial', '--json')
    expect(
      json.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { kind: string }).kind)
    ).toContain('new violation')
    const markdown = await run('gate', log, '--expectations', file, '--partial', '--markdown')
    expect(markdown.out).toContain('### ❌ The gate does not hold')
    expect(markdown.exit).toBe(1)
  })

  test('a name that the file does not have is told', async () => {
    const { log } = await conform([KNOWN], '--name', 'mime')
    const { out } = await run('gate', log, '--expectations', file, '--partial')
    expect(out).toContain(`${file} expects nothing of mime. Did you mean mine? A target is named by --name.`)
  })

  test('a log that was cut off does not hold: exit status 3, and nothing is written', async () => {
    const { log } = await conform([KNOWN])
    const cut = join(folder, 'cut.jsonl')
    writeFileSync(cut, readFileSync(log, 'utf8').slice(0, -40))
    const before = readFileSync(file, 'utf8')
    const { exit, out } = await run('gate', cut, '--expectations', file, '--partial', '--update-expectations')
    expect(out).toMatch(/^missing .+cut\.jsonl:\d+: the line is not JSON/m)
    expect(exit).toBe(3)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test.each([
    [['gate'], /runs/],
    [['gate', 'nothing.jsonl'], /The run log nothing\.jsonl cannot be read: there is no such file\./],
    [['gate', 'package.json'], /package\.json is no run log/],
    [
      ['gate', 'a', '--expectations', 'nothing.yaml'],
      /no expectation file nothing\.yaml; --update-expectations writes it/
    ],
    [['gate', 'a', '--expectations', 'package.json'], /package\.json:\d+: there is no member name/],
    [['gate', 'a', '--config', 'nothing.ts'], /The configuration nothing\.ts cannot be read \(ENOENT\)\./],
    [['gate', 'a', '--update-expectations'], /needs --expectations FILE/],
    [['conformance', 'http2', '--repeat', '0'], /--repeat takes a number from 1 to 99, not 0\./],
    [
      ['conformance', 'http2', '--expectations', 'package.json', '--update-expectations'],
      /package\.json:\d+: /
    ],
    [['conformance', 'http2', '--name', ' '], /--name takes a name/],
    [
      ['serve', 'http2', '--rule', 'frameTooLrge=ignored'],
      /no rule frameTooLrge\. Did you mean frameTooLarge\?/
    ],
    [['serve', 'http2', '--rule', 'frameTooLarge=ignord'], /no reading ignord\. Did you mean ignored\?/]
  ])('%j: one sentence, exit status 2', async (words, message) => {
    const { exit, out, err } = await run(...words)
    expect(err).toMatch(/^zyphos: [^\n]+\n$/)
    expect(err).toMatch(message)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
  })
})
