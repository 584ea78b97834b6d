import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { HpackDecoder } from './decoder.ts'
import { encodedBound, HpackEncoder } from './encoder.ts'
import type { Field } from './field.ts'

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
const plain = ({ name, value, neverIndexed }: Field): Field => ({
  name,
  value,
  neverIndexed: neverIndexed === true
})
const text = fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 30 })
const name = fc.oneof(
  fc.constantFrom(':path', ':status', 'accept', 'x', 'x-y', 'content-type', 'set-cookie'),
  text
)
const value = fc.oneof(
  fc.constantFrom('', '/', '200', '404', 'gzip', 'v'.repeat(200), 'e'.repeat(30_000)),
  text,
  fc.nat(40).map(String)
)
const field = fc.record({ name, value, neverIndexed: fc.boolean() })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.array(field, { maxLength: 20 }) },
  { weight: 1, arbitrary: fc.oneof(fc.constant(0), fc.nat(400), fc.constant(65536)) }
)

test('a decoder that knows of every limit gets what went in', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom(0, 100, 16384), (steps, tableCapacity) => {
      const encoder = new HpackEncoder({ tableCapacity })
      const decoder = new HpackDecoder()
      for (const one of steps) {
        if (typeof one === 'number') {
          encoder.setMaxTableSize(one)
          decoder.setMaxTableSize(one)
        } else {
          const octets = encoder.encode(one)
          expect(octets.length).toBeLessThanOrEqual(encodedBound(one))
          expect(decoder.decode(octets).map(plain)).toEqual(one.map(plain))
          expect(encoder.tableSize).toBe(decoder.tableSize)
          expect(encoder.tableSize).toBeLessThanOrEqual(tableCapacity)
        }
      }
    }),
    { numRuns: 300 }
  )
})

test('many values under one name are found and evicted like few', () => {
  const encoder = new HpackEncoder()
  const decoder = new HpackDecoder()
  for (let round = 0; round < 3; round++) {
    for (let at = 0; at < 200; at++) {
      const one = { name: 'x-many', value: `value ${(at * 37) % (100 + round)}` }
      expect(decoder.decode(encoder.encode([one, one])).map(plain)).toEqual([plain(one), plain(one)])
      expect(encoder.tableSize).toBe(decoder.tableSize)
    }
  }
})

test('strings of every length up to those whose length takes three octets', () => {
  const encoder = new HpackEncoder({ indexing: () => 'without' })
  const decoder = new HpackDecoder()
  for (let length = 0; length < 700; length++) {
    for (const unit of ['e', '~', '\u00ff']) {
      const one = { name: 'x', value: unit.repeat(length) }
      expect(decoder.decode(encoder.encode([one])).map(plain)).toEqual([plain(one)])
    }
  }
})

describe('size updates', () => {
  const get = [{ name: ':method', value: 'GET' }]
  test.each<[string, number[], string]>([
    ['none without a change', [], '82'],
    ['none for the same limit again', [4096], '82'],
    ['one for a reduction', [100], '3f4582'],
    ['one for an increase', [8192], '3fe13f82'],
    ['two for a reduction taken back', [100, 4096], '3f453fe11f82'],
    ['two for the smallest and the last', [100, 30, 200], '3e3fa90182'],
    ['one for the last when it is the smallest', [200, 100], '3f4582'],
    ['no more than the capacity', [1_000_000], '3fe17f82']
  ])('%s', (_, limits, wire) => {
    const encoder = new HpackEncoder()
    for (const limit of limits) encoder.setMaxTableSize(limit)
    expect(hex(encoder.encode(get))).toBe(wire)
    expect(hex(encoder.encode(get))).toBe('82')
  })

  test('one for a capacity below the initial limit', () => {
    const encoder = new HpackEncoder({ tableCapacity: 0 })
    expect(hex(encoder.encode(get))).toBe('2082')
  })

  test('come in a block without field lines, too', () => {
    const encoder = new HpackEncoder()
    encoder.setMaxTableSize(0)
    expect(hex(encoder.encode([]))).toBe('20')
  })
})

describe('what is indexed', () => {
  const pattern = (one: Field): string => {
    const [first] = new HpackEncoder().encode([one])
    return first! >= 0x40 ? 'incremental' : first! >= 0x10 ? 'never' : 'without'
  }

  test.each<[string, string, string]>([
    ['x', 'y', 'incremental'],
    ['authorization', 'Bearer abcdefghijklmnopqrstuvwxyz', 'never'],
    ['proxy-authorization', 'Basic abc', 'never'],
    ['cookie', 'a=b', 'never'],
    ['cookie', 'session=0123456789abcdef', 'incremental'],
    ['set-cookie', 'session=0123456789abcdef', 'without'],
    [':path', '/one/of/many', 'without'],
    ['x', 'v'.repeat(3500), 'without']
  ])('%s: %s goes %s', (ownName, ownValue, indexing) => {
    expect(pattern({ name: ownName, value: ownValue })).toBe(indexing)
  })

  test('a field line marked as never indexed is neither inserted nor referred to', () => {
    const encoder = new HpackEncoder()
    encoder.encode([{ name: 'x', value: 'y' }])
    expect(hex(encoder.encode([{ name: 'x', value: 'y', neverIndexed: true }]))).toBe('1f2f0179')
    expect(hex(encoder.encode([{ name: ':method', value: 'GET', neverIndexed: true }]))).toBe('1203474554')
  })

  test('a policy goes before the default, and may leave the choice', () => {
    const encoder = new HpackEncoder({ indexing: (one) => (one === 'x' ? 'never' : undefined) })
    const octets = encoder.encode([
      { name: 'x', value: 'y' },
      { name: 'a', value: 'b' }
    ])
    expect(hex(octets)).toBe('10017801794001610162')
  })
})

describe('where a block goes', () => {
  const fields = [{ name: 'x', value: 'y' }]

  test('into a target at an offset', () => {
    const target = new Uint8Array(100)
    expect(new HpackEncoder().encodeInto(fields, target, 3)).toBe(8)
    expect(hex(target.subarray(0, 9))).toBe('000000400178017900')
  })

  test('not into a target that may be too small, and nothing has changed then', () => {
    const encoder = new HpackEncoder()
    expect(() => encoder.encodeInto(fields, new Uint8Array(encodedBound(fields)), 1)).toThrow(RangeError)
    expect(hex(encoder.encode(fields))).toBe('4001780179')
  })

  test('blocks given out are not written to again', () => {
    const encoder = new HpackEncoder()
    const all = Array.from({ length: 2000 }, (_, at) => ({
      at,
      octets: encoder.encode([{ name: ':path', value: `/${at}` }])
    }))
    const decoder = new HpackDecoder()
    for (const { at, octets } of all) expect(decoder.decode(octets)[0]!.value).toBe(`/${at}`)
  })
})

test('a character that is no octet is refused', () => {
  expect(() => new HpackEncoder().encode([{ name: 'x', value: '\u010a' }])).toThrow(RangeError)
  expect(() => new HpackEncoder().encode([{ name: '\u{1f600}', value: '' }])).toThrow(RangeError)
})
