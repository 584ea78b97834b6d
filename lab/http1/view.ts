import type { Actor, Trace } from '../trace.ts'
import type { Role } from '../case.ts'
import { readHttp1, type Http1Event, type MessageEvent } from './reading.ts'
import type { WireMessage } from './wire-message.ts'

/** A message, and where it stands in the trace. */
export interface Seen {
  readonly message: WireMessage
  readonly on: string
  /** Entries in which it began, and in which its head was complete. */
  readonly began: number
  readonly entry: number
  readonly step: number
}

/** One exchange as a judge sees it, with questions that judges ask often. */
export class View {
  readonly trace: Trace
  readonly events: readonly Http1Event[]
  readonly role: Role
  /** Index into the trace's entries: where the step began in which probe and control differ. */
  readonly markEntry: number
  /** The final response to the probe's twin in the control, for comparison. */
  readonly usual: WireMessage | undefined

  constructor(trace: Trace, mark: number, role: Role, usual?: WireMessage) {
    this.trace = trace
    this.role = role
    this.events = readHttp1(trace, role === 'client' ? 'target' : 'lab')
    const found = trace.entries.findIndex((entry) => entry.step >= mark)
    this.markEntry = found === -1 ? trace.entries.length : found
    this.usual = usual
  }

  /** Heads of messages of one side, in their order: final responses, or requests. */
  heads(by: Actor = 'target', on?: string): Seen[] {
    return this.#seen('head', by, on)
  }

  /** Informational responses of the target. */
  interims(on?: string): Seen[] {
    return this.#seen('interim', 'target', on)
  }

  /** The final responses that began at or after the mark, on one connection. */
  responses(on = 'main'): Seen[] {
    return this.heads('target', on).filter(({ began }) => began >= this.markEntry)
  }

  /** The first final response at or after the mark. */
  get response(): Seen | undefined {
    return this.responses()[0]
  }

  /** The end of a connection by the target, at or after the mark. */
  closing(on = 'main'): Http1Event | undefined {
    return this.events.find(
      ({ event, by, entry, on: name }) =>
        name === on && by === 'target' && entry >= this.markEntry && (event === 'fin' || event === 'rst')
    )
  }

  /** Whether the target ended the connection before we half-closed or closed it. */
  closedByItself(on = 'main'): Http1Event | undefined {
    const closing = this.closing(on)
    if (closing === undefined) return undefined
    const ours = this.events.find(
      ({ event, by, on: name }) => name === on && by === 'lab' && (event === 'fin' || event === 'rst')
    )
    return ours === undefined || ours.entry > closing.entry ? closing : undefined
  }

  /** Index of the entry with which we half-closed or closed the connection `main`. */
  get halfClosed(): number | undefined {
    return this.events.find(
      ({ event, by, on }) => on === 'main' && by === 'lab' && (event === 'fin' || event === 'rst')
    )?.entry
  }

  /** What came at or after the mark and is no HTTP/1. */
  get foreign(): Extract<Http1Event, { event: 'foreign' }> | undefined {
    const found = this.events.find(
      ({ event, by, entry }) => event === 'foreign' && by === 'target' && entry >= this.markEntry
    )
    return found as Extract<Http1Event, { event: 'foreign' }> | undefined
  }

  #seen(what: MessageEvent['event'], by: Actor, on: string | undefined): Seen[] {
    return this.events.flatMap((event) =>
      event.event === what && event.by === by && (on === undefined || event.on === on) && 'began' in event
        ? [{ message: event.message, on: event.on, began: event.began, entry: event.entry, step: event.step }]
        : []
    )
  }
}
