import { describe, expect, test } from '@jest/globals'
import { DependencyTree } from './dependency-tree.ts'
import { compileRules } from './readings.ts'
import { UrgencyScheduler, type Schedulable } from './scheduler.ts'

class Entry implements Schedulable {
  readonly id: number
  urgency: number
  incremental: boolean
  level = -1
  next: this | undefined
  previous: this | undefined
  nextWaiting: this | undefined
  previousWaiting: this | undefined

  constructor(id: number, urgency = 3, incremental = false) {
    this.id = id
    this.urgency = urgency
    this.incremental = incremental
  }
}

const { readings } = compileRules()
const turns = (scheduler: { next(): Entry | undefined }, count: number) =>
  Array.from({ length: count }, () => scheduler.next()?.id)

describe('urgency scheduler', () => {
  test('urgent first, then in the order of identifiers', () => {
    const scheduler = new UrgencyScheduler<Entry>(readings)
    const entries = [new Entry(5), new Entry(1), new Entry(3), new Entry(7, 0)]
    for (const entry of entries) scheduler.add(entry)
    expect(turns(scheduler, 3)).toEqual([7, 7, 7])
    scheduler.remove(entries[3]!)
    expect(turns(scheduler, 3)).toEqual([1, 1, 1])
    scheduler.remove(entries[1]!)
    expect(turns(scheduler, 2)).toEqual([3, 3])
  })

  test('incremental ones in turn, and by turns with the others of their urgency', () => {
    const scheduler = new UrgencyScheduler<Entry>(readings)
    for (const id of [1, 3, 5]) scheduler.add(new Entry(id, 3, true))
    expect(turns(scheduler, 6)).toEqual([1, 3, 5, 1, 3, 5])
    scheduler.add(new Entry(7))
    const counts = turns(scheduler, 8).filter((id) => id === 7).length
    expect(counts).toBe(4)
  })

  test('no stream starves', () => {
    const scheduler = new UrgencyScheduler<Entry>(readings)
    for (let id = 1; id < 40; id += 2) scheduler.add(new Entry(id, id % 8, id % 3 === 0))
    expect(new Set(turns(scheduler, 20 * 16)).size).toBe(20)
  })

  test('removal and addition in any order leave no trace', () => {
    const scheduler = new UrgencyScheduler<Entry>(readings)
    const entries = Array.from({ length: 10 }, (_, i) => new Entry(i, i % 3, i % 2 === 0))
    for (const entry of entries) scheduler.add(entry)
    turns(scheduler, 37)
    for (const entry of entries) {
      scheduler.add(entry)
      scheduler.remove(entry)
      scheduler.remove(entry)
    }
    expect(scheduler.next()).toBeUndefined()
  })
})

describe('dependency tree', () => {
  const tree = (...ids: number[]) => {
    const scheduler = new DependencyTree<Entry>()
    const entries = new Map(ids.map((id) => [id, new Entry(id)]))
    for (const id of ids) scheduler.open(id)
    return { scheduler, entries }
  }

  test('parents before children, siblings by weight', () => {
    const { scheduler, entries } = tree(1, 3, 5)
    scheduler.prioritize(3, 1, 64, false)
    scheduler.prioritize(5, 1, 192, false)
    for (const entry of entries.values()) scheduler.add(entry)
    expect(turns(scheduler, 2)).toEqual([1, 1])
    scheduler.remove(entries.get(1)!)
    expect(turns(scheduler, 40).filter((id) => id === 5)).toHaveLength(30)
  })

  test('an exclusive dependency takes the siblings over', () => {
    const { scheduler } = tree(1, 3, 5)
    scheduler.prioritize(5, 0, 16, true)
    expect([scheduler.look(1), scheduler.look(3), scheduler.look(5)]).toEqual([
      { parent: 5, weight: 16 },
      { parent: 5, weight: 16 },
      { parent: 0, weight: 16 }
    ])
  })

  test('a stream that is put below its own descendant: the descendant moves up first (RFC 7540, section 5.3.3)', () => {
    const { scheduler } = tree(1, 3, 5, 7)
    scheduler.prioritize(3, 1, 16, false)
    scheduler.prioritize(5, 3, 16, false)
    scheduler.prioritize(7, 1, 16, false)
    scheduler.prioritize(1, 5, 16, false)
    expect([1, 3, 5, 7].map((id) => scheduler.look(id)?.parent)).toEqual([5, 1, 0, 1])
  })

  test('state of closed and idle streams is bounded, and their children inherit their place', () => {
    const scheduler = new DependencyTree<Entry>(4)
    scheduler.open(1)
    scheduler.prioritize(3, 1, 10, false)
    scheduler.open(5)
    scheduler.prioritize(5, 3, 20, false)
    for (let id = 7; id < 2000; id += 2) scheduler.prioritize(id, 0, 1, false)
    expect(scheduler.size).toBeLessThan(10)
    expect(scheduler.look(5)).toEqual({ parent: 1, weight: 10 })
  })

  test('waiting streams are found after any moves', () => {
    const scheduler = new DependencyTree<Entry>()
    const waiting = new Entry(9)
    scheduler.open(9)
    scheduler.add(waiting)
    for (let i = 0; i < 500; i++) {
      const id = 1 + 2 * ((i * 7) % 9)
      const parent = 1 + 2 * ((i * 5) % 9)
      if (id !== parent) scheduler.prioritize(id, parent, 1 + (i % 256), i % 3 === 0)
      expect(scheduler.next()).toBe(waiting)
    }
    scheduler.remove(waiting)
    expect(scheduler.next()).toBeUndefined()
  })
})
