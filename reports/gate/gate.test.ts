import { describe, expect, test } from '@jest/globals'
import type { LogLine } from '../../lab/log-line.ts'
import type { GateFinding } from './finding.ts'
import { gate } from './gate.ts'
import type { Seen } from './outcome.ts'
import { POLICY } from './policy.ts'
import { readExpectations } from './read-expectations.ts'
import { roundsOf } from './rounds.ts'
import { RunParts } from './run-part.ts'
import { runInMemory, serverWith, SOME_CASES } from './testing/run-in-memory.ts'
import { updateExpectations } from './update-expectations.ts'

const TODAY = '2026-11-25'
const options = { policy: POLICY, today: TODAY }

function seenIn(...runs: readonly (readonly LogLine[])[]): readonly Seen[] {
  const parts = new RunParts()
  for (const run of runs) {
    for (const line of run) parts.take(line)
    parts.leave()
  }
  return roundsOf(parts.parts)
}

const parse = (text: string) => readExpectations(text, 'zyphos.expect.yaml').expectations
const told = (findings: readonly GateFinding[]) =>
  findings
    .filter(({ kind, severity }) => severity !== 'ignore' || kind === 'known')
    .map(({ kind, severity, case: id }) => `${severity} ${kind} ${id}`)

const OVERSIZE = 'http2/data-beyond-max-frame-size'
const IDLE = 'http2/data-on-idle-stream'
/** Two known violations: what a maintainer has to begin with. */
const twoKnown = serverWith({ frameTooLarge: 'ignored', dataOnIdleStream: 'ignored' })
const baseline = `version: 1
targets:
  server:
    ${OVERSIZE}:
      verdict: violates
      signature: answered
      reason: Buffers are fixed in 3.0.
      owner: ada
    ${IDLE}:
      verdict: violates
      signature: answered
      reason: Idle streams are not kept apart yet.
      owner: ada
`

describe('a server with known violations', () => {
  test('holds', async () => {
    const result = gate(seenIn(await runInMemory(twoKnown)), parse(baseline), options)
    expect(told(result.findings)).toEqual([`ignore known ${OVERSIZE}`, `ignore known ${IDLE}`])
    expect(result.holds).toBe(true)
  })

  test('that gets one rule worse fails, and the rule is named', async () => {
    const worse = serverWith({
      frameTooLarge: 'ignored',
      dataOnIdleStream: 'ignored',
      clientPreface: 'ignored'
    })
    const result = gate(seenIn(await runInMemory(worse)), parse(baseline), options)
    expect(result.holds).toBe(false)
    expect(result.findings.filter(({ severity }) => severity === 'fail')).toMatchObject([
      {
        kind: 'new violation',
        case: 'http2/preface-with-wrong-first-octet',
        message: expect.stringMatching(/^no line expects it: violates \(.+\)\.$/)
      }
    ])
  })

  test('that gets one rule better is an unexpected pass', async () => {
    const better = serverWith({ dataOnIdleStream: 'ignored' })
    const result = gate(seenIn(await runInMemory(better)), parse(baseline), options)
    expect(result.holds).toBe(false)
    expect(result.findings.filter(({ severity }) => severity === 'fail')).toMatchObject([
      {
        kind: 'unexpected pass',
        case: OVERSIZE,
        message: 'zyphos.expect.yaml:4: it conforms now; remove the line.'
      }
    ])
  })

  test('that violates in another way is told apart', async () => {
    const other = serverWith({ frameTooLarge: 'ignored', dataOnIdleStream: 'streamError' })
    const result = gate(seenIn(await runInMemory(other)), parse(baseline), options)
    expect(result.holds).toBe(false)
    expect(result.findings.filter(({ severity }) => severity === 'fail')).toMatchObject([
      {
        kind: 'other signature',
        case: IDLE,
        message: 'zyphos.expect.yaml:9: it violates in another way: RST_STREAM PROTOCOL_ERROR, not answered.'
      }
    ])
  })

  test('whose line has expired fails', async () => {
    const seen = seenIn(await runInMemory(twoKnown))
    const until = (day: string) =>
      gate(seen, parse(baseline.replace('owner: ada\n', `owner: ada\n      expires: ${day}\n`)), options)
    expect(until(TODAY).holds).toBe(true)
    const late = until('2026-11-24')
    expect(late.holds).toBe(false)
    expect(late.findings.filter(({ severity }) => severity === 'fail')).toMatchObject([
      {
        kind: 'expired line',
        message: 'zyphos.expect.yaml:4: it held until 2026-11-24: Buffers are fixed in 3.0.'
      }
    ])
  })

  test.each([
    [
      'does not exist',
      'http2/data-beyond-max-frame-sise',
      `there is no such case. Did you mean ${OVERSIZE}?`
    ],
    ['was not run', 'http2/settings-on-stream-1', 'it was not run.']
  ])('with a line whose case %s: stale', async (_, id, message) => {
    const text = baseline.replace(`${IDLE}:`, `${id}:`)
    const server = serverWith({ frameTooLarge: 'ignored' })
    const result = gate(seenIn(await runInMemory(server)), parse(text), options)
    expect(result.findings.filter(({ severity }) => severity === 'fail')).toMatchObject([
      { kind: 'stale line', case: id, message: `zyphos.expect.yaml:9: ${message}` }
    ])
  })

  test('with a line whose case is unsupported now: stale', async () => {
    const lines = await runInMemory(twoKnown)
    const unsupported = lines.map((line): LogLine => {
      if (line.type !== 'verdict' || line.case !== IDLE) return line
      return { ...line, verdict: 'unsupported', reason: 'needs tls' }
    })
    const result = gate(seenIn(unsupported), parse(baseline), options)
    expect(result.findings.filter(({ severity }) => severity === 'fail')).toMatchObject([
      { kind: 'stale line', case: IDLE, message: 'zyphos.expect.yaml:9: it is unsupported now: needs tls.' }
    ])
  })

  test('lines of what was not asked for say nothing', async () => {
    const seen = seenIn(await runInMemory(twoKnown, [OVERSIZE]))
    expect(gate(seen, parse(baseline), options).holds).toBe(false)
    expect(gate(seen, parse(baseline), { ...options, partial: true }).holds).toBe(true)
  })

  test('a SHOULD warns, unless it is to fail', async () => {
    const lines = (await runInMemory(twoKnown)).map((line): LogLine =>
      line.type === 'verdict' && line.case === IDLE ? { ...line, level: 'SHOULD NOT' } : line
    )
    const one = parse(baseline.slice(0, baseline.indexOf(`    ${IDLE}`)))
    const lax = gate(seenIn(lines), one, options)
    expect(told(lax.findings)).toContain(`warn new violation ${IDLE}`)
    expect(lax.holds).toBe(true)
    expect(gate(seenIn(lines), one, { ...options, policy: { ...POLICY, SHOULD: 'fail' } }).holds).toBe(false)
  })
})

describe('a server that does otherwise on every other connection', () => {
  const flips = serverWith({}, { frameTooLarge: 'ignored' })
  const rounds = async () => {
    let before = 0
    const next = (): Promise<LogLine[]> => {
      const from = before++
      return runInMemory((connection) => flips(connection + from))
    }
    return seenIn(await next(), await next(), await next())
  }

  test('is named, and fails', async () => {
    const result = gate(await rounds(), undefined, options)
    expect(result.holds).toBe(false)
    const [flaky] = result.findings.filter(({ severity }) => severity === 'fail')
    expect(flaky).toMatchObject({ kind: 'flaky', case: OVERSIZE })
    expect(flaky?.message).toMatch(/^it came out differently: .+ of 3 times, .+ of 3\.$/)
  })

  test('is flaky where its line says that it violates; a line that says flaky holds', async () => {
    const text = baseline.slice(0, baseline.indexOf(`    ${IDLE}`))
    const seen = await rounds()
    expect(told(gate(seen, parse(text), options).findings)).toContain(`fail flaky ${OVERSIZE}`)
    const known = text.replace('verdict: violates\n      signature: answered', 'verdict: flaky')
    expect(gate(seen, parse(known), options).holds).toBe(true)
  })
})

test('a run that broke off, or that holds nothing judged, does not hold', async () => {
  const lines = await runInMemory(twoKnown)
  const cut = gate(seenIn(lines.slice(0, -1)), parse(baseline), options)
  expect(cut.missing).toEqual([
    expect.stringMatching(/^The run against server of .+ is not complete \(it broke off\)\.$/)
  ])
  expect(cut.holds).toBe(false)
  const nothing = lines.filter((line) => line.type !== 'verdict')
  expect(gate(seenIn(nothing), undefined, options).holds).toBe(false)
})

test('shards are one round; one that is missing is named', async () => {
  const shard = async (index: number, ids: readonly string[]): Promise<LogLine[]> =>
    (await runInMemory(twoKnown, ids)).map((line) =>
      line.type === 'run' ? { ...line, shard: { index, of: 2, cases: 6, selection: 'x' } } : line
    )
  const [one, two] = [await shard(1, SOME_CASES.slice(0, 3)), await shard(2, SOME_CASES.slice(3))]
  const whole = gate(seenIn(one, two), parse(baseline), options)
  expect(seenIn(one, two)[0]?.rounds).toBe(1)
  expect(whole.holds).toBe(true)
  expect(gate(seenIn(two), parse(baseline), options).missing).toEqual([
    'Shard 1/2 of the run against server is missing.'
  ])
  expect(gate(seenIn(two), parse(baseline), { ...options, partial: true }).holds).toBe(true)
})

describe('--update-expectations', () => {
  test('writes what there is, marked until somebody explains it', async () => {
    const seen = seenIn(await runInMemory(twoKnown))
    const { text, added } = updateExpectations(seen, undefined, options)
    expect(added).toEqual(expect.arrayContaining([OVERSIZE, IDLE]))
    const result = gate(seen, parse(text), options)
    expect(told(result.findings)).toEqual([
      `ignore known ${OVERSIZE}`,
      `ignore known ${IDLE}`,
      `warn unexplained line ${OVERSIZE}`,
      `warn unexplained line ${IDLE}`
    ])
    expect(updateExpectations(seen, { text, expectations: parse(text) }, options).text).toBe(text)
  })

  test('keeps what stays, with its reason, owner and comments; what passes goes', async () => {
    const commented = baseline
      .replace('version: 1', '# Ours.\nversion: 1')
      .replace(`    ${IDLE}`, `    # See the plan.\n    ${IDLE}`)
      .concat(
        '  # Another one.\n  other:\n    # Untouched.\n    http2/ping-of-7-octets: { verdict: flaky, reason: r, owner: o }\n'
      )
    const better = seenIn(
      await runInMemory(serverWith({ dataOnIdleStream: 'ignored', clientPreface: 'ignored' }))
    )
    const update = updateExpectations(better, { text: commented, expectations: parse(commented) }, options)
    expect(update).toMatchObject({
      removed: [OVERSIZE],
      added: ['http2/preface-with-wrong-first-octet'],
      changed: []
    })
    expect(update.text).toBe(`# Ours.
version: 1
targets:
  server:
    # See the plan.
    ${IDLE}:
      verdict: violates
      signature: answered
      reason: Idle streams are not kept apart yet.
      owner: ada
    http2/preface-with-wrong-first-octet:
      verdict: violates
      signature: ${parse(update.text).targets.get('server')?.cases[1]?.signature}
      reason: "TODO: say why"
      owner: TODO
  # Another one.
  other:
    # Untouched.
    http2/ping-of-7-octets: { verdict: flaky, reason: r, owner: o }
`)
  })

  test('another signature is written down, and its reason is to be looked at again', async () => {
    const seen = seenIn(
      await runInMemory(serverWith({ frameTooLarge: 'ignored', dataOnIdleStream: 'streamError' }))
    )
    const update = updateExpectations(seen, { text: baseline, expectations: parse(baseline) }, options)
    expect(update.changed).toEqual([IDLE])
    expect(parse(update.text).targets.get('server')?.cases[1]).toMatchObject({
      signature: 'RST_STREAM PROTOCOL_ERROR',
      reason: 'TODO: it fails in another way; was: Idle streams are not kept apart yet.',
      owner: 'ada'
    })
  })
})
