import { block } from '../../impl/hpack/block.ts'
import { literal, type Representation } from '../../impl/hpack/representation.ts'
import { encode } from '../http2/encode.ts'
import type { FieldLine, Frame } from '../http2/message.ts'
import { FLAGS, FRAME_TYPES } from '../http2/registry.ts'
import { FrameSplitter, uint32, type WireFrame } from '../http2/split.ts'
import type { Saboteur, Tampering } from './saboteur.ts'

type Row = readonly [does: string, requirement: string, begin: () => Tampering]

const frames = (...all: readonly Frame[]): WireFrame[] =>
  all.flatMap((frame) =>
    new FrameSplitter().push(
      encode(frame, { value: (value) => (typeof value === 'number' ? value : 0), text: (text) => text })
    )
  )
const has = (frame: WireFrame, flag: number): boolean => (frame.flags & flag) !== 0
const plain = (fields: readonly FieldLine[]): Representation[] =>
  fields.map(([name, value]) => literal({ name, value, indexing: 'without' }))
const isRequest = (frame: WireFrame): boolean => frame.type === FRAME_TYPES.HEADERS

const METHOD: FieldLine = [':method', 'GET']
const SCHEME: FieldLine = [':scheme', 'http']
const AUTHORITY: FieldLine = [':authority', 'localhost:8080']
const PATH: FieldLine = [':path', '/page']
const GET = [METHOD, SCHEME, AUTHORITY, PATH]

/** Makes its requests of other field lines. */
const asking =
  (...fields: readonly FieldLine[]): (() => Tampering) =>
  () => ({
    outgoing: (frame) => [isRequest(frame) ? { ...frame, payload: block(plain(fields)) } : frame]
  })
/** Says something behind its first request, or before it. */
const beside =
  (place: 'before' | 'behind', ...said: readonly Frame[]): (() => Tampering) =>
  () => {
    let done = false
    return {
      outgoing(frame) {
        if (!isRequest(frame) || done) return [frame]
        done = true
        const more = frames(...said.map((one) => ({ ...one, stream: one.stream ?? frame.stream }) as Frame))
        return place === 'before' ? [...more, frame] : [frame, ...more]
      }
    }
  }
/** Says something to a frame of the server. */
const answering =
  (when: (frame: WireFrame) => boolean, ...said: readonly Frame[]): (() => Tampering) =>
  () => {
    let done = false
    return {
      answer(frame) {
        if (done || !when(frame)) return []
        done = true
        return frames(...said)
      }
    }
  }
const is =
  (type: number, flag = 0) =>
  (frame: WireFrame): boolean =>
    frame.type === type && (frame.flags & flag) === flag
const isPing = (frame: WireFrame): boolean => is(FRAME_TYPES.PING)(frame) && !has(frame, FLAGS.ACK)
const request = (stream: number, ...fields: readonly FieldLine[]): Frame => ({
  frame: 'HEADERS',
  stream,
  block: { representations: plain(fields) },
  endStream: true
})
const update = (prioritized: number, stream = 0): Frame => ({
  frame: 'PRIORITY_UPDATE',
  stream,
  prioritized,
  value: 'u=1'
})
/** The second PING and those behind it, by which what came before is known to have been read. */
const later = (): ((frame: WireFrame) => boolean) => {
  let pings = 0
  return (frame) => isPing(frame) && ++pings === 2
}
const laterSaying =
  (...said: readonly Frame[]): (() => Tampering) =>
  () =>
    answering(later(), ...said)()

const rows: readonly Row[] = [
  // 3.4 and 5
  ['begins streams twice', 'rfc9113-5.1.1-2', beside('behind', request(1, ...GET))],
  [
    'opens streams without a limit',
    'rfc9113-5.1.2-1',
    laterSaying(...Array.from({ length: 120 }, (_, n) => request(2 * n + 101, ...GET)))
  ],
  [
    'resets a stream that is idle',
    'rfc9113-6.4-5',
    laterSaying({ frame: 'RST_STREAM', stream: 0x7ffffff1, code: 'CANCEL' })
  ],
  [
    'resets its stream twice for one frame',
    'rfc9113-5.4-1',
    answering(
      is(FRAME_TYPES.DATA),
      { frame: 'RST_STREAM', stream: 1, code: 'PROTOCOL_ERROR' },
      { frame: 'RST_STREAM', stream: 1, code: 'PROTOCOL_ERROR' }
    )
  ],
  [
    'promises',
    'rfc9113-8.4-1',
    beside('behind', { frame: 'PUSH_PROMISE', promised: 2, block: { representations: plain(GET) } })
  ],
  [
    'sends DATA on a promised stream',
    'rfc9113-5.1-6',
    () => {
      let promised = 0
      let pings = 0
      return {
        answer(frame) {
          if (frame.type === FRAME_TYPES.PUSH_PROMISE) promised = uint32(frame.payload, 0)
          return promised !== 0 && isPing(frame) && ++pings === 2
            ? frames({ frame: 'DATA', stream: promised, data: 'x' })
            : []
        }
      }
    }
  ],

  // 8.1 to 8.3
  ['asks without :path', 'rfc9113-8.3.1-12', asking(METHOD, SCHEME, AUTHORITY)],
  ['asks with a pseudo-header field of its own', 'rfc9113-8.3-2', asking(...GET, [':zyphos', '1'])],
  ['asks with :status', 'rfc9113-8.3-1', asking(...GET, [':status', '200'])],
  ['asks with an empty :path', 'rfc9113-8.3.1-10', asking(METHOD, SCHEME, AUTHORITY, [':path', ''])],
  [
    'asks with userinfo',
    'rfc9113-8.3.1-9',
    asking(METHOD, SCHEME, [':authority', 'me@localhost:8080'], PATH)
  ],
  ['asks with TE of gzip', 'rfc9113-8.2.2-3', asking(...GET, ['te', 'gzip'])],
  ['asks with another Host', 'rfc9113-8.3.1-3', asking(...GET, ['host', 'other.example'])],
  ['asks without an authority', 'rfc9113-8.3.1-2', asking(METHOD, SCHEME, PATH)],
  [
    'asks by OPTIONS without a path',
    'rfc9113-8.3.1-11',
    asking([':method', 'OPTIONS'], SCHEME, AUTHORITY, [':path', ''])
  ],
  [
    'asks with :method behind a field',
    'rfc9113-8.3-5',
    asking(SCHEME, AUTHORITY, PATH, ['x-a', '1'], METHOD)
  ],
  ['asks with :path twice', 'rfc9113-8.3-8', asking(...GET, PATH)],
  ['announces content that it does not send', 'rfc9113-8.1.1+1', asking(...GET, ['content-length', '7'])],
  [
    'asks for a document with another urgency',
    'rfc9218-10.1-1',
    asking(...GET, ['sec-fetch-dest', 'document'], ['priority', 'u=0'])
  ],
  [
    'sends a header section behind its content',
    'rfc9113-8.1-5',
    () => ({
      outgoing: (frame) =>
        frame.type === FRAME_TYPES.DATA && has(frame, FLAGS.END_STREAM)
          ? [
              { ...frame, flags: frame.flags & ~FLAGS.END_STREAM },
              ...frames({
                frame: 'HEADERS',
                stream: frame.stream,
                block: { representations: plain([['x-a', '1']]) }
              }),
              ...frames({ frame: 'DATA', stream: frame.stream, endStream: true })
            ]
          : [frame]
    })
  ],
  [
    'ends its content by a pseudo-header field',
    'rfc9113-8.1-3',
    () => ({
      outgoing: (frame) =>
        frame.type === FRAME_TYPES.DATA && has(frame, FLAGS.END_STREAM)
          ? [
              { ...frame, flags: frame.flags & ~FLAGS.END_STREAM },
              ...frames({
                frame: 'HEADERS',
                stream: frame.stream,
                block: { representations: plain([PATH]) },
                endStream: true
              })
            ]
          : [frame]
    })
  ],

  // 8.4, 8.5
  [
    'asks for what was promised',
    'rfc9113-8.4.2-1',
    () => {
      let promised = false
      let pings = 0
      return {
        answer(frame) {
          promised ||= frame.type === FRAME_TYPES.PUSH_PROMISE
          return promised && isPing(frame) && ++pings === 2
            ? frames(request(101, METHOD, SCHEME, AUTHORITY, [':path', '/pushed']))
            : []
        }
      }
    }
  ],
  [
    'sends trailers on a tunnel',
    'rfc9113-8.5-2',
    () => ({
      outgoing: (frame) =>
        isRequest(frame)
          ? [
              {
                ...frame,
                flags: FLAGS.END_HEADERS,
                payload: block(plain([[':method', 'CONNECT'], AUTHORITY]))
              }
            ]
          : [frame],
      answer: (frame) =>
        isPing(frame)
          ? frames({
              frame: 'HEADERS',
              stream: 1,
              block: { representations: plain([['x-a', '1']]) },
              endStream: true
            })
          : []
    })
  ],

  // RFC 8441
  ['opens a WebSocket by GET', 'rfc8441-5-1', asking(...GET, ['sec-websocket-version', '13'])],
  [
    'opens a WebSocket of another scheme',
    'rfc8441-5-2',
    asking([':method', 'CONNECT'], [':protocol', 'websocket'], [':scheme', 'https'], AUTHORITY, PATH)
  ],
  [
    'opens a WebSocket with Upgrade',
    'rfc8441-5-3',
    asking([':method', 'CONNECT'], [':protocol', 'websocket'], SCHEME, AUTHORITY, PATH, [
      'upgrade',
      'websocket'
    ])
  ],

  // RFC 9218
  ['sends PRIORITY_UPDATE on a stream', 'rfc9218-7.1-1', beside('behind', update(1, 1))],
  [
    'gives a priority to what has come',
    'rfc9218-7.1-4',
    () => {
      let over = false
      let pings = 0
      return {
        answer(frame) {
          if (has(frame, FLAGS.END_STREAM) && frame.stream === 1) [over, pings] = [true, 0]
          return over && isPing(frame) && ++pings === 2 ? frames(update(1)) : []
        }
      }
    }
  ],
  [
    'gives a priority to more streams than it may open',
    'rfc9218-7.1-5',
    laterSaying(...Array.from({ length: 200 }, (_, n) => update(2 * n + 101)))
  ],
  [
    'gives a priority to a push that is over',
    'rfc9218-7.1-7',
    () => {
      let promised = 0
      let pings = 0
      return {
        answer(frame) {
          if (frame.type === FRAME_TYPES.PUSH_PROMISE) promised = uint32(frame.payload, 0)
          return promised !== 0 && isPing(frame) && ++pings === 2
            ? frames({ frame: 'RST_STREAM', stream: promised, code: 'CANCEL' }, update(promised))
            : []
        }
      }
    }
  ],
  ['gives a priority to a push that it does not know', 'rfc9218-7.1-6', laterSaying(update(0x1000))],
  [
    'says PRIORITY with every request',
    'rfc9218-2.1.1-2',
    () => ({
      outgoing: (frame) =>
        isRequest(frame)
          ? [
              ...frames({ frame: 'PRIORITY', stream: frame.stream, priority: { dependency: 0, weight: 16 } }),
              frame
            ]
          : [frame]
    })
  ],
  [
    'says PRIORITY_UPDATE with every request',
    'rfc9218-2.1.1-3',
    () => ({ outgoing: (frame) => (isRequest(frame) ? [...frames(update(frame.stream)), frame] : [frame]) })
  ],
  ['gives its request a priority by RFC 9218 only', 'rfc9218-2.1.1-1', asking(...GET, ['priority', 'u=1'])],
  [
    'begins with other octets than the preface',
    'rfc9113-3.4-1',
    () => ({ greeting: (octets) => Uint8Array.of(...octets.subarray(0, 23), 0x0d) })
  ]
]

/** Clients that say something that they must not. */
export const clientSaying: readonly Saboteur[] = rows.map(([does, requirement, begin]) => ({
  name: does,
  does,
  requirements: [requirement],
  begin
}))
