import { afterAll, describe, expect, test } from '@jest/globals'
import { http2Server } from '../conformance/http2/server-suite.ts'
import { hostileHttp2Servers, type HostileServer } from '../lab/hostile/http2-servers.ts'
import type { LogLine } from '../lab/log-line.ts'
import type { Deadlines } from '../lab/patience.ts'
import { runSuite } from '../lab/run/run-suite.ts'
import { serverTarget } from '../lab/server-target.ts'
import { TargetFailed } from '../lab/suite.ts'

/** Silence is to cost little here; whether a slow answer is waited for is tested elsewhere. */
const DEADLINES: Deadlines = { answer: 120, quiet: 30, own: 150 }

/** Some of each kind: offences, one that holds a stream, a flood, one with several connections. */
const SELECTED = new Set([
  'http2/settings-ack-with-payload',
  'http2/settings-on-stream-1',
  'http2/data-after-end-stream',
  'http2/stalled-responses',
  'http2/string-length-near-2-to-the-31',
  'http2/reset-in-field-block'
])
const cases = http2Server.cases.filter(({ id }) => SELECTED.has(id))
const suite = { ...http2Server, cases: [...cases, ...sentinels()] }

function sentinels() {
  return http2Server.cases.filter(({ id }) => http2Server.sentinels.includes(id) && !SELECTED.has(id))
}

type Ending = { readonly lines: readonly LogLine[]; readonly failed: string | undefined }

/** Runs the selected cases against a hostile server; throws only what the lab itself does wrong. */
async function run(hostile: HostileServer): Promise<Ending> {
  const running = await hostile.start()
  const lines: LogLine[] = []
  try {
    const scheme = hostile.tls === true ? 'https' : 'http'
    const target = serverTarget(new URL(`${scheme}://127.0.0.1:${running.port}/`))
    await runSuite(suite, target, { cases, deadlines: DEADLINES, emit: (line) => lines.push(line) })
    return { lines, failed: undefined }
  } catch (error) {
    if (error instanceof TargetFailed) return { lines, failed: error.message }
    throw error
  } finally {
    await running.stop()
  }
}

/** C0 and C1 controls and DEL: what could move a terminal's cursor. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

const before = process.memoryUsage().rss

describe('a hostile server', () => {
  test.each(hostileHttp2Servers.map((one) => [`${one.name}: ${one.does}`, one] as const))(
    '%s',
    async (_, hostile) => {
      const { lines, failed } = await run(hostile)
      if (failed !== undefined) {
        expect(failed).toMatch(/^[^\n]+\.$/)
        expect(failed).not.toMatch(CONTROL)
        expect(lines).toEqual([])
        return
      }
      const end = lines.at(-1)
      expect(end?.type).toBe('end')
      const verdicts = lines.filter((line) => line.type === 'verdict')
      for (const { case: id, verdict, manner, reason } of verdicts) {
        // A server that dies right behind an offence cannot be told from one that closes because of it.
        if (hostile.name !== 'dies' || manner !== 'close only')
          expect({ id, verdict, reason }).not.toMatchObject({ verdict: 'conforms' })
        expect(reason).not.toMatch(CONTROL)
      }
      if (end?.type === 'end' && end.reason === 'complete')
        expect(new Set(verdicts.map(({ case: id }) => id))).toEqual(
          expect.objectContaining(new Set(cases.map(({ id }) => id)))
        )
      // The log can be written: a line is one line, whatever the target said.
      for (const line of lines) expect(JSON.stringify(line)).not.toMatch(/[\u0000-\u001f]/)
    }
  )

  afterAll(() => {
    // A flood of 64 MiB is taken from each connection at most, and little of it is kept.
    expect(process.memoryUsage().rss - before).toBeLessThan(1.5e9)
  })
})
