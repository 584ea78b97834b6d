import type { Patience } from '../script.ts'
import type { Actor, TlsFacts, Trace } from '../trace.ts'
import { RepeatingDecoder } from './repeating-decoder.ts'
import { errorText, FLAGS, FRAME_TYPES, PREFACE, settingName, type SettingName } from './registry.ts'
import { concat, FrameSplitter, uint16, uint32, type WireFrame } from './split.ts'

/** What the judge reads of a trace: frames of both sides in the order in which they became complete, and how it ended. */
export interface Http2Reading {
  readonly events: readonly Http2Event[]
}

interface EventBase {
  /** Index of the trace's entry with which the event was complete. */
  readonly entry: number
  readonly by: Actor
  readonly on: string
  readonly step: number
  readonly at: number
}

export type Http2Event = EventBase &
  (
    | { readonly event: 'frame'; readonly frame: WireFrame; readonly auto: boolean }
    /** A complete field block: after the frame that ended it. */
    | {
        readonly event: 'fields'
        readonly stream: number
        readonly type: number
        readonly endStream: boolean
        readonly fields: readonly FieldLine[]
        readonly promised?: number
      }
    /** A field block that does not decode. */
    | { readonly event: 'undecodable'; readonly stream: number; readonly reason: string }
    /** The client's connection preface came, or something else in its place. */
    | { readonly event: 'preface'; readonly valid: boolean }
    /** Octets that are no HTTP/2 at all (they begin a first frame that is not SETTINGS). */
    | { readonly event: 'foreign'; readonly text: string }
    | { readonly event: 'open'; readonly tls?: TlsFacts }
    | { readonly event: 'fin' | 'rst'; readonly reason?: string }
    | { readonly event: 'unsent' }
    | { readonly event: 'deadline' | 'met'; readonly patience: Patience }
    | { readonly event: 'refused' | 'unresolved'; readonly reason: string }
    | { readonly event: 'exit'; readonly status: number | null; readonly signal: string | null }
    | { readonly event: 'elided'; readonly length: number }
  )

export interface FieldLine {
  readonly name: string
  readonly value: string
  readonly neverIndexed?: boolean
}

export type FrameEvent = Extract<Http2Event, { event: 'frame' }>

/** One direction of one connection while it is read. */
interface Direction {
  readonly splitter: FrameSplitter
  decoder: RepeatingDecoder | undefined
  /** Octets of field sections that were decoded. */
  expanded: number
  preface: number
  prefaceText: string
  frames: number
  foreign: boolean
  block:
    | { stream: number; type: number; endStream: boolean; fragments: Uint8Array[]; promised?: number }
    | undefined
}

/** Judge and invariants read the same trace: it is decoded once for each side that may be the client. */
const READ: Readonly<Record<Actor, WeakMap<Trace, Http2Reading>>> = {
  lab: new WeakMap(),
  target: new WeakMap()
}

/** Reads a trace that is complete. The side that began the connection sends the preface. */
export function readHttp2(trace: Trace, client: Actor): Http2Reading {
  const known = READ[client].get(trace)
  if (known !== undefined) return known
  const reading = decode(trace, client)
  READ[client].set(trace, reading)
  return reading
}

function decode(trace: Trace, client: Actor): Http2Reading {
  const directions = new Map<string, Direction>()
  const direction = (on: string, by: Actor): Direction => {
    const key = `${by} ${on}`
    const known = directions.get(key)
    if (known !== undefined) return known
    const created: Direction = {
      splitter: new FrameSplitter(),
      decoder: new RepeatingDecoder(MOST_EXPANDED),
      expanded: 0,
      preface: by === client ? PREFACE.length : 0,
      prefaceText: '',
      frames: 0,
      foreign: false,
      block: undefined
    }
    directions.set(key, created)
    return created
  }
  const events: Http2Event[] = []
  const lives = new Map<string, number>()
  for (const [entry, what] of trace.entries.entries()) {
    // A name may be used again, for a connection of its own.
    if (what.kind === 'open') lives.set(what.on, (lives.get(what.on) ?? 0) + 1)
    const life = lives.get(what.on) ?? 1
    const on = life === 1 ? what.on : `${what.on} ${life}`
    const base = { entry, on, step: what.step, at: what.at }
    switch (what.kind) {
      case 'sent':
      case 'received': {
        const by = what.kind === 'sent' ? 'lab' : 'target'
        take(
          direction(on, by),
          what.octets,
          { ...base, by },
          what.kind === 'sent' && what.auto === true,
          events
        )
        break
      }
      case 'fin':
      case 'rst':
        events.push({
          ...base,
          by: what.by,
          event: what.kind,
          ...(what.reason === undefined ? {} : { reason: what.reason })
        })
        break
      case 'elided':
        events.push({ ...base, by: what.by, event: 'elided', length: what.length })
        break
      case 'exit':
        events.push({ ...base, by: 'target', event: 'exit', status: what.status, signal: what.signal })
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
        events.push({ ...base, by: 'lab', event: what.kind, patience: what.patience })
        break
      case 'open':
        // A name that is used again stands for a new connection, which knows nothing of the one before.
        directions.delete(`lab ${what.on}`)
        directions.delete(`target ${what.on}`)
        events.push({
          ...base,
          by: 'lab',
          event: 'open',
          ...(what.tls === undefined ? {} : { tls: what.tls })
        })
        break
      case 'unsent':
        events.push({ ...base, by: 'lab', event: 'unsent' })
        break
      case 'record':
      case 'sample':
        break
    }
  }
  return { events }
}

/** Octets of decoded field sections (RFC 7541, section 4.1) that the judge looks at in one direction of a connection. */
const MOST_EXPANDED = 64 * 1024 * 1024

function take(
  direction: Direction,
  octets: Uint8Array,
  base: EventBase,
  auto: boolean,
  events: Http2Event[]
): void {
  let rest = octets
  if (direction.preface > 0) {
    const taken = rest.subarray(0, direction.preface)
    direction.prefaceText += String.fromCharCode(...taken)
    direction.preface -= taken.length
    rest = rest.subarray(taken.length)
    const valid = PREFACE.startsWith(direction.prefaceText)
    if (!valid || direction.preface === 0) events.push({ ...base, event: 'preface', valid })
    if (!valid) {
      direction.preface = 0
      direction.foreign = true
    }
  }
  if (direction.foreign) return
  for (const frame of direction.splitter.push(rest)) {
    direction.frames++
    // Written out: a flood has thousands of them, and a spread costs several times as much.
    const { entry, by, on, step, at } = base
    events.push({ entry, by, on, step, at, event: 'frame', frame, auto })
    fields(direction, frame, base, events)
  }
  if (direction.frames > 0 || base.by !== 'target') return
  const head = direction.splitter.head(60)
  if (head.length >= 9 && head[3] !== FRAME_TYPES.SETTINGS) {
    direction.foreign = true
    events.push({ ...base, event: 'foreign', text: String.fromCharCode(...head) })
  }
}

const IN_BLOCKS: ReadonlySet<number> = new Set([
  FRAME_TYPES.HEADERS,
  FRAME_TYPES.PUSH_PROMISE,
  FRAME_TYPES.CONTINUATION
])

function fields(direction: Direction, frame: WireFrame, base: EventBase, events: Http2Event[]): void {
  if (!IN_BLOCKS.has(frame.type)) return
  const padded = (frame.flags & FLAGS.PADDED) !== 0 && frame.type !== FRAME_TYPES.CONTINUATION
  const content = frame.payload.subarray(
    padded ? 1 : 0,
    frame.payload.length - (padded ? (frame.payload[0] ?? 0) : 0)
  )
  if (frame.type === FRAME_TYPES.HEADERS)
    direction.block = {
      stream: frame.stream,
      type: frame.type,
      endStream: (frame.flags & FLAGS.END_STREAM) !== 0,
      fragments: [content.subarray((frame.flags & FLAGS.PRIORITY) !== 0 ? 5 : 0)]
    }
  else if (frame.type === FRAME_TYPES.PUSH_PROMISE)
    direction.block = {
      stream: frame.stream,
      type: frame.type,
      endStream: false,
      fragments: [content.subarray(4)],
      promised: uint32(content, 0) % 0x80000000
    }
  else direction.block?.fragments.push(frame.payload)
  const { block } = direction
  if (block === undefined || (frame.flags & FLAGS.END_HEADERS) === 0) return
  direction.block = undefined
  if (direction.decoder === undefined) return
  try {
    const { lines, size } = direction.decoder.decode(concat(block.fragments))
    direction.expanded += size
    if (direction.expanded > MOST_EXPANDED) throw new Error('its field sections expand without bound')
    const { stream, type, endStream } = block
    const { entry, by, on, step, at } = base
    events.push({
      entry,
      by,
      on,
      step,
      at,
      event: 'fields',
      stream,
      type,
      endStream,
      fields: lines,
      ...(block.promised === undefined ? {} : { promised: block.promised })
    })
  } catch (error) {
    // The table is lost with the block: nothing after it can be decoded.
    direction.decoder = undefined
    events.push({
      ...base,
      event: 'undecodable',
      stream: block.stream,
      reason: error instanceof Error ? error.message : String(error)
    })
  }
}

/** Settings in a SETTINGS frame, in order. */
export function settingsIn(frame: WireFrame): { id: number; name: SettingName | undefined; value: number }[] {
  const settings = []
  for (let offset = 0; offset + 6 <= frame.payload.length; offset += 6) {
    const id = uint16(frame.payload, offset)
    settings.push({ id, name: settingName(id), value: uint32(frame.payload, offset + 2) })
  }
  return settings
}

/** The error code of an RST_STREAM or GOAWAY frame. */
export const codeIn = (frame: WireFrame): number =>
  uint32(frame.payload, frame.type === FRAME_TYPES.GOAWAY ? 4 : 0)

export const codeTextIn = (frame: WireFrame): string => errorText(codeIn(frame))

export const isType = (frame: WireFrame, name: keyof typeof FRAME_TYPES): boolean =>
  frame.type === FRAME_TYPES[name]

export const has = (frame: WireFrame, flag: keyof typeof FLAGS): boolean => (frame.flags & FLAGS[flag]) !== 0
