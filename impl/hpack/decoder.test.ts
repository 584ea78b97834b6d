import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { block } from './block.ts'
import { HpackDecoder } from './decoder.ts'
import { HpackError } from './error.ts'
import { indexed, literal, sizeUpdate, type Representation } from './representation.ts'
import { mutantsOf } from '../rules.ts'
import { hpackRules } from './rules.ts'
import { STATIC_TABLE } from './static-table.ts'
import { ENTRY_OVERHEAD } from './table-entry.ts'

const insert = (name: string, value: string): Representation =>
  literal({ name, value, indexing: 'incremental' })

// Octets that look like blocks more often than chance would have it.
const octet = fc.oneof(
  fc.nat(255),
  fc.constantFrom(0x00, 0x10, 0x20, 0x3f, 0x40, 0x7f, 0x80, 0xbe, 0xff, 0x82, 0x81)
)
const noise = fc.array(octet, { maxLength: 64 }).map((octets) => Uint8Array.from(octets))
const text = fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 40 })
const representation: fc.Arbitrary<Representation> = fc.oneof(
  fc.record({ kind: fc.constant('indexed' as const), index: fc.integer({ min: 0, max: 80 }) }),
  fc.record({ kind: fc.constant('sizeUpdate' as const), size: fc.integer({ min: 0, max: 300 }) }),
  fc.record(
    {
      kind: fc.constant('literal' as const),
      name: text,
      value: text,
      indexing: fc.constantFrom('incremental' as const, 'without' as const, 'never' as const),
      nameIndex: fc.integer({ min: 1, max: 70 }),
      huffmanName: fc.boolean(),
      huffmanValue: fc.boolean()
    },
    { requiredKeys: ['kind', 'name', 'value', 'indexing'] }
  )
)
const blocks = fc.array(fc.oneof(noise, fc.array(representation, { maxLength: 8 }).map(block)), {
  maxLength: 12
})

describe('any octets at all', () => {
  test('give field lines or an HpackError inside the block, and the table stays within its size', () => {
    fc.assert(
      fc.property(blocks, fc.nat(200), (all, maxTableSize) => {
        let decoder = new HpackDecoder({ maxTableSize })
        for (const octets of all) {
          try {
            decoder.decode(octets)
          } catch (error) {
            if (!(error instanceof HpackError)) throw error
            expect(Object.keys(hpackRules)).toContain(error.rule)
            expect(error.offset).toBeGreaterThanOrEqual(0)
            expect(error.offset).toBeLessThanOrEqual(octets.length)
            decoder = new HpackDecoder({ maxTableSize })
          }
          expect(decoder.tableSize).toBeLessThanOrEqual(maxTableSize)
          const sizes = decoder.tableEntries.map(
            ({ name, value }) => name.length + value.length + ENTRY_OVERHEAD
          )
          expect(decoder.tableSize).toBe(sizes.reduce((sum, size) => sum + size, 0))
        }
      }),
      { numRuns: 500 }
    )
  })

  test('nothing but an HpackError comes out of a misreading decoder either', () => {
    const mutants = mutantsOf(hpackRules).map(({ rules }) => rules)
    fc.assert(
      fc.property(blocks, fc.constantFrom(...mutants), fc.nat(200), (all, rules, limit) => {
        const decoder = new HpackDecoder({ rules, maxTableSize: 100 })
        decoder.setMaxTableSize(limit)
        for (const octets of all) {
          try {
            decoder.decode(octets)
          } catch (error) {
            if (!(error instanceof HpackError)) throw error
          }
        }
      }),
      { numRuns: 1000 }
    )
  })
})

describe('entries', () => {
  test('a reference gives the very entry, so that a memo on it is met again', () => {
    const decoder = new HpackDecoder()
    const [inserted] = decoder.decode(block([insert('x', 'y')]))
    inserted!.memo = 'known'
    const [found, fixed] = decoder.decode(block([indexed(62), indexed(2)]))
    expect(found).toBe(inserted)
    expect(found!.memo).toBe('known')
    expect(fixed).toBe(STATIC_TABLE[1])
  })

  test('the ring keeps order over many insertions and evictions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 300 }), (lengths) => {
        const decoder = new HpackDecoder({ maxTableSize: 1000 })
        let model: string[] = []
        for (const [at, length] of lengths.entries()) {
          const value = String(at).padEnd(length, '.')
          decoder.decode(block([insert('n', value)]))
          model = [value, ...model]
          const fitting = model.findIndex((_, end) => sizeOf(model.slice(0, end + 1)) > 1000)
          if (fitting >= 0) model = model.slice(0, fitting)
          expect(decoder.tableEntries.map((entry) => entry.value)).toEqual(model)
        }
      }),
      { numRuns: 50 }
    )
  })
})

const sizeOf = (values: readonly string[]): number =>
  values.reduce((sum, value) => sum + 1 + value.length + ENTRY_OVERHEAD, 0)

describe('the limit of a field section', () => {
  test('holds back what a small block can unfold to, and later blocks still decode', () => {
    const decoder = new HpackDecoder({ maxFieldSectionSize: 16384 })
    const bomb = [
      insert('x', 'v'.repeat(4000)),
      ...Array.from({ length: 16000 }, () => indexed(62)),
      insert('a', 'b')
    ]
    expect(decoder.decode(block(bomb))).toHaveLength(4)
    expect(decoder.oversized).toBe(true)
    expect(decoder.decode(block([indexed(62)])).map(({ name, value }) => [name, value])).toEqual([['a', 'b']])
    expect(decoder.oversized).toBe(false)
  })

  test('keeps nothing after the first field line that does not fit', () => {
    const decoder = new HpackDecoder({ maxFieldSectionSize: 34 + 10 })
    expect(decoder.decode(block([insert('x', 'y'), insert('large', 'value'), insert('', '')]))).toHaveLength(
      1
    )
    expect(decoder.oversized).toBe(true)
  })
})

describe('size updates after a change of the limit', () => {
  const get = indexed(2)
  test.each<[string, number[], Representation[], string | undefined]>([
    ['none after an increase', [8192], [get], undefined],
    ['up to an increased limit', [8192], [sizeUpdate(8192), get], undefined],
    ['above an increased limit', [8192], [sizeUpdate(8193), get], 'sizeUpdateAboveLimit'],
    ['none after a reduction', [4095], [get], 'missingSizeUpdate'],
    ['none in an empty block', [4095], [], 'missingSizeUpdate'],
    ['to the reduced limit', [4095], [sizeUpdate(4095), get], undefined],
    ['below the reduced limit', [4095], [sizeUpdate(0), get], undefined],
    ['above the reduced limit', [4095], [sizeUpdate(4096), get], 'sizeUpdateAboveLimit'],
    ['only after a field line', [4095], [get, sizeUpdate(4095)], 'missingSizeUpdate'],
    ['the smallest and the last of two', [100, 4096], [sizeUpdate(100), sizeUpdate(4096), get], undefined],
    ['the smallest only', [100, 4096], [sizeUpdate(100), get], undefined],
    ['the smallest after the last', [100, 4096], [sizeUpdate(4096), sizeUpdate(100), get], undefined],
    ['the last only', [100, 4096], [sizeUpdate(4096), get], 'smallestSizeUpdate'],
    ['nothing of two', [100, 4096], [get], 'missingSizeUpdate'],
    ['nothing after an increase that was taken back', [8192, 4096], [get], undefined]
  ])('%s', (_, limits, representations, rule) => {
    const decoder = new HpackDecoder()
    for (const limit of limits) decoder.setMaxTableSize(limit)
    if (rule === undefined) {
      expect(decoder.decode(block(representations))).toHaveLength(1)
      expect(decoder.decode(block([get]))).toHaveLength(1)
    } else expect(() => decoder.decode(block(representations))).toThrow(expect.objectContaining({ rule }))
  })

  test('none when the table was already smaller', () => {
    const decoder = new HpackDecoder()
    decoder.decode(block([sizeUpdate(50)]))
    decoder.setMaxTableSize(100)
    expect(decoder.decode(block([get]))).toHaveLength(1)
  })
})
