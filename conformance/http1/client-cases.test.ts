import { describe, expect, test } from '@jest/globals'
import type { Errand } from '../../lab/clients/driver.ts'
import { http1ReferenceClient } from '../../lab/clients/reference-http1.ts'
import { playClientInMemory, type Subject } from '../../lab/exchange/memory-client.ts'
import type { Http1ClientCase } from '../../lab/http1/judge-client.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import { http1ClientRogues } from '../../lab/rogues/http1-client-rogues.ts'
import { restore, traceLine } from '../../lab/run/stored.ts'
import type { Trace } from '../../lab/trace.ts'
import { http1Client } from './client-suite.ts'

function played(one: Http1ClientCase, create: (errand: Errand) => Subject) {
  const play = (script: Http1ClientCase['control'], required: number): Trace =>
    playClientInMemory(create, {
      script,
      dialect: http1Client.dialect,
      context: { side: 'server', values: {} },
      deadlines: deadlinesFor(0),
      required
    })
  const control = play(one.control, Infinity)
  const probe = play(one.probe, one.mark)
  return { one, control, probe, finding: http1Client.judge(one, control, probe) }
}

const ours = http1Client.cases.map((one) =>
  played(one, (errand) => http1ReferenceClient({ ...errand, expects: one.needs.includes('expects') }))
)

describe('our HTTP/1 client in memory', () => {
  test('conforms to every case', () => {
    const other = ours.filter(({ finding }) => finding.verdict !== 'conforms')
    expect(other.map(({ one, finding }) => `${one.id}: ${finding.verdict}: ${finding.reason}`)).toEqual([])
  })

  test('keeps every invariant in every exchange', () => {
    const broken = ours.flatMap(({ one, control, probe }) =>
      http1Client.invariants.flatMap((invariant) =>
        [control, probe].flatMap((trace) => {
          const found = invariant.judge(trace).broken
          return found === undefined ? [] : [`${invariant.id} at ${one.id}: ${found.reason}`]
        })
      )
    )
    expect(broken).toEqual([])
  })

  test('every stored trace judges to the same verdict', () => {
    for (const { one, control, probe, finding } of ours) {
      const again = (part: 'control' | 'probe', trace: Trace): Trace =>
        restore(
          JSON.parse(JSON.stringify(traceLine(one.id, 'reference', part, 0, trace))) as ReturnType<
            typeof traceLine
          >
        )
      const judged = http1Client.judge(one, again('control', control), again('probe', probe))
      expect({ id: one.id, ...judged }).toEqual({ id: one.id, ...finding })
    }
  })
})

describe('no rogue scores', () => {
  test.each(http1ClientRogues.map((rogue) => [rogue.name, rogue] as const))('%s', (_, rogue) => {
    const verdicts = http1Client.cases.map((one) => played(one, (errand) => rogue.create(errand)))
    const refuses = verdicts.some(
      ({ one, finding }) => http1Client.sentinels.includes(one.id) && finding.verdict === 'conforms'
    )
    const scored = verdicts.filter(
      ({ one, finding }) => finding.verdict === 'conforms' && (one.kind === 'offence' || refuses)
    )
    expect(scored.map(({ one, finding }) => `${one.id}: ${finding.reason}`)).toEqual([])
  })
})

test('the sentinels are offences of the suite', () => {
  const offences = http1Client.cases.filter(({ kind }) => kind === 'offence').map(({ id }) => id)
  expect(http1Client.sentinels.filter((id) => !offences.includes(id))).toEqual([])
})
