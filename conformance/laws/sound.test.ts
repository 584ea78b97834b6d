import { describe, expect, test } from '@jest/globals'
import type { VerdictLine } from '../../lab/log-line.ts'
import type { Case } from '../../lab/case.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Suite } from '../../lab/suite.ts'
import type { PlayedCase } from './played-case.ts'
import { restore, traceLine } from '../../lab/run/stored.ts'
import { http1Server } from '../http1/server-suite.ts'
import { playHttp1ReferenceServer } from './http1-reference.ts'
import { http2Client } from '../http2/client-suite.ts'
import { http2Server } from '../http2/server-suite.ts'
import { playReferenceClient } from './reference-client.ts'
import { playReferenceServer } from './reference.ts'

/** Cases about something that the reference does not do, and the test that shows what happens where it is done. */
const UNDONE: readonly string[] = [
  // Our client gives its requests no priority: client-cases.test.ts.
  'http2/client/one-priority-scheme-before-settings'
]

interface Ground {
  readonly suite: Suite
  play(one: Case): PlayedCase
}

const grounds: readonly Ground[] = [
  { suite: http2Server as unknown as Suite, play: playReferenceServer },
  { suite: http2Client as unknown as Suite, play: (one: Http2Case) => playReferenceClient(one) },
  { suite: http1Server as unknown as Suite, play: playHttp1ReferenceServer }
]

describe.each(grounds)('sound and replay: our $suite.name $suite.role in memory', ({ suite, play }) => {
  const cases = suite.cases.filter(({ id, needs }) => !needs.includes('tls') && !UNDONE.includes(id))
  const played = cases.map((one) => ({ one, ...play(one) }))

  test('conforms to every case', () => {
    const other = played
      .filter(({ finding }) => finding.verdict !== 'conforms')
      .map(({ one, finding }) => `${one.id}: ${finding.verdict}: ${finding.reason} (${finding.decidedIn})`)
    expect(other).toEqual([])
  })

  test('keeps every invariant in every exchange', () => {
    const broken: Pick<VerdictLine, 'case' | 'reason'>[] = []
    for (const { one, control, probe } of played)
      for (const invariant of suite.invariants)
        for (const trace of [control, probe]) {
          const found = invariant.judge(trace).broken
          if (found !== undefined) broken.push({ case: `${invariant.id} at ${one.id}`, reason: found.reason })
        }
    expect(broken).toEqual([])
  })

  test('every stored trace judges to the same verdict', () => {
    for (const { one, control, probe, finding } of played) {
      const again = (part: 'control' | 'probe', trace: typeof control) =>
        restore(
          JSON.parse(JSON.stringify(traceLine(one.id, 'reference', part, 0, trace))) as ReturnType<
            typeof traceLine
          >
        )
      expect({
        id: one.id,
        ...suite.judge(one, again('control', control), again('probe', probe))
      }).toEqual({ id: one.id, ...finding })
    }
  })
})
