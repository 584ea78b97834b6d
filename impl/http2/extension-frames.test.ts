import { expect, test } from '@jest/globals'
import { readAltSvc, writeAltSvc } from './altsvc.ts'
import { readOrigins, writeOrigins } from './origin.ts'
import { createPair } from './testing/pair.ts'

test('ALTSVC', () => {
  const altSvc = { origin: 'https://a.example', value: 'h2=":8443"; ma=60' }
  expect(readAltSvc(writeAltSvc(altSvc))).toEqual(altSvc)
  expect(readAltSvc(Uint8Array.of(0))).toBeUndefined()
  expect(readAltSvc(Uint8Array.of(0, 9, 1))).toBeUndefined()
})

test('ORIGIN', () => {
  expect(readOrigins(writeOrigins(['https://a.example', 'nonsense', 'https://b.example:8443', '']))).toEqual([
    'https://a.example',
    'https://b.example:8443'
  ])
  expect(readOrigins(Uint8Array.of(0, 5, 1))).toEqual([])
})

test('a server announces both, a client hears of them', () => {
  const heard: unknown[] = []
  const pair = createPair(
    { scheme: 'https', origins: ['https://b.example'], handler: (_, response) => response.send(200, []) },
    {
      scheme: 'https',
      origins: ['https://a.example'],
      onAltSvc: (altSvc) => heard.push(altSvc),
      onOrigin: (origins) => heard.push(origins)
    }
  )
  pair.server.altsvc({ origin: 'https://a.example', value: 'clear' })
  pair.settle()
  expect(heard).toEqual([['https://b.example'], { origin: 'https://a.example', value: 'clear' }])
  expect([...pair.client.originSet!]).toEqual(['https://a.example', 'https://b.example'])
})
