import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LogLine } from '../log-line.ts'
import { restore, traceLine } from '../run/stored.ts'
import type { Entry } from '../trace.ts'
import { jsonLine } from './json-line.ts'
import { parseLine, readLog, type ReadLine } from './reader.ts'
import { openLog } from './writer.ts'

const schema = JSON.parse(readFileSync('docs/run-log.schema.json', 'utf8')) as object
const ajv = new Ajv({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  strictTypes: false
})
const valid = ajv.compile(schema)

const base = { at: 1.5, on: 'main', step: 2 }
const entries: Entry[] = [
  {
    ...base,
    kind: 'open',
    tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', alpn: 'h2', keyLog: ['a b c'] },
    local: { address: '127.0.0.1', port: 50000 },
    remote: { address: '::1', port: 443 }
  },
  { ...base, kind: 'sent', octets: Uint8Array.of(0, 255, 10), auto: true },
  { ...base, kind: 'received', octets: new Uint8Array(0) },
  { ...base, kind: 'record', by: 'target', octets: Uint8Array.of(22) },
  { ...base, kind: 'elided', by: 'target', length: 7, hash: 'ab' },
  { ...base, kind: 'unsent', length: 9 },
  { ...base, kind: 'met', waited: 3, patience: 'answer' },
  { ...base, kind: 'deadline', waited: 3, patience: 'own' },
  { ...base, kind: 'unresolved', reason: 'no' },
  { ...base, kind: 'refused', reason: 'no' },
  { ...base, kind: 'sample', resident: 1, cpu: 2 },
  { ...base, kind: 'exit', status: null, signal: 'SIGTERM' },
  { ...base, kind: 'rst', by: 'target', reason: 'ECONNRESET' },
  { ...base, kind: 'fin', by: 'lab' }
]
const counts = { conforms: 1, violates: 0, inconclusive: 0, unsupported: 0 }
const evidence = {
  control: 'c/control/0',
  probe: 'c/probe/0',
  decidedIn: 'probe',
  entries: [1],
  kinds: ['FIN']
} as const
const lines: LogLine[] = [
  {
    type: 'run',
    format: 2,
    tool: 'zyphos 1',
    suite: 'http2',
    role: 'server',
    cases: 1,
    started: '2026-01-01T00:00:00.000Z',
    id: 'a',
    judge: 'b',
    shard: { index: 1, of: 2, cases: 3, selection: 'c' },
    command: ['zyphos']
  },
  {
    type: 'target',
    target: 't',
    role: 'server',
    roundTrip: 1.25,
    offers: ['body'],
    lacks: { push: 'no' },
    values: { path: '/' }
  },
  traceLine('c', 't', 'probe', 0, { entries }),
  {
    type: 'verdict',
    case: 'c',
    target: 't',
    verdict: 'conforms',
    level: 'MUST NOT',
    requirements: ['rfc9113-6.5-4'],
    kind: 'offence',
    section: 'rfc9113 6.5',
    title: 'x',
    manner: 'exact',
    reason: 'esc \u001b[31m \u009b and \u202e',
    took: 3,
    fingerprint: 'f',
    evidence,
    attempts: [{ control: 'c/control/0', probe: 'c/probe/0' }],
    differing: [{ verdict: 'violates', reason: 'y', evidence }]
  },
  { type: 'end', reason: 'complete', counts, took: 12 }
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-log-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function all(file: string, longest?: number): Promise<ReadLine[]> {
  const read = []
  for await (const one of readLog(file, longest === undefined ? {} : { longest })) read.push(one)
  return read
}

describe('run log', () => {
  test('what is written is read again', async () => {
    const file = join(folder, 'deep', 'run.jsonl')
    const log = openLog(file)
    for (const line of lines) log.write(line)
    log.close()
    log.write(lines[0] as LogLine)
    expect(await all(file)).toEqual(lines.map((line, index) => ({ number: index + 1, line })))
  })

  test('a trace is the same after it was stored', () => {
    const stored = JSON.parse(jsonLine(traceLine('c', 't', 'probe', 0, { entries }))) as Parameters<
      typeof restore
    >[0]
    expect(restore(stored)).toEqual({ entries })
  })

  test('a trace of megabytes is read again', async () => {
    const file = join(folder, 'large.jsonl')
    const octets = new Uint8Array(9_000_001).fill(255)
    const line = traceLine('c', 't', 'probe', 0, { entries: [{ ...base, kind: 'sent', octets }] })
    const log = openLog(file)
    log.write(line)
    log.close()
    // Compared as text: a failure must not print megabytes.
    const [read] = await all(file)
    expect(read !== undefined && 'line' in read && jsonLine(read.line) === jsonLine(line)).toBe(true)
  })

  test('each line stands in the file as soon as it is written', () => {
    const file = join(folder, 'live.jsonl')
    const log = openLog(file)
    log.write(lines[0] as LogLine)
    expect(readFileSync(file, 'utf8')).toBe(`${jsonLine(lines[0])}\n`)
    log.close()
  })

  test('a line that was cut off is reported by its number, and the next run begins on a line of its own', async () => {
    const file = join(folder, 'killed.jsonl')
    writeFileSync(file, `${jsonLine(lines[0])}\n${jsonLine(lines[1]).slice(0, 20)}`)
    const log = openLog(file)
    log.write(lines[4] as LogLine)
    log.close()
    appendFileSync(file, '\n{"type":"other"}\n[]\nnull\n"x"\n')
    expect(await all(file)).toEqual([
      { number: 1, line: lines[0] },
      { number: 2, problem: expect.stringContaining('not JSON') },
      { number: 3, line: lines[4] },
      ...[5, 6, 7, 8].map((number) => ({ number, problem: expect.stringMatching(/type|object/) }))
    ])
  })

  test('a line that is too long is not collected', async () => {
    const file = join(folder, 'long.jsonl')
    writeFileSync(file, `${'x'.repeat(1_000_000)}\n${jsonLine(lines[0])}\n`)
    expect(await all(file, 10_000)).toEqual([
      { number: 1, problem: 'the line is longer than 10000 octets' },
      { number: 2, line: lines[0] }
    ])
  })

  test('a file that is there is not begun anew', () => {
    const file = join(folder, 'there.jsonl')
    writeFileSync(file, '')
    expect(() => openLog(file, { fresh: true })).toThrow(/EEXIST/)
  })

  test('nothing in a line steers a terminal', () => {
    const line = jsonLine(lines[3])
    expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028-\u202e]/)
    expect(JSON.parse(line)).toEqual(lines[3])
  })

  test('the schema describes every line', () => {
    for (const line of lines) {
      expect([valid(JSON.parse(jsonLine(line))), valid.errors]).toEqual([true, null])
    }
  })

  test('reader and schema refuse the same lines', () => {
    const disagreements = lines.flatMap((line) =>
      paths(JSON.parse(jsonLine(line))).flatMap((path) =>
        [undefined, null, 'text?', -1, 0.5, [], {}, true].flatMap((value) => {
          const changed = JSON.parse(jsonLine(line)) as unknown
          put(changed, path, value)
          const text = JSON.stringify(changed)
          const read = 'line' in parseLine(text)
          return read === valid(JSON.parse(text)) ? [] : [{ line: line.type, path, value, read }]
        })
      )
    )
    expect(disagreements).toEqual([])
  })

  test('the reader never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => 'problem' in parseLine(text)))
  })
})

type Path = readonly (string | number)[]

/** The places of all members below a value. */
function paths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...paths(inner, [...at, key])])
}

function put(value: unknown, path: Path, to: unknown): void {
  const [key, ...rest] = path
  if (key === undefined) return
  const holder = value as Record<string | number, unknown>
  if (rest.length > 0) return put(holder[key], rest, to)
  if (to === undefined) delete holder[key]
  else holder[key] = to
}
