import type { Role } from '../case.ts'
import type { Trace } from '../trace.ts'
import { FLAGS, FRAME_TYPES } from './registry.ts'
import { codeIn, has, isType, readHttp2, type FrameEvent, type Http2Event } from './reading.ts'

const CANCEL = 0x08

export type FieldsEvent = Extract<Http2Event, { event: 'fields' }>

/** One exchange as a judge sees it: the events before and after the mark, with questions that judges ask often. */
export class View {
  readonly trace: Trace
  readonly events: readonly Http2Event[]
  /** Index into the trace's entries: where the step began in which probe and control differ. */
  readonly markEntry: number
  /** What the other script's exchange of the same case answered (status by stream), for comparison. */
  readonly statusInControl: ReadonlyMap<number, number>
  readonly role: Role

  constructor(
    trace: Trace,
    mark: number,
    role: Role,
    statusInControl: ReadonlyMap<number, number> = new Map()
  ) {
    this.trace = trace
    this.events = readHttp2(trace, role === 'client' ? 'target' : 'lab').events
    const found = trace.entries.findIndex((entry) => entry.step >= mark)
    this.markEntry = found === -1 ? trace.entries.length : found
    this.statusInControl = statusInControl
    this.role = role
  }

  /** What the target did at or after the mark. */
  get after(): Http2Event[] {
    return this.events.filter((event) => event.by === 'target' && event.entry >= this.markEntry)
  }

  /** What the target did before the mark. */
  get before(): Http2Event[] {
    return this.events.filter((event) => event.by === 'target' && event.entry < this.markEntry)
  }

  frames(of: readonly Http2Event[] = this.after): FrameEvent[] {
    return of.filter((event) => event.event === 'frame')
  }

  /** GOAWAY frames of the target at or after the mark. */
  get goaways(): FrameEvent[] {
    return this.frames().filter(({ frame }) => isType(frame, 'GOAWAY'))
  }

  resets(stream: number): FrameEvent[] {
    return this.frames().filter(
      (event) => isType(event.frame, 'RST_STREAM') && event.frame.stream === stream && !this.tidies(event)
    )
  }

  /**
   * Whether a RST_STREAM of a server is no answer to anything: CANCEL on a stream that it has ended itself. Some programs
   * send it behind every response, which refuses nothing.
   */
  tidies(reset: FrameEvent): boolean {
    if (this.role !== 'server' || codeIn(reset.frame) !== CANCEL) return false
    return this.events
      .slice(0, this.events.indexOf(reset))
      .some(
        (event) =>
          event.event === 'frame' &&
          event.by === 'target' &&
          event.on === reset.on &&
          event.frame.stream === reset.frame.stream &&
          (isType(event.frame, 'DATA') || isType(event.frame, 'HEADERS')) &&
          has(event.frame, 'END_STREAM')
      )
  }

  /** Field sections of the target on a stream, whenever they came. */
  sections(stream: number): FieldsEvent[] {
    return this.events.filter(
      (event) =>
        event.event === 'fields' &&
        event.by === 'target' &&
        event.stream === stream &&
        event.type === FRAME_TYPES.HEADERS
    ) as FieldsEvent[]
  }

  /** The final response's header section on a stream. */
  response(stream: number): { event: FieldsEvent; status: number } | undefined {
    for (const event of this.sections(stream)) {
      const status = finalStatus(event)
      if (status !== undefined) return { event, status }
    }
    return undefined
  }

  /** Status by stream, for the streams that were answered. */
  get statuses(): Map<number, number> {
    const statuses = new Map<number, number>()
    for (const event of this.events) {
      if (event.event !== 'fields' || event.by !== 'target' || event.type !== FRAME_TYPES.HEADERS) continue
      const status = finalStatus(event)
      if (status !== undefined && !statuses.has(event.stream)) statuses.set(event.stream, status)
    }
    return statuses
  }

  /** The end of a connection by the target, at or after the mark. */
  get closing(): Http2Event | undefined {
    return this.after.find((event) => event.event === 'fin' || event.event === 'rst')
  }

  /** The target's answer to something that we sent after the mark and that it can only have read later: a barrier. */
  get barrier(): Http2Event | undefined {
    const pings = new Set<string>()
    const streams = new Set<number>()
    for (const event of this.events) {
      if (event.entry < this.markEntry || event.event === 'unsent') continue
      if (event.by === 'lab' && event.event === 'frame' && event.step >= this.#markStep) {
        if (isType(event.frame, 'PING') && !has(event.frame, 'ACK'))
          pings.add(`${event.on} ${event.frame.payload}`)
        if (isType(event.frame, 'HEADERS')) streams.add(event.frame.stream)
      }
      if (event.by !== 'target') continue
      if (
        event.event === 'frame' &&
        isType(event.frame, 'PING') &&
        has(event.frame, 'ACK') &&
        pings.has(`${event.on} ${event.frame.payload}`)
      )
        return event
      if (event.event === 'fields' && streams.has(event.stream) && event.type === FRAME_TYPES.HEADERS)
        return event
    }
    return undefined
  }

  get #markStep(): number {
    return this.events.find((event) => event.entry >= this.markEntry)?.step ?? Infinity
  }

  /** Whether the target ended the stream (END_STREAM) before the given entry. */
  endedBefore(stream: number, entry: number): boolean {
    return this.events.some(
      (event) =>
        event.event === 'frame' &&
        event.by === 'target' &&
        event.entry < entry &&
        event.frame.stream === stream &&
        (isType(event.frame, 'DATA') || isType(event.frame, 'HEADERS')) &&
        (event.frame.flags & FLAGS.END_STREAM) !== 0
    )
  }

  /** Reset by the target before the given entry. */
  resetBefore(stream: number, entry: number): boolean {
    return this.events.some(
      (event) =>
        event.event === 'frame' &&
        event.by === 'target' &&
        event.entry < entry &&
        event.frame.stream === stream &&
        isType(event.frame, 'RST_STREAM')
    )
  }

  /** A GOAWAY of the target with an error code, or the end of the connection, before the mark. */
  get goneBefore(): Http2Event | undefined {
    return this.before.find(
      (event) =>
        event.event === 'fin' ||
        event.event === 'rst' ||
        (event.event === 'frame' && isType(event.frame, 'GOAWAY') && codeIn(event.frame) !== 0)
    )
  }
}

/** The status of a final response's header section (NaN without one); undefined for an interim response. */
function finalStatus({ fields }: FieldsEvent): number | undefined {
  const status = Number(fields.find(({ name }) => name === ':status')?.value ?? NaN)
  return status >= 100 && status < 200 ? undefined : status
}
