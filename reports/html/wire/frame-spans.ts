import { codeTextIn, has, isType, settingsIn } from '../../../lab/http2/reading.ts'
import { frameName } from '../../../lab/http2/registry.ts'
import { uint32, type WireFrame } from '../../../lab/http2/split.ts'
import { hex } from '../../octets/hex.ts'
import { printable } from '../../printable.ts'
import type { Span } from './wire-event.ts'

/** Octets of a frame header (RFC 9113 section 4.1). */
const HEADER = 9

/** What the octets of a frame mean, part by part; the frame header first. */
export function frameSpans(frame: WireFrame, flags: string): Span[] {
  const { payload } = frame
  const type = frameName(frame.type)
  return [
    { from: 0, to: 3, name: 'length', value: `${payload.length}` },
    {
      from: 3,
      to: 4,
      name: 'type',
      value: type ?? `0x${frame.type.toString(16).padStart(2, '0')} (unknown)`
    },
    { from: 4, to: 5, name: 'flags', value: flags },
    {
      from: 5,
      to: 9,
      name: 'stream',
      value: `${frame.stream}${frame.reserved ? ', reserved bit set' : ''}`
    },
    ...payloadSpans(frame).map(({ from, to, ...rest }) => ({ from: from + HEADER, to: to + HEADER, ...rest }))
  ].filter(({ from, to }) => to > from)
}

function payloadSpans(frame: WireFrame): Span[] {
  const { payload } = frame
  const whole = (name: string, value: string): Span[] => [{ from: 0, to: payload.length, name, value }]
  if (isType(frame, 'SETTINGS') && payload.length % 6 === 0)
    return settingsIn(frame).map(({ id, name, value }, index) => ({
      from: index * 6,
      to: index * 6 + 6,
      name: name ?? `setting 0x${id.toString(16)}`,
      value: String(value)
    }))
  if (isType(frame, 'GOAWAY') && payload.length >= 8)
    return [
      { from: 0, to: 4, name: 'last stream', value: String(uint32(payload, 0) % 0x80000000) },
      { from: 4, to: 8, name: 'error code', value: codeTextIn(frame) },
      { from: 8, to: payload.length, name: 'debug data', value: text(payload.subarray(8)) }
    ]
  if (isType(frame, 'RST_STREAM') && payload.length === 4) return whole('error code', codeTextIn(frame))
  if (isType(frame, 'WINDOW_UPDATE') && payload.length === 4)
    return whole('increment', String(uint32(payload, 0) % 0x80000000))
  if (isType(frame, 'PING') && payload.length === 8) return whole('opaque data', hex(payload))
  if (isType(frame, 'PRIORITY') && payload.length === 5) return priority(payload, 0)
  if (isType(frame, 'DATA')) return padded(frame, (from, to) => [content('data', payload, from, to)])
  if (isType(frame, 'HEADERS'))
    return padded(frame, (from, to) => {
      const prioritised = has(frame, 'PRIORITY') && to - from >= 5
      return [...(prioritised ? priority(payload, from) : []), block(prioritised ? from + 5 : from, to)]
    })
  if (isType(frame, 'PUSH_PROMISE'))
    return padded(frame, (from, to) => [
      {
        from,
        to: Math.min(from + 4, to),
        name: 'promised stream',
        value: String(uint32(payload, from) % 0x80000000)
      },
      block(Math.min(from + 4, to), to)
    ])
  if (isType(frame, 'CONTINUATION')) return [block(0, payload.length)]
  return whole('payload', text(payload))
}

/** The parts of a payload around its padding, where it has some that fits. */
function padded(frame: WireFrame, inner: (from: number, to: number) => Span[]): Span[] {
  const { length } = frame.payload
  const padding = frame.payload[0]
  if (!has(frame, 'PADDED') || padding === undefined) return inner(0, length)
  const pad = { from: 0, to: 1, name: 'pad length', value: String(padding) }
  if (padding >= length) return [pad, { from: 1, to: length, name: 'too short for its padding', value: '' }]
  const end = length - padding
  return [pad, ...inner(1, end), { from: end, to: length, name: 'padding', value: `${padding} octets` }]
}

const priority = (payload: Uint8Array, from: number): Span[] => [
  {
    from,
    to: from + 4,
    name: 'dependency',
    value: `${uint32(payload, from) % 0x80000000}${((payload[from] ?? 0) & 0x80) === 0 ? '' : ', exclusive'}`
  },
  { from: from + 4, to: from + 5, name: 'weight', value: String((payload[from + 4] ?? 0) + 1) }
]

const block = (from: number, to: number): Span => ({
  from,
  to,
  name: 'field block fragment',
  value: `${to - from} octets`
})

const content = (name: string, payload: Uint8Array, from: number, to: number): Span => ({
  from,
  to,
  name,
  value: text(payload.subarray(from, to))
})

/** Octets as text, the first ones. */
function text(octets: Uint8Array): string {
  const most = 120
  const shown = printable(String.fromCharCode(...octets.subarray(0, most)))
  return octets.length === 0 ? '' : `"${shown}${octets.length > most ? '…' : ''}"`
}
