import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { block } from './block.ts'
import { HpackDecoder } from './decoder.ts'
import { integerLength, writeInteger } from './integer.ts'
import { sizeUpdate } from './representation.ts'

test.each([
  ['RFC 7541, C.1.1', 10, 0x1f, [0x0a]],
  ['RFC 7541, C.1.2', 1337, 0x1f, [0x1f, 0x9a, 0x0a]],
  ['RFC 7541, C.1.3', 42, 0xff, [0x2a]],
  ['one less than the prefix holds', 30, 0x1f, [0x1e]],
  ['the prefix all ones', 31, 0x1f, [0x1f, 0x00]],
  ['the largest setting', 2 ** 32 - 1, 0x7f, [0x7f, 0x80, 0xff, 0xff, 0xff, 0x0f]]
])('%s', (_, value, full, octets) => {
  const target = new Uint8Array(10)
  expect(writeInteger(target, 0, 0, full, value)).toBe(octets.length)
  expect([...target.subarray(0, octets.length)]).toEqual(octets)
  expect(integerLength(full, value)).toBe(octets.length)
})

test('the pattern stays before the prefix, and the offset counts', () => {
  const target = new Uint8Array(4)
  expect(writeInteger(target, 1, 0x20, 0x1f, 158)).toBe(3)
  expect([...target]).toEqual([0, 0x3f, 127, 0])
})

test('the decoder reads what was written, whole and with zeros after it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 31, max: 2 ** 32 - 1 }),
      fc.integer({ min: 5, max: 10 }),
      (size, octets) => {
        const decoder = new HpackDecoder({ maxTableSize: size })
        decoder.decode(block([sizeUpdate(size)]))
        decoder.decode(block([sizeUpdate({ value: size, octets })]))
        expect(() => decoder.decode(block([sizeUpdate(size + 1)]))).toThrow(
          size === 2 ** 32 - 1 ? /integer above/ : /size update to/
        )
      }
    )
  )
})
