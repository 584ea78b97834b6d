import type { Actor, Entry, EntryOf, Trace } from '../trace.ts'

/** One connection of a trace: its entries, with their indices. */
export interface TracedConnection {
  readonly on: string
  readonly entries: readonly { readonly index: number; readonly entry: Entry }[]
  readonly open: EntryOf<'open'> | undefined
  /** Its TLS records were kept. */
  readonly records: boolean
}

/** Entries that belong to no connection in particular. */
const ELSEWHERE: ReadonlySet<Entry['kind']> = new Set([
  'met',
  'deadline',
  'unresolved',
  'exit',
  'sample',
  'unsent'
])

/** The connections of a trace in the order in which they begin. A script may use a name again for a later connection. */
export function connectionsOf(trace: Trace, client: Actor): TracedConnection[] {
  const current = new Map<string, { index: number; entry: Entry }[]>()
  const all: { on: string; entries: { index: number; entry: Entry }[] }[] = []
  for (const [index, entry] of trace.entries.entries()) {
    if (ELSEWHERE.has(entry.kind)) continue
    const known = current.get(entry.on)
    if (known !== undefined && !begins(entry, known, client)) known.push({ index, entry })
    else {
      const entries = [{ index, entry }]
      current.set(entry.on, entries)
      all.push({ on: entry.on, entries })
    }
  }
  return all.map(({ on, entries }) => ({
    on,
    entries,
    open: entries.map(({ entry }) => entry).find((entry) => entry.kind === 'open'),
    records: entries.some(({ entry }) => entry.kind === 'record')
  }))
}

/** Whether an entry is the first of another connection of the same name: a second open, or a second ClientHello. */
function begins(entry: Entry, known: readonly { readonly entry: Entry }[], client: Actor): boolean {
  if (entry.kind === 'record')
    return (
      clientHello(entry, client) &&
      known.some(({ entry: one }) => one.kind === 'open' || one.kind === 'refused')
    )
  if (entry.kind !== 'open' && entry.kind !== 'refused') return false
  return known.some(({ entry: one }) => one.kind === 'open' || one.kind === 'refused')
}

/** A handshake record (22) that begins with a ClientHello (1): RFC 8446 sections 4 and 5.1. */
function clientHello({ by, octets }: EntryOf<'record'>, client: Actor): boolean {
  return by === client && octets[0] === 22 && octets[5] === 1
}
