import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { HpackDecoder } from '../hpack/decoder.ts'
import { HpackEncoder } from '../hpack/encoder.ts'
import { altersTable, BlockMemo } from './block-memo.ts'
import { defaultBudgets, Ledger, ledgerIndex } from './budgets.ts'
import { BY_OUR_RESET, ClosedStreams, NOT_REMEMBERED } from './closed-streams.ts'
import { compileRules } from './readings.ts'
import { ResponseMemo } from './response-memo.ts'
import { StreamTable } from './stream-table.ts'

describe('stream table', () => {
  test('finds streams like a map, whatever their identifiers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 2000 })), { maxLength: 200 }),
        (steps) => {
          const table = new StreamTable<{ readonly id: number }>()
          const map = new Map<number, { readonly id: number }>()
          for (const [add, id] of steps) {
            const stream = map.get(id)
            if (add && stream === undefined) {
              const created = { id }
              table.add(created)
              map.set(id, created)
            } else if (!add && stream !== undefined) {
              table.remove(stream)
              map.delete(id)
            }
          }
          const wrong = steps.filter(
            ([, id]) => table.get(id) !== map.get(id) || table.get(id + 512) !== map.get(id + 512)
          )
          expect(wrong).toEqual([])
          expect(table.size).toBe(map.size)
          expect(new Set(table.all())).toEqual(new Set(map.values()))
        }
      ),
      { numRuns: 50 }
    )
  })
})

test('closed streams are remembered until many others were closed', () => {
  const closed = new ClosedStreams()
  expect(closed.how(1)).toBe(NOT_REMEMBERED)
  closed.add(1, BY_OUR_RESET)
  expect(closed.how(1)).toBe(BY_OUR_RESET)
  expect(closed.how(513)).toBe(NOT_REMEMBERED)
  closed.add(513, BY_OUR_RESET)
  expect(closed.how(1)).toBe(NOT_REMEMBERED)
})

describe('block memo', () => {
  test('finds equal octets only, and nothing after forget', () => {
    const memo = new BlockMemo<string>()
    const octets = Uint8Array.of(0, 0x82, 0x86, 0x84, 0)
    memo.keep(octets, 1, 4, 'a')
    expect(memo.find(Uint8Array.of(0x82, 0x86, 0x84), 0, 3)).toBe('a')
    expect(memo.find(octets, 1, 3)).toBeUndefined()
    expect(memo.find(Uint8Array.of(0x82, 0x86, 0x85), 0, 3)).toBeUndefined()
    memo.forget()
    expect(memo.find(octets, 1, 4)).toBeUndefined()
  })

  test('a block is said to alter the table exactly where it does', () => {
    const line = fc.record({
      name: fc.constantFrom('a', 'b', 'x'.repeat(200), ':method', 'cookie'),
      value: fc.constantFrom('', 'GET', 'v', 'y'.repeat(300))
    })
    fc.assert(
      fc.property(
        fc.array(fc.array(line, { maxLength: 5 }), { maxLength: 6 }),
        fc.constantFrom('incremental' as const, 'without' as const, 'never' as const),
        (sections, indexing) => {
          const encoder = new HpackEncoder({ indexing: (name) => (name === 'a' ? 'incremental' : indexing) })
          const decoder = new HpackDecoder()
          for (const lines of sections) {
            const block = encoder.encode(lines)
            const before = decoder.tableEntries
            decoder.decode(block)
            const after = decoder.tableEntries
            const altered = before.length !== after.length || before.some((entry, at) => entry !== after[at])
            expect(altersTable(block, 0, block.length)).toBe(altered)
          }
        }
      )
    )
    expect(altersTable(Uint8Array.of(0x20, 0x82), 0, 2)).toBe(true)
  })
})

test('response memo compares lines, not lists', () => {
  const memo = new ResponseMemo()
  const fields = [{ name: 'a', value: 'b' }]
  memo.keep(200, fields, Uint8Array.of(1))
  expect(memo.find(200, [{ name: 'a', value: 'b' }])).toEqual(Uint8Array.of(1))
  fields[0]!.value = 'c'
  expect(memo.find(200, fields)).toBeUndefined()
  expect(memo.find(404, [{ name: 'a', value: 'b' }])).toBeUndefined()
  expect(memo.find(200, [{ name: 'a', value: 'b', neverIndexed: true } as never])).toBeUndefined()
  memo.forget()
  expect(memo.find(200, [{ name: 'a', value: 'b' }])).toBeUndefined()
})

test('a ledger lets a burst pass, then so many each second', () => {
  const ledger = new Ledger({ ...defaultBudgets, pings: { burst: 3, perSecond: 2 } }, compileRules().readings)
  const spend = (now: number) => ledger.spend(ledgerIndex.pings, now)
  expect([spend(0), spend(0), spend(0), spend(0)]).toEqual([true, true, true, false])
  expect(spend(600)).toBe(true)
  expect(spend(601)).toBe(false)
  ledger.earn(ledgerIndex.pings, 5)
  expect([spend(601), spend(601)]).toEqual([true, true])
})
