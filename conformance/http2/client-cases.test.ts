import { describe, expect, test } from '@jest/globals'
import type { Errand } from '../../lab/clients/driver.ts'
import { referenceClient } from '../../lab/clients/reference.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Saboteur } from '../../lab/saboteurs/saboteur.ts'
import { sabotagedClient } from '../../lab/saboteurs/sabotaged-client.ts'
import { http2ClientSaboteurs } from '../../lab/saboteurs/http2-client-saboteurs.ts'
import { playClientCase } from '../laws/play-client-case.ts'
import { playReferenceClient } from '../laws/reference-client.ts'
import { clientCases } from './client-cases.ts'

const named = (id: string): Http2Case => {
  const found = clientCases.find((one) => one.id === `http2/client/${id}`)
  if (found === undefined) throw new Error(`There is no case ${id}.`)
  return found
}
const saboteur = (name: string): Saboteur => {
  const found = http2ClientSaboteurs.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no saboteur ${name}.`)
  return found
}

describe('the cases against clients', () => {
  test('have each id once', () => {
    expect(new Set(clientCases.map(({ id }) => id)).size).toBe(clientCases.length)
  })

  test.each([
    ['settings-ack-with-payload', { settingsAckLength: 'ignored' }],
    ['ping-with-7-octets', { pingLength: 'ignored' }],
    ['response-without-status', { statusPresent: 'ignored' }],
    ['ping-unanswered', { pingAnswered: 'omitted' }],
    ['last-of-repeated-settings', { settingsInOrder: 'firstWins' }]
  ] as const)('%s is violated by a client that reads that rule otherwise', (id, rules) => {
    expect(playReferenceClient(named(id), rules).finding.verdict).toBe('violates')
  })

  test('a client that gives its request a priority by both schemes conforms', () => {
    const one = named('one-priority-scheme-before-settings')
    const fields = [{ name: 'priority', value: 'u=1' }]
    const both = (errand: Errand) =>
      sabotagedClient(saboteur('says PRIORITY with every request'), referenceClient({ ...errand, fields }))
    expect(playClientCase(one, both).finding.verdict).toBe('conforms')
  })
})
