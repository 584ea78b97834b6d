import { describe, expect, test } from '@jest/globals'
import { playInMemory } from '../../lab/exchange/memory.ts'
import { fragileServer, type Burden } from '../../lab/hostile/fragile-server.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { judgeCase, type Http2Case } from '../../lab/http2/judge-case.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import { pairDifference } from '../laws/pair.ts'
import { MEMORY_VALUES } from '../laws/play-case.ts'
import { referenceServer } from '../laws/reference.ts'
import { cases } from './10.5-denial-of-service.ts'

type Wears = (burdens: readonly Burden[]) => boolean

function exchange(script: Http2Case['control'], required: number, how: 'hangs' | 'dies', wears: Wears) {
  return playInMemory(fragileServer(referenceServer, how, wears), {
    script,
    dialect: http2Dialect,
    context: { side: 'client', values: MEMORY_VALUES },
    deadlines: deadlinesFor(1),
    required
  })
}

const floods = cases.filter(({ alone }) => alone === true)

describe('cases about floods', () => {
  test.each(cases.map((one) => [one.id, one] as const))(
    '%s: control and probe differ in one thing',
    (_, one) => {
      expect(pairDifference(one)).toMatchObject({ ok: true })
    }
  )

  describe.each(['hangs', 'dies'] as const)('are violated by a server that %s for all when', (how) => {
    test.each(floods.map((one) => [one.id, one] as const))('%s', (_, one) => {
      // It bears what the control brings up to where it differs from the probe, and not an octet or connection more.
      let borne: readonly Burden[] = []
      const notes: Wears = (burdens) => ((borne = burdens), false)
      exchange({ steps: one.control.steps.slice(0, one.mark + 1) }, Infinity, how, notes)
      const most = Math.max(...borne.map(({ octets }) => octets))
      const connections = borne.length
      const wears: Wears = (burdens) =>
        burdens.length > connections ||
        burdens.some(({ octets }) => octets > most) ||
        (UNFINISHED.has(one.id) && burdens.some(({ unfinished }) => unfinished))
      const control = exchange(one.control, Infinity, how, () => false)
      const finding = judgeCase(one, control, exchange(one.probe, one.mark, how, wears))
      expect(finding).toMatchObject({ verdict: 'violates', decidedIn: 'probe' })
    })
  })
})

/** Cases whose probe says less than the control. */
const UNFINISHED: ReadonlySet<string> = new Set(['http2/half-preface', 'http2/stalled-field-block'])
