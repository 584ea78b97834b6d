import { SPECIAL_NAMES, type Indexing } from './indexing.ts'
import { STATIC_TABLE } from './static-table.ts'

/** An entry of the encoder's dynamic table, chained to those with the same name. */
export class IndexedEntry {
  readonly named: NamedEntries
  readonly value: string
  readonly size: number
  /** Entries are numbered as they are inserted. */
  readonly id: number
  newer: IndexedEntry | undefined = undefined
  older: IndexedEntry | undefined = undefined

  constructor(named: NamedEntries, value: string, size: number, id: number) {
    this.named = named
    this.value = value
    this.size = size
    this.id = id
  }
}

/** What the tables hold under one name. */
export class NamedEntries {
  readonly name: string
  /** Index of the first static entry of that name, 0 without one; the others follow it. */
  readonly staticIndex: number
  readonly staticValues: readonly string[]
  readonly special: Indexing | 'cookie' | undefined
  newest: IndexedEntry | undefined = undefined
  count = 0
  // Only for names with many values: comparing would take too long then.
  values: Map<string, IndexedEntry> | undefined = undefined

  constructor(name: string, staticIndex: number, staticValues: readonly string[]) {
    this.name = name
    this.staticIndex = staticIndex
    this.staticValues = staticValues
    this.special = SPECIAL_NAMES.get(name)
  }

  /** The entry with `value` in the dynamic table. */
  find(value: string): IndexedEntry | undefined {
    if (this.values !== undefined) return this.values.get(value)
    let entry = this.newest
    while (entry !== undefined && entry.value !== value) entry = entry.older
    return entry
  }
}

const MANY_VALUES = 32
const STATIC_NAMES = new Map<string, { index: number; values: string[] }>()
STATIC_TABLE.forEach(({ name, value }, position) => {
  const known = STATIC_NAMES.get(name)
  if (known === undefined) STATIC_NAMES.set(name, { index: position + 1, values: [value] })
  else known.values.push(value)
})

/** Finds entries by name, and by name and value, in constant time. Holds what the tables hold, and no more. */
export class EncoderIndex {
  readonly #names = new Map<string, NamedEntries>()

  constructor() {
    for (const [name, { index, values }] of STATIC_NAMES)
      this.#names.set(name, new NamedEntries(name, index, values))
  }

  /** What there is under `name`, or undefined. */
  find(name: string): NamedEntries | undefined {
    return this.#names.get(name)
  }

  /** Adds an entry that the dynamic table has got. */
  add(known: NamedEntries | undefined, name: string, value: string, size: number, id: number): IndexedEntry {
    let named = known
    if (named === undefined) {
      named = new NamedEntries(name, 0, [])
      this.#names.set(name, named)
    } else if (named.count === 0 && named.staticIndex === 0) this.#names.set(name, named)
    const entry = new IndexedEntry(named, value, size, id)
    entry.older = named.newest
    if (named.newest !== undefined) named.newest.newer = entry
    named.newest = entry
    if (++named.count === MANY_VALUES + 1) named.values = valuesOf(entry)
    else named.values?.set(value, entry)
    return entry
  }

  /** Takes out an entry that was evicted: the oldest of its name. */
  remove(entry: IndexedEntry): void {
    const { named, newer } = entry
    named.count--
    if (named.values !== undefined) {
      if (named.values.get(entry.value) === entry) named.values.delete(entry.value)
      if (named.count === 0) named.values = undefined
    }
    if (newer !== undefined) {
      newer.older = undefined
      return
    }
    named.newest = undefined
    if (named.staticIndex === 0) this.#names.delete(named.name)
  }
}

function valuesOf(newest: IndexedEntry): Map<string, IndexedEntry> {
  const values = new Map<string, IndexedEntry>()
  for (let entry: IndexedEntry | undefined = newest; entry !== undefined; entry = entry.older) {
    if (!values.has(entry.value)) values.set(entry.value, entry)
  }
  return values
}
