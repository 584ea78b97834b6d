import { describe, expect, test } from '@jest/globals'
import type { Errand } from '../../lab/clients/driver.ts'
import { referenceClient, type ReferenceClientOptions } from '../../lab/clients/reference.ts'
import { playClientInMemory } from '../../lab/exchange/memory-client.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { judgeCase, type Http2Case } from '../../lab/http2/judge-case.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import type { Script } from '../../lab/script.ts'
import type { Criterion } from '../../lab/http2/criterion.ts'
import type { Message } from '../../lab/http2/message.ts'
import { pairDifference } from '../laws/pair.ts'
import { clientCases } from './client-cases.ts'

const deadlines = deadlinesFor(0)

function judged(one: Http2Case, options: ReferenceClientOptions = {}) {
  const push = one.needs.includes('push')
  const play = (script: Script<Message, Criterion>, required: number) =>
    playClientInMemory((errand: Errand) => referenceClient({ ...errand, push, ...options }), {
      script,
      dialect: http2Dialect,
      context: { side: 'server', values: {} },
      deadlines,
      required
    })
  return judgeCase(one, play(one.control, Infinity), play(one.probe, one.mark))
}

/** What our client in memory does not offer. */
const LACKING: readonly string[] = ['tls', 'small-table', 'small-window', 'priorities']
const possible = clientCases.filter(({ needs }) => !needs.some((need) => LACKING.includes(need)))
const named = (id: string): Http2Case => {
  const found = clientCases.find((one) => one.id === `http2/client/${id}`)
  if (found === undefined) throw new Error(`There is no case ${id}.`)
  return found
}

describe('the cases against clients', () => {
  test('have each id once', () => {
    expect(new Set(clientCases.map(({ id }) => id)).size).toBe(clientCases.length)
  })

  test('differ in one thing between control and probe', () => {
    expect(clientCases.filter((one) => !pairDifference(one).ok).map(({ id }) => id)).toEqual([])
  })

  test('are met by our client', () => {
    const found = possible.map((one) => ({ id: one.id, finding: judged(one) }))
    expect(
      found.filter(({ finding: { verdict } }) => verdict === 'violates' || verdict === 'inconclusive')
    ).toEqual([])
    // It makes several requests at once, so that three cases about later ones are not for it.
    expect(found.filter(({ finding }) => finding.verdict === 'unsupported').map(({ id }) => id)).toEqual([
      'http2/client/table-size-lowered',
      'http2/client/uncacheable-push-used-again',
      'http2/client/new-stream-after-goaway'
    ])
  }, 60_000)

  test.each([
    ['settings-ack-with-payload', { settingsAckLength: 'ignored' }],
    ['ping-with-7-octets', { pingLength: 'ignored' }],
    ['response-without-status', { statusPresent: 'ignored' }],
    ['ping-unanswered', { pingAnswered: 'omitted' }],
    ['last-of-repeated-settings', { settingsInOrder: 'firstWins' }]
  ] as const)('%s is violated by a client that reads that rule otherwise', (id, rules) => {
    expect(judged(named(id), { rules }).verdict).toBe('violates')
  })
})
