import type { Role } from '../../../lab/case.ts'
import { readHttp2, type Http2Event } from '../../../lab/http2/reading.ts'
import { PREFACE } from '../../../lab/http2/registry.ts'
import type { Trace } from '../../../lab/trace.ts'
import { http1Lines } from '../../octets/http1-lines.ts'
import { frameLine, frameOctets } from '../../octets/http2-frame.ts'
import { readEvents } from '../../octets/read-events.ts'
import { printable } from '../../printable.ts'
import { frameSpans } from './frame-spans.ts'
import type { WireEvent } from './wire-event.ts'

type Base = Pick<WireEvent, 'entry' | 'by' | 'on' | 'step' | 'at' | 'auto'>

/** A trace as events with annotated octets: messages where the protocol is known, and whatever else happened. */
export function readWire(suite: string, role: Role, trace: Trace): WireEvent[] {
  const decoded = READERS.get(suite)?.(trace, role) ?? []
  const seen = new Set(decoded.map(({ entry }) => entry))
  const others = readEvents('', role, trace).flatMap(({ entry, by, line, octets }): WireEvent[] => {
    const what = trace.entries[entry]
    if (what === undefined || seen.has(entry)) return []
    const base = { entry, by, on: what.on, step: what.step, at: what.at, auto: 'auto' in what }
    return [
      octets === undefined
        ? { ...base, kind: 'note', name: what.kind, text: line }
        : { ...base, kind: 'message', name: 'octets', text: line, octets }
    ]
  })
  return [...decoded, ...others, ...records(trace)].sort((a, b) => a.entry - b.entry)
}

/** TLS records by content type (RFC 8446 section 5.1). */
const CONTENT: Readonly<Record<number, string>> = {
  20: 'change_cipher_spec',
  21: 'alert',
  22: 'handshake',
  23: 'application_data'
}

/** Records as they crossed the wire, where a trace keeps them. */
function records(trace: Trace): WireEvent[] {
  return trace.entries.flatMap((what, entry): WireEvent[] => {
    if (what.kind !== 'record') return []
    const { octets, by, on, step, at } = what
    const type = CONTENT[octets[0] ?? 0] ?? `type ${octets[0]}`
    const text = `${type} length=${Math.max(0, octets.length - 5)}`
    const base = { entry, by, on: printable(on), step, at, auto: false }
    return [{ ...base, kind: 'message', name: 'TLS record', text, octets }]
  })
}

/** By the suite's name, which comes from the log. */
const READERS: ReadonlyMap<string, (trace: Trace, role: Role) => WireEvent[]> = new Map([
  ['http1', readLines],
  ['http2', readFrames]
])

/** Octets of HTTP/1 as they came, with a span for each line. */
function readLines(trace: Trace): WireEvent[] {
  return trace.entries.flatMap((what, entry): WireEvent[] => {
    if (what.kind !== 'sent' && what.kind !== 'received') return []
    const lines = http1Lines(what.octets)
    return [
      {
        entry,
        by: what.kind === 'sent' ? 'lab' : 'target',
        on: printable(what.on),
        step: what.step,
        at: what.at,
        auto: false,
        kind: 'message',
        name: 'octets',
        text: `${lines[0]?.text ?? ''}${lines.length > 1 ? ` and ${lines.length - 1} more lines` : ''}`,
        octets: what.octets,
        spans: lines.map(({ from, to, text }) => ({ from, to, name: 'line', value: text }))
      }
    ]
  })
}

/** Frames with the fields that they complete. */
function readFrames(trace: Trace, role: Role): WireEvent[] {
  const events: WireEvent[] = []
  /** Index of the last frame of a side on a connection: a field block belongs to the frame that ends it. */
  const last = new Map<string, number>()
  for (const event of readHttp2(trace, role === 'client' ? 'target' : 'lab').events) {
    const { entry, by, on, step, at } = event
    const base: Base = { entry, by, on: printable(on), step, at, auto: false }
    const one = wireEvent(event, base)
    if (one !== undefined) {
      last.set(`${by} ${on}`, events.length)
      events.push(one)
    }
    const index = last.get(`${by} ${on}`)
    const frame = index === undefined ? undefined : events[index]
    if (index === undefined || frame === undefined) continue
    if (event.event === 'fields')
      events[index] = {
        ...frame,
        fields: event.fields.map(({ name, value }) => [printable(name), printable(value)] as const)
      }
    else if (event.event === 'undecodable')
      events[index] = { ...frame, text: `${frame.text} – does not decode: ${printable(event.reason)}` }
  }
  return events
}

function wireEvent(event: Http2Event, base: Base): WireEvent | undefined {
  if (event.event === 'frame') {
    const [name = '', stream = '', length = '', ...rest] = frameLine(event.frame).split(' ')
    const octets = frameOctets(event.frame)
    const flags = rest.filter((word) => /^[A-Z_]+$/.test(word) && FLAGS.has(word)).join(' ')
    return {
      ...base,
      auto: event.auto,
      kind: 'message',
      name,
      text: [stream, length, ...rest].join(' '),
      octets,
      spans: frameSpans(event.frame, flags === '' ? hexOctet(event.frame.flags) : flags)
    }
  }
  if (event.event === 'preface') {
    const octets = event.valid ? Uint8Array.from(PREFACE, (letter) => letter.charCodeAt(0)) : undefined
    return {
      ...base,
      kind: 'message',
      name: 'preface',
      text: event.valid ? 'connection preface' : 'something else than a connection preface',
      ...(octets === undefined
        ? {}
        : { octets, spans: [{ from: 0, to: octets.length, name: 'preface', value: printable(PREFACE) }] })
    }
  }
  if (event.event === 'foreign')
    return { ...base, kind: 'message', name: 'no HTTP/2', text: `"${printable(event.text)}"` }
  return undefined
}

const FLAGS = new Set(['END_STREAM', 'ACK', 'END_HEADERS', 'PADDED', 'PRIORITY'])
const hexOctet = (octet: number): string => `0x${octet.toString(16).padStart(2, '0')}`
