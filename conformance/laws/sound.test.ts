import { describe, expect, test } from '@jest/globals'
import type { VerdictLine } from '../../lab/log-line.ts'
import { restore, traceLine } from '../../lab/run/stored.ts'
import { http2Server } from '../http2/server-suite.ts'
import { playCase } from './play-case.ts'
import { referenceServer } from './reference.ts'
import { variantFor } from './variants.ts'

describe('sound and replay: our server in memory', () => {
  const cases = http2Server.cases.filter(({ needs }) => !needs.includes('tls'))
  const played = cases.map((one) => ({
    one,
    ...playCase(one, () => referenceServer({}, {}, variantFor(one)))
  }))

  test('conforms to every case', () => {
    const other = played
      .filter(({ finding }) => finding.verdict !== 'conforms')
      .map(({ one, finding }) => `${one.id}: ${finding.verdict}: ${finding.reason} (${finding.decidedIn})`)
    expect(other).toEqual([])
  })

  test('keeps every invariant in every exchange', () => {
    const broken: Pick<VerdictLine, 'case' | 'reason'>[] = []
    for (const { one, control, probe } of played)
      for (const invariant of http2Server.invariants)
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
        ...http2Server.judge(one, again('control', control), again('probe', probe))
      }).toEqual({ id: one.id, ...finding })
    }
  })
})
