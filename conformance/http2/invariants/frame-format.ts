import { has, isType } from '../../../lab/http2/reading.ts'
import { frameName, type FrameName } from '../../../lab/http2/registry.ts'
import { nameOf, ofTarget, paddingOf } from './frames.ts'
import type { InvariantRule } from './rule.ts'

/** Flags that a frame type defines. */
const DEFINED: Readonly<Partial<Record<FrameName, number>>> = {
  DATA: 0x09,
  HEADERS: 0x2d,
  PRIORITY: 0,
  RST_STREAM: 0,
  SETTINGS: 0x01,
  PUSH_PROMISE: 0x0c,
  PING: 0x01,
  GOAWAY: 0,
  WINDOW_UPDATE: 0,
  CONTINUATION: 0x04,
  PRIORITY_UPDATE: 0
}

/** Which frame types belong to a stream, and which to the connection. */
const STREAMS: readonly (readonly [FrameName, 'stream' | 'connection', string])[] = [
  ['DATA', 'stream', 'rfc9113-6.1-4'],
  ['HEADERS', 'stream', 'rfc9113-6.2-5'],
  ['RST_STREAM', 'stream', 'rfc9113-6.4-3'],
  ['CONTINUATION', 'stream', 'rfc9113-6.10-3'],
  ['SETTINGS', 'connection', 'rfc9113-6.5-5'],
  ['PING', 'connection', 'rfc9113-6.7+1'],
  ['GOAWAY', 'connection', 'rfc9113-6.8+1']
]
const PADDED = [
  ['DATA', 'rfc9113-6.1-2'],
  ['HEADERS', 'rfc9113-6.2-1']
] as const

/** How a frame is made, whoever sends it. */
export const frameFormat: readonly InvariantRule[] = [
  {
    id: 'reserved-bit-set',
    title: 'the reserved bit before a stream identifier is zero',
    requirements: ['rfc9113-4.1-4'],
    watch: (note) =>
      ofTarget((event) => {
        note.seen()
        if (event.frame.reserved) note.broken(`${nameOf(event)} has the reserved bit set`, event.entry)
      })
  },
  {
    id: 'unused-flag-set',
    title: 'flags that a frame type does not define are zero',
    requirements: ['rfc9113-4.1-3'],
    watch: (note) =>
      ofTarget((event) => {
        const name = frameName(event.frame.type)
        const defined = name === undefined ? undefined : DEFINED[name]
        if (defined === undefined) return
        note.seen()
        const unused = event.frame.flags & ~defined
        if (unused !== 0)
          note.broken(`${nameOf(event)} has the unused flag 0x${unused.toString(16)} set`, event.entry)
      })
  },
  ...STREAMS.map(([type, belongs, requirement]): InvariantRule => ({
    id: `${type.toLowerCase().replace('_', '-')}-sent-on-${belongs === 'stream' ? 'stream-zero' : 'a-stream'}`,
    title: `${type} is sent on ${belongs === 'stream' ? 'a stream, never on stream 0' : 'stream 0 only'}`,
    requirements: [requirement],
    watch: (note) =>
      ofTarget((event) => {
        if (!isType(event.frame, type)) return
        note.seen()
        if ((event.frame.stream === 0) === (belongs === 'stream'))
          note.broken(`${type} on stream ${event.frame.stream}`, event.entry)
      })
  })),
  ...PADDED.map(([type, requirement]): InvariantRule => ({
    id: `padding-of-${type.toLowerCase()}-not-zero`,
    title: `the padding of ${type} is zeros`,
    requirements: [requirement],
    watch: (note) =>
      ofTarget((event) => {
        const padding = isType(event.frame, type) ? paddingOf(event) : undefined
        if (padding === undefined) return
        note.seen()
        if (padding.some((octet) => octet !== 0))
          note.broken(`${nameOf(event)} has padding other than zeros`, event.entry)
      })
  })),
  {
    id: 'settings-acknowledgement-with-payload',
    title: 'SETTINGS with ACK has no payload',
    requirements: ['rfc9113-6.5-3'],
    watch: (note) =>
      ofTarget(({ frame, entry }) => {
        if (!isType(frame, 'SETTINGS') || !has(frame, 'ACK')) return
        note.seen()
        if (frame.payload.length > 0)
          note.broken(`a SETTINGS acknowledgement with ${frame.payload.length} octets`, entry)
      })
  },
  {
    id: 'ping-sent-without-8-octets',
    title: 'PING carries 8 octets',
    requirements: ['rfc9113-6.7-1'],
    watch: (note) =>
      ofTarget(({ frame, entry }) => {
        if (!isType(frame, 'PING')) return
        note.seen()
        if (frame.payload.length !== 8) note.broken(`PING with ${frame.payload.length} octets`, entry)
      })
  }
]
