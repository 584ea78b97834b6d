import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Entry } from '../../../lab/trace.ts'
import { frameSpans } from './frame-spans.ts'
import { readWire } from './read-wire.ts'

const octets = fc.uint8Array({ maxLength: 64 })

test('every octet of a frame belongs to one part of it, whatever its type, flags and length', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.nat(16), fc.nat(255)),
      fc.nat(255),
      fc.boolean(),
      fc.nat(0x7fffffff),
      octets,
      (type, flags, reserved, stream, payload) => {
        const spans = frameSpans({ type, flags, reserved, stream, payload }, '')
        let at = 0
        for (const { from, to } of spans) {
          expect(from).toBe(at)
          at = to
        }
        expect(at).toBe(9 + payload.length)
      }
    )
  )
})

test('any trace can be read, of any suite, and what decided can be shown', () => {
  const base = { at: 1, on: 'main', step: 0 }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('sent', 'received'), octets)),
      fc.constantFrom('http2', 'other', 'constructor', '__proto__'),
      (said, suite) => {
        const entries = said.map(([kind, octets]) => ({ ...base, kind, octets }) as Entry)
        const events = readWire(suite, 'server', { entries })
        expect(events.every(({ entry }) => entry >= 0 && entry < entries.length)).toBe(true)
        expect(events.map(({ entry }) => entry)).toEqual(
          events.map(({ entry }) => entry).toSorted((a, b) => a - b)
        )
      }
    )
  )
})

test('records of TLS are shown by their content type', () => {
  const [event] = readWire('http2', 'server', {
    entries: [
      {
        at: 0,
        on: 'main',
        step: 0,
        kind: 'record',
        by: 'target',
        octets: Uint8Array.of(21, 3, 3, 0, 2, 2, 40)
      }
    ]
  })
  expect(event).toMatchObject({ name: 'TLS record', text: 'alert length=2', by: 'target' })
})
