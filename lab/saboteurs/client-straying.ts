import { block } from '../../impl/hpack/block.ts'
import { literal } from '../../impl/hpack/representation.ts'
import { FLAGS, FRAME_TYPES } from '../http2/registry.ts'
import { concat, uint32, type WireFrame } from '../http2/split.ts'
import type { Saboteur, Tampering } from './saboteur.ts'
import { Watch, type Sight } from './sight.ts'

type Row = readonly [does: string, requirement: string, begin: () => Tampering]

const NOTHING: readonly WireFrame[] = []
const isPing = (frame: WireFrame): boolean =>
  frame.type === FRAME_TYPES.PING && (frame.flags & FLAGS.ACK) === 0

/** Passes over frames of the server. */
const overlooks =
  (when: (sight: Sight) => boolean): (() => Tampering) =>
  () => {
    const watch = new Watch('client')
    return {
      incoming: (frame, now) => (when(watch.incoming(frame, now)) ? NOTHING : [frame]),
      outgoing: (frame) => {
        watch.outgoing(frame)
        return [frame]
      }
    }
  }
const promisedIn = ({ frame }: Sight): number =>
  uint32(frame.payload, (frame.flags & FLAGS.PADDED) === 0 ? 0 : 1) % 0x80000000

/** The promise with a request that may be promised. */
function mended(frame: WireFrame): WireFrame {
  const request = [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':authority', 'localhost:8080'],
    [':path', '/pushed']
  ].map(([name = '', value = '']) => literal({ name, value, indexing: 'without' }))
  return {
    ...frame,
    flags: FLAGS.END_HEADERS,
    payload: concat([frame.payload.subarray(0, 4), block(request)])
  }
}

const rows: readonly Row[] = [
  // What it should refuse, or act on, passes it by.
  [
    'passes over a first frame other than SETTINGS',
    'rfc9113-3.4-4',
    () => {
      let settings = false
      let rest: WireFrame[] = []
      return {
        incoming(frame) {
          if (settings) return [frame]
          if (frame.type !== FRAME_TYPES.SETTINGS) {
            rest = [...rest.slice(0, 10), frame]
            return NOTHING
          }
          settings = true
          return [frame]
        }
      }
    }
  ],
  [
    'cuts frames that are too long',
    'rfc9113-4.2-3',
    () => ({
      incoming: (frame) =>
        frame.payload.length > 16_384
          ? frame.type === FRAME_TYPES.HEADERS
            ? NOTHING
            : [{ ...frame, payload: frame.payload.subarray(0, 16_384) }]
          : [frame]
    })
  ],
  [
    'passes over promises on stream 0',
    'rfc9113-6.6-7',
    overlooks((s) => s.type === 'PUSH_PROMISE' && s.frame.stream === 0)
  ],
  [
    'passes over promises of streams of its own',
    'rfc9113-6.6-13',
    overlooks((s) => s.type === 'PUSH_PROMISE' && promisedIn(s) % 2 === 1)
  ],
  [
    'passes over promises of stream 0',
    'rfc9113-6.6-13',
    overlooks((s) => s.type === 'PUSH_PROMISE' && promisedIn(s) === 0)
  ],
  [
    'passes over promises of streams that were promised',
    'rfc9113-6.6-13',
    overlooks(
      (s) => s.type === 'PUSH_PROMISE' && s.before.some((one) => uint32(one.payload, 0) >= promisedIn(s))
    )
  ],
  [
    'completes promises that are cut short',
    'rfc9113-4.2-3',
    () => ({
      incoming: (frame) => [
        frame.type === FRAME_TYPES.PUSH_PROMISE && frame.payload.length < 4
          ? mended({ ...frame, payload: Uint8Array.of(0, 0, 0, 2) })
          : frame
      ]
    })
  ],
  [
    'resets what is malformed without a look at its field block',
    'rfc9113-4.3-2',
    () => {
      const watch = new Watch('client')
      let reset: WireFrame | undefined
      return {
        incoming(frame, now) {
          const { fields } = watch.incoming(frame, now)
          const wrong = fields?.some(({ name }) => /[A-Z]/.test(name)) ?? false
          reset = wrong
            ? { ...frame, type: FRAME_TYPES.RST_STREAM, flags: 0, payload: Uint8Array.of(0, 0, 0, 1) }
            : undefined
          // It knows the field lines that are in the static table.
          return wrong ? [{ ...frame, payload: Uint8Array.of(0x88) }] : [frame]
        },
        answer: () => (reset === undefined ? [] : [reset]),
        outgoing: (frame) => [frame]
      }
    }
  ],
  [
    'passes over a response in HTTP/1.1',
    'rfc9113-3.4-4',
    () => ({
      preface: (octets) =>
        String.fromCharCode(...octets.subarray(0, 5)) === 'HTTP/'
          ? octets.subarray(String.fromCharCode(...octets).indexOf('\r\n\r\n') + 4)
          : undefined
    })
  ],
  [
    'reads every promise as that of a GET request',
    'rfc9113-8.4.1-3',
    () => ({ incoming: (frame) => [frame.type === FRAME_TYPES.PUSH_PROMISE ? mended(frame) : frame] })
  ],
  [
    'takes other frames out of field blocks',
    'rfc9113-6.2-4',
    () => {
      let open: number | undefined
      return {
        incoming(frame) {
          const begins = frame.type === FRAME_TYPES.HEADERS || frame.type === FRAME_TYPES.PUSH_PROMISE
          if (open !== undefined && frame.type !== FRAME_TYPES.CONTINUATION) return NOTHING
          if (open !== undefined && frame.stream !== open) return NOTHING
          if (begins || open !== undefined)
            open = (frame.flags & FLAGS.END_HEADERS) === 0 ? frame.stream : undefined
          return [frame]
        }
      }
    }
  ],
  [
    'reads no string to its end that the field block cuts short',
    'rfc9113-6.10+1',
    () => {
      let count = 0
      return {
        incoming: (frame) =>
          frame.type === FRAME_TYPES.CONTINUATION && frame.payload.length === 1 && count++ === 3
            ? NOTHING
            : [frame]
      }
    }
  ],
  [
    'stays when a PING is too long',
    'rfc9113-5.4.1-2',
    () => ({
      incoming: (frame) => [
        isPing(frame) ? { ...frame, stream: 0, payload: frame.payload.slice(0, 8) } : frame
      ]
    })
  ],
  [
    'reads field names of interim responses in lower case',
    'rfc9113-5.4.1-3',
    () => ({
      incoming(frame) {
        if (frame.type !== FRAME_TYPES.HEADERS) return [frame]
        const payload = frame.payload.map((octet, at) =>
          // "X-a", as a literal of three octets.
          octet === 0x58 && frame.payload[at + 1] === 0x2d ? 0x78 : octet
        )
        return [{ ...frame, payload }]
      }
    })
  ],

  // Windows
  [
    'waits for a wide window of a stream',
    'rfc9113-6.9.1+2',
    overlooks(
      (s) => s.type === 'WINDOW_UPDATE' && s.frame.stream !== 0 && uint32(s.frame.payload, 0) === 20_000
    )
  ],
  [
    'waits for a wide window of the connection',
    'rfc9113-6.9.1+2',
    overlooks(
      (s) => s.type === 'WINDOW_UPDATE' && s.frame.stream === 0 && uint32(s.frame.payload, 0) === 20_000
    )
  ],
  [
    'is deaf to SETTINGS while its content waits',
    'rfc9113-5.2.1+1',
    () => {
      const watch = new Watch('client')
      let held: WireFrame[] = []
      return {
        incoming(frame, now) {
          const sight = watch.incoming(frame, now)
          if (sight.room === 0 && sight.type === 'SETTINGS') {
            held.push(frame)
            return NOTHING
          }
          if (sight.type !== 'WINDOW_UPDATE') return [frame]
          const all = [...held, frame]
          held = []
          return all
        },
        outgoing(frame) {
          watch.outgoing(frame)
          return [frame]
        }
      }
    }
  ],
  [
    'goes by the window at which a stream began',
    'rfc9113-6.9.2-1',
    overlooks(
      (s) =>
        s.type === 'SETTINGS' &&
        s.settings.INITIAL_WINDOW_SIZE === 65_535 &&
        s.before.length > 0 &&
        s.active > 0
    )
  ],
  [
    'keeps its windows to itself',
    'rfc9113-5.2.2-1',
    () => ({ outgoing: (frame) => (frame.type === FRAME_TYPES.WINDOW_UPDATE ? NOTHING : [frame]) })
  ],

  // Streams and what is said about them
  [
    'takes END_STREAM for no end of a WebSocket',
    'rfc8441-5+2',
    () => ({
      // What a Close begins with.
      incoming: (frame) => [
        frame.type === FRAME_TYPES.DATA && frame.payload[0] === 0x88
          ? { ...frame, flags: frame.flags & ~FLAGS.END_STREAM }
          : frame
      ]
    })
  ],
  [
    'answers GOAWAY by PING',
    'rfc9113-6.8-1',
    () => ({
      incoming: (frame) =>
        frame.type === FRAME_TYPES.GOAWAY
          ? [{ ...frame, type: FRAME_TYPES.PING, payload: new Uint8Array(8) }]
          : [frame]
    })
  ]
]

/** Clients that read what a server says for something else, or not at all. */
export const clientStraying: readonly Saboteur[] = rows.map(([does, requirement, begin]) => ({
  name: does,
  does,
  requirements: [requirement],
  begin
}))
