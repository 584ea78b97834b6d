// Over 300 lines: a table, one row each, of unlawful things that a server might send.
import { block } from '../../impl/hpack/block.ts'
import { literal, type Representation } from '../../impl/hpack/representation.ts'
import { encode } from '../http2/encode.ts'
import type { FieldLine, Frame } from '../http2/message.ts'
import { FLAGS, FRAME_TYPES } from '../http2/registry.ts'
import { FrameSplitter, type WireFrame } from '../http2/split.ts'
import type { Saboteur } from './saboteur.ts'

/** What a server says that it must not, and where it says it. */
type Row = readonly [
  does: string,
  requirement: string,
  where: (frame: WireFrame) => boolean,
  says: (frame: WireFrame, count: number) => readonly WireFrame[]
]

const frames = (...all: readonly Frame[]): WireFrame[] =>
  all.flatMap((frame) =>
    new FrameSplitter().push(
      encode(frame, { value: (value) => (typeof value === 'number' ? value : 0), text: (text) => text })
    )
  )
const has = (frame: WireFrame, flag: number): boolean => (frame.flags & flag) !== 0
const is =
  (type: number, without = 0) =>
  (frame: WireFrame): boolean =>
    frame.type === type && (frame.flags & without) === 0
const greeting = is(FRAME_TYPES.SETTINGS, FLAGS.ACK)
const response = is(FRAME_TYPES.HEADERS)
const end = (frame: WireFrame): boolean =>
  (frame.type === FRAME_TYPES.DATA || frame.type === FRAME_TYPES.HEADERS) && has(frame, FLAGS.END_STREAM)

const behind =
  (...said: readonly Frame[]): Row[3] =>
  (frame) => [
    frame,
    ...frames(...said.map((one) => (one.stream === undefined ? { ...one, stream: frame.stream } : one)))
  ]
const before =
  (...said: readonly Frame[]): Row[3] =>
  (frame) => [
    ...frames(...said.map((one) => (one.stream === undefined ? { ...one, stream: frame.stream } : one))),
    frame
  ]
const ping: Frame = { frame: 'PING', stream: 0, opaque: '7361 6265 7465 7572' }
const plain = (fields: readonly FieldLine[]): Representation[] =>
  fields.map(([name, value]) => literal({ name, value, indexing: 'without' }))

/** Field lines behind those of a header section. */
const withFields =
  (...fields: readonly FieldLine[]): Row[3] =>
  (frame) => {
    const more = block(plain(fields))
    const payload = new Uint8Array(frame.payload.length + more.length)
    payload.set(frame.payload)
    payload.set(more, frame.payload.length)
    return [{ ...frame, payload }]
  }
/** Settings behind those that the server announces. */
const withSettings =
  (...pairs: readonly (readonly [number, number])[]): Row[3] =>
  (frame) => {
    const octets = pairs.flatMap(([id, value]) => [id >> 8, id, value >>> 24, value >> 16, value >> 8, value])
    return [{ ...frame, payload: Uint8Array.of(...frame.payload, ...octets) }]
  }
const padded = (frame: WireFrame): readonly WireFrame[] => [
  {
    ...frame,
    flags: frame.flags | FLAGS.PADDED,
    payload: Uint8Array.of(2, ...frame.payload, 0x7a, 0x79)
  }
]
/** The first octets of a field block in HEADERS, the rest in CONTINUATION, and something in between. */
const interrupted = (frame: WireFrame): readonly WireFrame[] => [
  { ...frame, flags: frame.flags & ~FLAGS.END_HEADERS, payload: frame.payload.subarray(0, 1) },
  ...frames(ping),
  {
    ...frame,
    type: FRAME_TYPES.CONTINUATION,
    flags: FLAGS.END_HEADERS,
    payload: frame.payload.subarray(1)
  }
]
const REQUEST: readonly FieldLine[] = [
  [':method', 'GET'],
  [':scheme', 'https'],
  [':authority', 'zyphos.test:443'],
  [':path', '/style.css']
]
const promise = (promised: number, fields: readonly FieldLine[] = REQUEST, padding = false): Frame => ({
  frame: 'PUSH_PROMISE',
  promised,
  block: { representations: plain(fields) },
  ...(padding ? { padding: 2, padWith: 0x7a } : {})
})
const status = (value: string, endStream?: true): Frame => ({
  frame: 'HEADERS',
  block: { representations: plain([[':status', value]]) },
  ...(endStream === undefined ? {} : { endStream })
})

const rows: readonly Row[] = [
  ['reports an error twice', 'rfc9113-5.4-2', is(FRAME_TYPES.GOAWAY), (frame) => [frame, frame]],
  [
    'promises for another authority',
    'rfc9113-8.4-6',
    response,
    before(promise(2, [...REQUEST.slice(0, 2), [':authority', 'other.example'], ...REQUEST.slice(3)]))
  ],
  [
    'promises what its content has named',
    'rfc9113-8.4.1-4',
    (frame) => frame.type === FRAME_TYPES.DATA && !has(frame, FLAGS.END_STREAM),
    (frame) => [
      frame,
      ...frames(
        { frame: 'DATA', stream: frame.stream, data: '/style.css' },
        { ...promise(2), stream: frame.stream }
      )
    ]
  ],

  ['announces SETTINGS_MAX_FRAME_SIZE of 16,383', 'rfc9113-6.5.2-10', greeting, withSettings([0x05, 16_383])],
  ['announces SETTINGS_ENABLE_CONNECT_PROTOCOL of 2', 'rfc8441-3-1', greeting, withSettings([0x08, 2])],
  ['announces SETTINGS_NO_RFC7540_PRIORITIES of 2', 'rfc9218-2.1-1', greeting, withSettings([0x09, 2])],
  [
    'takes SETTINGS_ENABLE_CONNECT_PROTOCOL back',
    'rfc8441-3-3',
    greeting,
    withSettings([0x08, 1], [0x08, 0])
  ],
  [
    'changes SETTINGS_NO_RFC7540_PRIORITIES',
    'rfc9218-2.1-4',
    greeting,
    behind({ frame: 'SETTINGS', stream: 0, settings: [['NO_RFC7540_PRIORITIES', 0]] })
  ],
  [
    'acknowledges SETTINGS twice',
    'rfc9113-6.5.3-4',
    (frame) => frame.type === FRAME_TYPES.SETTINGS && has(frame, FLAGS.ACK),
    (frame) => [frame, frame]
  ],

  ['sends DATA on stream 0', 'rfc9113-6.1-4', response, behind({ frame: 'DATA', stream: 0, data: 'x' })],
  ['sends HEADERS on stream 0', 'rfc9113-6.2-5', response, behind({ ...status('200'), stream: 0 })],
  [
    'sends RST_STREAM on stream 0',
    'rfc9113-6.4-3',
    response,
    behind({ frame: 'RST_STREAM', stream: 0, code: 'CANCEL' })
  ],
  [
    'sends CONTINUATION on stream 0',
    'rfc9113-6.10-3',
    response,
    behind({ frame: 'CONTINUATION', stream: 0 })
  ],
  ['sends CONTINUATION outside a field block', 'rfc9113-6.10-5', response, behind({ frame: 'CONTINUATION' })],
  ['sends SETTINGS on a stream', 'rfc9113-6.5-5', response, behind({ frame: 'SETTINGS' })],
  ['sends PING on a stream', 'rfc9113-6.7+1', response, behind({ ...ping, stream: 1 })],
  [
    'sends GOAWAY on a stream',
    'rfc9113-6.8+1',
    response,
    behind({ frame: 'GOAWAY', last: 0x7fffffff, code: 'NO_ERROR' })
  ],
  ['pads DATA with other than zeros', 'rfc9113-6.1-2', is(FRAME_TYPES.DATA), padded],
  ['pads HEADERS with other than zeros', 'rfc9113-6.2-1', response, padded],
  [
    'sends PING of 7 octets',
    'rfc9113-6.7-1',
    response,
    behind({ frame: 'PING', stream: 0, opaque: '', payload: '00000000000000' })
  ],
  ['puts PING into a field block', 'rfc9113-4.3-1', response, interrupted],

  ['sends DATA after END_STREAM', 'rfc9113-5.1+2', end, behind({ frame: 'DATA', data: '' })],
  [
    'sends DATA after its own RST_STREAM',
    'rfc9113-5.4.2+1',
    is(FRAME_TYPES.RST_STREAM),
    behind({ frame: 'DATA', data: '' })
  ],
  [
    'resets an idle stream',
    'rfc9113-6.4-5',
    greeting,
    behind({ frame: 'RST_STREAM', stream: 0x7ffffff1, code: 'CANCEL' })
  ],
  [
    'responds on an idle stream',
    'rfc9113-5.1.1-1',
    greeting,
    behind({ ...status('200'), stream: 0x7ffffff1 })
  ],
  [
    'sends PRIORITY_UPDATE',
    'rfc9218-7.1-10',
    response,
    behind({ frame: 'PRIORITY_UPDATE', stream: 0, prioritized: 1, value: 'u=1' })
  ],
  [
    'raises the last stream of GOAWAY',
    'rfc9113-6.8-6',
    is(FRAME_TYPES.GOAWAY),
    behind({ frame: 'GOAWAY', stream: 0, last: 0x7fffffff, code: 'NO_ERROR' })
  ],
  [
    'reports two kinds of errors',
    'rfc9113-5.4-2',
    is(FRAME_TYPES.GOAWAY),
    behind({ frame: 'GOAWAY', stream: 0, last: 0, code: 'HTTP_1_1_REQUIRED' })
  ],
  [
    'grants a window of 0 octets',
    'rfc9113-6.9+1',
    greeting,
    behind({ frame: 'WINDOW_UPDATE', stream: 0, increment: 0 })
  ],
  [
    'grants a window above 2^31-1',
    'rfc9113-6.9.1+1',
    greeting,
    behind({ frame: 'WINDOW_UPDATE', stream: 0, increment: 0x7fffffff })
  ],

  ['sends a field name in upper case', 'rfc9113-8.2-1', response, withFields(['X-Upper', '1'])],
  ['sends a field name with SP', 'rfc9113-8.2.1-3', response, withFields(['x upper', '1'])],
  ['sends a field name with a colon', 'rfc9113-8.2.1-4', response, withFields(['x:y', '1'])],
  ['sends a field value with LF', 'rfc9113-8.2.1-5', response, withFields(['x-two', '1\n2'])],
  ['sends a field value that ends with SP', 'rfc9113-8.2.1-6', response, withFields(['x-space', '1 '])],
  ['sends a connection-specific field', 'rfc9113-8.2.2-1', response, withFields(['connection', 'close'])],
  ['sends :status twice', 'rfc9113-8.3-8', response, withFields([':status', '200'])],
  ['sends :path in a response', 'rfc9113-8.3-1', response, withFields([':path', '/'])],
  [
    'ends a stream by an interim response',
    'rfc9113-8.1+3',
    response,
    (frame) => frames({ ...status('103', true), stream: frame.stream })
  ],
  ['responds with status 101', 'rfc9113-8.6+1', response, before(status('101'))],
  [
    'sends content with status 204',
    'rfc9113-8.1.1+1',
    response,
    (frame) =>
      frames(
        { ...status('204'), stream: frame.stream },
        ...(has(frame, FLAGS.END_STREAM)
          ? [{ frame: 'DATA', stream: frame.stream, data: 'x', endStream: true } as const]
          : [])
      )
  ],
  ['announces a content of one octet', 'rfc9113-8.1.1+1', response, withFields(['content-length', '1'])],

  ['promises although push is disabled', 'rfc9113-6.6-8', response, before(promise(2))],
  [
    'promises a stream twice',
    'rfc9113-5.1.1-2',
    response,
    (frame) => [
      ...frames({ ...promise(2), stream: frame.stream }, { ...promise(2), stream: frame.stream }),
      frame
    ]
  ],
  ['promises on a stream that it has ended', 'rfc9113-6.6-10', end, behind(promise(2))],
  ['pads PUSH_PROMISE with other than zeros', 'rfc9113-6.6-2', response, before(promise(2, REQUEST, true))],
  [
    'promises a POST request',
    'rfc9113-8.4.1-1',
    response,
    before(promise(2, [[':method', 'POST'], ...REQUEST.slice(1)]))
  ],
  [
    'sends DATA on a promised stream before HEADERS',
    'rfc9113-5.1-3',
    response,
    before(promise(2), { frame: 'DATA', stream: 2, data: '' })
  ]
]

/** Servers that say something that they must not. */
export const saying: readonly Saboteur[] = [
  ...rows.map(([does, requirement, where, says]): Saboteur => ({
    name: does,
    does,
    requirements: [requirement],
    begin() {
      let count = 0
      return { outgoing: (frame) => (where(frame) ? says(frame, count++) : [frame]) }
    }
  })),
  {
    name: 'answers RST_STREAM with RST_STREAM',
    does: 'answers a second RST_STREAM with RST_STREAM',
    requirements: ['rfc9113-5.4.2-4'],
    begin() {
      const reset = new Set<number>()
      return {
        answer({ type, stream }) {
          if (type !== FRAME_TYPES.RST_STREAM) return []
          const again = reset.has(stream)
          reset.add(stream)
          return again ? frames({ frame: 'RST_STREAM', stream, code: 'CANCEL' }) : []
        }
      }
    }
  },
  {
    name: 'answers HTTP/2 in a tunnel',
    does: 'takes the far end of a tunnel for itself, and answers there in HTTP/2',
    requirements: ['rfc8441-4-3'],
    begin: () => ({
      outgoing: (frame) => [
        frame.type === FRAME_TYPES.DATA && frame.payload[0] === 0x50 && frame.payload[1] === 0x52
          ? { ...frame, payload: Uint8Array.of(0, 0, 0, FRAME_TYPES.SETTINGS, 0, 0, 0, 0, 0) }
          : frame
      ]
    })
  },
  {
    name: 'sends DATA on a stream that was reset',
    does: 'sends DATA on a stream that the client has reset, at each PING',
    requirements: ['rfc9113-6.4-1'],
    begin() {
      let reset = 0
      return {
        answer: (frame) => {
          if (frame.type === FRAME_TYPES.RST_STREAM) reset = frame.stream
          return frame.type === FRAME_TYPES.PING && reset !== 0
            ? frames({ frame: 'DATA', stream: reset, data: '' })
            : []
        }
      }
    }
  },
  {
    name: 'sends content in response to HEAD',
    does: 'ends the response to HEAD by content',
    requirements: ['rfc9113-8.1.1+1'],
    begin: () => ({
      outgoing: (frame) =>
        frame.type === FRAME_TYPES.HEADERS && has(frame, FLAGS.END_STREAM)
          ? [
              { ...frame, flags: frame.flags & ~FLAGS.END_STREAM },
              ...frames({ frame: 'DATA', stream: frame.stream, data: 'x', endStream: true })
            ]
          : [frame]
    })
  }
]
