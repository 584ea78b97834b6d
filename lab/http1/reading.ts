import type { Patience } from '../script.ts'
import type { Actor, TlsFacts, Trace } from '../trace.ts'
import { MessageSplitter, type Happening } from './splitter.ts'
import type { WireMessage } from './wire-message.ts'

interface EventBase {
  /** Index of the trace's entry with which it came about. */
  readonly entry: number
  readonly by: Actor
  /** The connection. A name that a script uses again is counted: `main`, `main 2`. */
  readonly on: string
  readonly step: number
  readonly at: number
}

/** What the judge reads of a trace: messages of both sides as they came about, and how connections ended. */
export type Http1Event = EventBase &
  (
    | {
        /** head: a request's or final response's head came. over: the message is complete. interim: a 1xx response, whole. */
        readonly event: 'head' | 'over' | 'interim'
        readonly message: WireMessage
        /** Index of the entry with which the message began. */
        readonly began: number
      }
    /** Octets that are no HTTP/1 message, and why. Nothing is read behind them. */
    | { readonly event: 'foreign'; readonly text: string; readonly reason: string }
    /** The connection ended inside a head or a message. */
    | { readonly event: 'incomplete'; readonly message?: WireMessage; readonly text: string }
    | { readonly event: 'open'; readonly as?: 'origin'; readonly tls?: TlsFacts }
    | { readonly event: 'fin' | 'rst' | 'unsent' }
    | { readonly event: 'deadline' | 'met'; readonly patience: Patience; readonly waited: number }
    | { readonly event: 'refused' | 'unresolved'; readonly reason: string }
    | { readonly event: 'exit'; readonly status: number | null; readonly signal: string | null }
    | { readonly event: 'elided'; readonly length: number }
  )

export type MessageEvent = Extract<Http1Event, { event: 'head' | 'over' | 'interim' }>

interface Connection {
  readonly splitters: Readonly<Record<Actor, MessageSplitter>>
  readonly began: Record<Actor, number | undefined>
}

/** Judge and invariants read the same trace: it is read once for each side that may be the client. */
const READ: Readonly<Record<Actor, WeakMap<Trace, readonly Http1Event[]>>> = {
  lab: new WeakMap(),
  target: new WeakMap()
}

/** Reads a trace that is complete. `client`: who makes the requests. */
export function readHttp1(trace: Trace, client: Actor): readonly Http1Event[] {
  const known = READ[client].get(trace)
  if (known !== undefined) return known
  const events = read(trace, client)
  READ[client].set(trace, events)
  return events
}

function read(trace: Trace, client: Actor): Http1Event[] {
  const events: Http1Event[] = []
  const connections = new Map<string, Connection>()
  const lives = new Map<string, number>()
  /** Connections that an intermediary opened to us: there the target makes the requests. */
  const toOrigin = new Set<string>()
  const connection = (on: string): Connection => {
    const known = connections.get(on)
    if (known !== undefined) return known
    const created = connect(toOrigin.has(on) ? 'target' : client)
    connections.set(on, created)
    return created
  }
  for (const [entry, what] of trace.entries.entries()) {
    if (what.kind === 'open') lives.set(what.on, (lives.get(what.on) ?? 0) + 1)
    const life = lives.get(what.on) ?? 1
    const base = { entry, on: life === 1 ? what.on : `${what.on} ${life}`, step: what.step, at: what.at }
    switch (what.kind) {
      case 'sent':
      case 'received': {
        const by = what.kind === 'sent' ? 'lab' : 'target'
        const { splitters, began } = connection(base.on)
        began[by] ??= entry
        tell(events, splitters[by].push(what.octets), { ...base, by }, began)
        if (!splitters[by].idle) began[by] ??= entry
        break
      }
      case 'fin':
      case 'rst': {
        const { splitters, began } = connection(base.on)
        const splitter = splitters[what.by]
        tell(events, splitter.end(), { ...base, by: what.by }, began)
        const { unfinished, partial } = splitter
        if (unfinished !== undefined || partial !== '')
          events.push({
            ...base,
            by: what.by,
            event: 'incomplete',
            text: partial,
            ...(unfinished === undefined ? {} : { message: unfinished })
          })
        events.push({ ...base, by: what.by, event: what.kind })
        break
      }
      case 'open':
        if (what.as === 'origin') toOrigin.add(base.on)
        events.push({
          ...base,
          by: what.as === 'origin' ? 'target' : 'lab',
          event: 'open',
          ...(what.as === undefined ? {} : { as: what.as }),
          ...(what.tls === undefined ? {} : { tls: what.tls })
        })
        break
      case 'refused':
      case 'unresolved':
        events.push({
          ...base,
          by: what.kind === 'refused' ? 'target' : 'lab',
          event: what.kind,
          reason: what.reason
        })
        break
      case 'met':
      case 'deadline':
        events.push({ ...base, by: 'lab', event: what.kind, patience: what.patience, waited: what.waited })
        break
      case 'unsent':
        events.push({ ...base, by: 'lab', event: 'unsent' })
        break
      case 'exit':
        events.push({ ...base, by: 'target', event: 'exit', status: what.status, signal: what.signal })
        break
      case 'elided':
        events.push({ ...base, by: what.by, event: 'elided', length: what.length })
        break
      case 'record':
      case 'sample':
        break
    }
  }
  return events
}

function connect(client: Actor): Connection {
  const methods: string[] = []
  const splitter = (by: Actor) => new MessageSplitter(by === client ? 'request' : 'response', methods)
  return {
    splitters: { lab: splitter('lab'), target: splitter('target') },
    began: { lab: undefined, target: undefined }
  }
}

function tell(
  events: Http1Event[],
  happened: readonly Happening[],
  base: EventBase,
  began: Record<Actor, number | undefined>
): void {
  for (const one of happened) {
    if (one.what === 'foreign') {
      events.push({ ...base, event: 'foreign', text: one.text, reason: one.reason })
      continue
    }
    events.push({ ...base, event: one.what, message: one.message, began: began[base.by] ?? base.entry })
    // What follows in the same entry begins with it.
    if (one.what !== 'head') began[base.by] = undefined
  }
}
