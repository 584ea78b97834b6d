import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT, judgeVersion, ofSources } from '../../conformance/judge-version.ts'
import { LOG_FORMAT, type LogLine, type VerdictLine } from '../../lab/log-line.ts'
import { runInMemory, serverWith } from '../gate/testing/run-in-memory.ts'
import { writeFileWith } from '../sink.ts'
import { writeLog } from '../testing-log.ts'
import { rejudgeRuns } from './rejudge-runs.ts'

let folder: string
let lines: readonly LogLine[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-rejudge-'))
  lines = await runInMemory(serverWith({ frameTooLarge: 'ignored' }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const log = (of: readonly LogLine[]): string => writeLog(join(folder, `${files++}.jsonl`), of)
const verdictsOf = (of: readonly LogLine[]): VerdictLine[] => of.filter((line) => line.type === 'verdict')

/** The run with the verdict on one case changed. */
const withVerdict = (id: string, parts: (line: VerdictLine) => Partial<VerdictLine>): LogLine[] =>
  lines.map((line) => (line.type === 'verdict' && line.case === id ? { ...line, ...parts(line) } : line))

const CASE = 'http2/settings-ack-with-payload'

describe('a stored run, judged again', () => {
  test('by the same judge: nothing changed, and every verdict was judged', async () => {
    const result = await rejudgeRuns([log(lines)])
    expect(result.changed.kept).toEqual([])
    expect(result.kept.kept).toEqual([])
    expect(result.problems.count).toBe(0)
    expect(result.judged).toBe(verdictsOf(lines).length)
    expect(result.judged).toBeGreaterThan(6)
  })

  test('by a judge that comes to something else: the verdict is named, with what each said', async () => {
    const stored = withVerdict(CASE, () => ({ verdict: 'violates', reason: 'said an older judge' }))
    const { changed } = await rejudgeRuns([log(stored)])
    const now = verdictsOf(lines).find((line) => line.case === CASE)
    expect(changed.kept).toMatchObject([
      {
        target: 'server',
        case: CASE,
        old: { reason: 'said an older judge', signature: expect.stringMatching(/^violates/) as unknown },
        new: { reason: now?.reason, signature: expect.stringMatching(/^conforms/) as unknown }
      }
    ])
  })

  test('of traces that were otherwise: the verdict follows the octets', async () => {
    // The trace of the probe is given the entries of the control: what the target refused is not seen any more.
    const { evidence } = verdictsOf(lines).find((line) => line.case === CASE) as VerdictLine
    const control = lines.find((line) => line.type === 'trace' && line.id === evidence?.control)
    const stored = lines.map((line) =>
      line.type === 'trace' && line.id === evidence?.probe && control?.type === 'trace'
        ? { ...line, entries: control.entries }
        : line
    )
    const { changed } = await rejudgeRuns([log(stored)])
    expect(changed.kept.map((one) => one.case)).toContain(CASE)
  })

  test('whose case sends something else by now: it keeps its verdict, and says why', async () => {
    const { changed, kept } = await rejudgeRuns([log(withVerdict(CASE, () => ({ fingerprint: 'another' })))])
    expect(changed.count).toBe(0)
    expect(kept.kept).toEqual([{ target: 'server', case: CASE, why: 'the case was changed since' }])
  })

  test('without the case, without its traces', async () => {
    const gone = log(withVerdict(CASE, () => ({ case: 'http2/no-such-case' })))
    expect((await rejudgeRuns([gone])).kept.kept).toMatchObject([
      { case: 'http2/no-such-case', why: 'there is no such case any more' }
    ])
    const bare = log(lines.filter(({ type }) => type !== 'trace'))
    const { kept } = await rejudgeRuns([bare])
    expect(kept.kept).toContainEqual({ target: 'server', case: CASE, why: 'its traces are not in the log' })
  })

  test('of a suite that this program has not', async () => {
    const foreign = lines.map((line) => (line.type === 'run' ? { ...line, suite: 'gopher' } : line))
    const { judged, kept } = await rejudgeRuns([log(foreign)])
    expect(judged).toBe(0)
    expect(kept.kept[0]?.why).toBe('this program has no such suite')
  })

  test('of format 1: traces are found by their names, verdict and manner compared', async () => {
    const old = ofFormat1(lines)
    const result = await rejudgeRuns([log(old)])
    expect(result.changed.kept).toEqual([])
    expect(result.judged).toBeGreaterThan(3)
    expect(result.from).toEqual(['not noted'])
    const wrong = old.map((line) =>
      line.type === 'verdict' && line.case === CASE ? { ...line, verdict: 'violates' as const } : line
    )
    expect((await rejudgeRuns([log(wrong)])).changed.kept.map((one) => one.case)).toEqual([CASE])
  })

  test('is written with the new verdicts, counts, format and judge', async () => {
    const output = join(folder, 'out.jsonl')
    const stored = log(withVerdict(CASE, () => ({ verdict: 'violates' })))
    await writeFileWith(output, false, async (out) => {
      await rejudgeRuns([stored], out)
    })
    const written = readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LogLine)
    const verdictOf = (of: readonly LogLine[]) => verdictsOf(of).map((line) => [line.case, line.verdict])
    expect(verdictOf(written)).toEqual(verdictOf(lines))
    expect(written[0]).toMatchObject({ type: 'run', format: LOG_FORMAT, judge: judgeVersion() })
    expect(written.at(-1)).toMatchObject({ counts: (lines.at(-1) as { counts: object }).counts })
  })
})

/** As a program of format 1 wrote it: no identity, no kinds, a trace of its own for each control. */
function ofFormat1(of: readonly LogLine[]): LogLine[] {
  const traces = new Map(of.flatMap((line) => (line.type === 'trace' ? [[line.id, line] as const] : [])))
  return of.flatMap((line): LogLine[] => {
    switch (line.type) {
      case 'run': {
        const { type, tool, suite, role, cases, started } = line
        return [{ type, format: 1, tool, suite, role, cases, started }]
      }
      case 'trace':
        return []
      case 'verdict': {
        const { attempts = [], evidence, ...others } = line
        const rest: Record<string, unknown> = { ...others }
        for (const name of ['took', 'fingerprint', 'differing']) delete rest[name]
        if (line.kind === 'invariant') return []
        const pairs = attempts.length > 0 ? attempts : evidence === undefined ? [] : [evidence]
        const own = pairs.flatMap((pair, attempt) =>
          (['control', 'probe'] as const).flatMap((part) => {
            const trace = traces.get(pair[part] ?? '')
            return trace === undefined
              ? []
              : [{ ...trace, id: `${line.case}/${part}/${attempt}`, case: line.case, part, attempt }]
          })
        )
        if (evidence === undefined) return [rest as unknown as VerdictLine]
        const { decidedIn, entries } = evidence
        const named = { control: `${line.case}/control/0`, probe: `${line.case}/probe/0`, decidedIn, entries }
        return [...own, { ...rest, evidence: named } as unknown as VerdictLine]
      }
      case 'target':
      case 'end':
        return [line]
    }
  })
}

describe('the version of the judge', () => {
  test('is a digest of its sources, the same each time', () => {
    expect(ofSources()).toMatch(/^[0-9a-f]{12}$/)
    expect(ofSources()).toBe(ofSources())
  })

  test('in a checkout it is that of the sources, not of a build', () => {
    expect(existsSync(BUILT)).toBe(false)
    expect(judgeVersion()).toMatch(/^[0-9a-f]{12}$/)
  })
})
