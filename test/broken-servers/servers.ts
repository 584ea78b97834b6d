// Over 300 lines: a table of programs, one entry each, of use only when read together.
import { FLAGS, FRAME_TYPES } from '../../lab/http2/registry.ts'
import { uint16, uint32, type WireFrame } from '../../lab/http2/split.ts'
import type { Meddler } from './between.ts'

/** A server that is wrong in one way, or lawful but unusual. */
export interface OddServer {
  /** What it does, as a clause: "never sends RST_STREAM". */
  readonly does: string
  /** Cases and invariants that it breaks, without `http2/`; empty for a server that is only odd. */
  readonly breaks: readonly string[]
  /** It breaks a great many more. */
  readonly andMore?: true
  /** Settings of the good server behind it. */
  readonly settings?: { readonly maxConcurrentStreams?: number; readonly initialWindowSize?: number }
  /** Where the page is; `/` unless given. */
  readonly path?: string
  create(): Meddler
}

const is = (frame: WireFrame, type: keyof typeof FRAME_TYPES): boolean => frame.type === FRAME_TYPES[type]
const has = (frame: WireFrame, flag: keyof typeof FLAGS): boolean => (frame.flags & FLAGS[flag]) !== 0
const DATA = FRAME_TYPES.DATA

const frame = (
  type: keyof typeof FRAME_TYPES,
  stream: number,
  payload: Iterable<number> = [],
  flags = 0
): WireFrame => ({
  type: FRAME_TYPES[type],
  flags,
  stream,
  reserved: false,
  payload: Uint8Array.from(payload)
})
const word = (value: number): number[] => [
  value >>> 24,
  (value >> 16) & 0xff,
  (value >> 8) & 0xff,
  value & 0xff
]
const setting = (id: number, value: number): number[] => [id >> 8, id & 0xff, ...word(value)]

/** A SETTINGS frame with each setting passed through a function; left out where that gives undefined. */
function settings(one: WireFrame, change: (id: number, value: number) => number | undefined): WireFrame {
  const payload: number[] = []
  for (let at = 0; at + 6 <= one.payload.length; at += 6) {
    const id = uint16(one.payload, at)
    const value = change(id, uint32(one.payload, at + 2))
    if (value !== undefined) payload.push(...setting(id, value))
  }
  return { ...one, payload: Uint8Array.from(payload) }
}
const isWholeSettings = (one: WireFrame): boolean =>
  is(one, 'SETTINGS') && one.stream === 0 && !has(one, 'ACK') && one.payload.length % 6 === 0

/** Field blocks of the lab are literal text: a field name is changed where it stands. */
function replaced(one: WireFrame, from: string, to: string): WireFrame {
  if (!is(one, 'HEADERS')) return one
  const text = Buffer.from(one.payload).toString('latin1')
  return text.includes(from)
    ? { ...one, payload: Uint8Array.from(Buffer.from(text.replaceAll(from, to), 'latin1')) }
    : one
}

const dropping = (wrong: (frame: WireFrame) => boolean) => (): Meddler => ({
  toClient: (one) => (wrong(one) ? [] : [one])
})
const deaf = (ignored: (frame: WireFrame) => boolean) => (): Meddler => ({
  toServer: (one) => (ignored(one) ? [] : [one])
})
const changing = (change: (frame: WireFrame) => WireFrame) => (): Meddler => ({
  toClient: (one) => [change(one)]
})

/** Servers that break something. */
export const brokenServers: readonly OddServer[] = [
  {
    does: 'never sends RST_STREAM',
    breaks: [
      'data-on-half-closed-stream',
      'headers-on-half-closed-stream',
      'data-after-data-with-end-stream',
      'data-after-trailers',
      'stream-beyond-concurrency-limit',
      'data-after-end-stream'
    ],
    andMore: true,
    create: dropping((one) => is(one, 'RST_STREAM'))
  },
  {
    does: 'acknowledges no SETTINGS',
    breaks: [],
    create: dropping((one) => is(one, 'SETTINGS') && has(one, 'ACK'))
  },
  { does: 'answers no PING', breaks: ['ping-not-answered'], create: dropping((one) => is(one, 'PING')) },
  {
    does: 'never sends WINDOW_UPDATE',
    breaks: ['window-lost-with-reset-streams'],
    create: dropping((one) => is(one, 'WINDOW_UPDATE'))
  },
  {
    does: 'resets stream 1 where it should end the connection',
    breaks: ['goaway-without-last-stream', 'rst-stream-sent-on-idle-stream', 'closed-without-goaway'],
    create: () => ({
      toClient: (one) =>
        is(one, 'GOAWAY') && uint32(one.payload, 4) !== 0
          ? [frame('RST_STREAM', 1, one.payload.subarray(4, 8))]
          : [one]
    })
  },
  {
    does: 'reports every error as REFUSED_STREAM',
    breaks: [
      'headers-on-even-stream',
      'data-on-stream-0',
      'settings-ack-with-payload',
      'ping-with-7-octets',
      'data-beyond-max-frame-size',
      'headers-beyond-max-frame-size'
    ],
    andMore: true,
    create: changing((one) =>
      is(one, 'GOAWAY') && uint32(one.payload, 4) !== 0
        ? { ...one, payload: Uint8Array.from([...one.payload.subarray(0, 4), ...word(7)]) }
        : is(one, 'RST_STREAM')
          ? { ...one, payload: Uint8Array.from(word(7)) }
          : one
    )
  },
  {
    does: 'reports every error as CANCEL',
    breaks: [
      'headers-on-even-stream',
      'data-on-stream-0',
      'settings-ack-with-payload',
      'ping-with-7-octets',
      'data-beyond-max-frame-size',
      'headers-beyond-max-frame-size'
    ],
    andMore: true,
    create: changing((one) =>
      is(one, 'GOAWAY') && uint32(one.payload, 4) !== 0
        ? { ...one, payload: Uint8Array.from([...one.payload.subarray(0, 4), ...word(8)]) }
        : is(one, 'RST_STREAM')
          ? { ...one, payload: Uint8Array.from(word(8)) }
          : one
    )
  },
  {
    does: 'ignores SETTINGS_INITIAL_WINDOW_SIZE',
    breaks: [
      'window-of-one-octet',
      'window-update-of-one-octet',
      'settings-left-out-keep-their-values',
      'window-set-to-initial-size-rather-than-moved',
      'negative-window-of-stream-used',
      'negative-window-forgotten',
      'window-beyond-range-by-settings',
      'data-sent-beyond-stream-window'
    ],
    create: () => ({
      toServer: (one) =>
        isWholeSettings(one)
          ? [settings(one, (id, value) => (id === 4 && value < 0x80000000 ? undefined : value))]
          : [one]
    })
  },
  {
    does: 'takes a change of SETTINGS_INITIAL_WINDOW_SIZE for new streams only',
    breaks: [
      'raised-initial-window-size-ignored',
      'negative-window-of-stream-used',
      'negative-window-forgotten',
      'window-beyond-range-by-settings',
      'data-sent-beyond-stream-window'
    ],
    create: () => {
      let open = false
      return {
        toServer: (one) => {
          open ||= is(one, 'HEADERS')
          return isWholeSettings(one) && open
            ? [settings(one, (id, value) => (id === 4 && value < 0x80000000 ? undefined : value))]
            : [one]
        }
      }
    }
  },
  {
    does: 'ignores SETTINGS_HEADER_TABLE_SIZE',
    breaks: ['lowered-table-without-size-update', 'reduced-table-size-not-signalled'],
    create: () => ({
      toServer: (one) =>
        isWholeSettings(one) ? [settings(one, (id, value) => (id === 1 ? undefined : value))] : [one]
    })
  },
  {
    does: 'sends DATA frames of 20,000 octets',
    breaks: ['lowered-max-frame-size-ignored', 'frame-sent-above-max-frame-size'],
    create: () => {
      let held: WireFrame | undefined
      return {
        toClient: (one) => {
          if (held !== undefined) {
            const whole = { ...one, payload: Uint8Array.from([...held.payload, ...one.payload]) }
            const first = held
            held = undefined
            return one.type === DATA && one.stream === first.stream ? [whole] : [first, one]
          }
          if (one.type === DATA && one.payload.length === 16_384 && !has(one, 'END_STREAM')) {
            held = one
            return []
          }
          return [one]
        }
      }
    }
  },
  {
    does: 'sets padding to ones',
    breaks: [
      'window-of-one-octet',
      'window-update-of-one-octet',
      'first-of-repeated-settings-taken',
      'settings-left-out-keep-their-values',
      'padding-of-data-not-zero',
      'data-sent-beyond-stream-window',
      'data-sent-beyond-connection-window',
      'content-length-sent-that-is-not-of-content'
    ],
    create: changing((one) =>
      one.type === DATA && one.payload.length > 0 && one.payload.length < 100
        ? {
            ...one,
            flags: one.flags | FLAGS.PADDED,
            payload: Uint8Array.from([2, ...one.payload.subarray(0, -3), 0xff, 0xff])
          }
        : one
    )
  },
  {
    does: 'sends an empty DATA frame behind END_STREAM',
    breaks: ['frame-sent-after-end-stream'],
    create: () => ({
      toClient: (one) =>
        one.type === DATA && has(one, 'END_STREAM') ? [one, frame('DATA', one.stream)] : [one]
    })
  },
  {
    does: 'takes field names in upper case',
    breaks: ['field-name-with-uppercase-a', 'field-name-with-uppercase-z', 'field-name-with-uppercase-only'],
    create: () => ({
      toServer: (one) => [
        ['A-name', 'x-namZ', 'XNAME'].reduce((now, name) => replaced(now, name, name.toLowerCase()), one)
      ]
    })
  },
  {
    does: 'does not compare Content-Length',
    breaks: [
      'content-length-above-content',
      'content-length-below-content',
      'content-length-zero-with-content',
      'content-length-counting-padding',
      'content-length-counting-pad-length',
      'content-length-of-first-data-frame',
      'content-length-above-content-and-empty-data',
      'content-length-above-content-with-trailers',
      'content-length-below-content-with-trailers',
      'content-length-modulo-32-bits',
      'content-length-modulo-64-bits',
      'content-length-no-number',
      'content-length-with-suffix',
      'content-length-negative',
      'content-length-without-content',
      'content-length-of-get-without-content',
      'content-length-without-content-but-trailers',
      'content-length-twice-first-wrong',
      'content-length-twice-last-wrong'
    ],
    create: () => ({ toServer: (one) => [replaced(one, 'content-length', 'x-ntent-length')] })
  },
  {
    does: 'takes connection-specific fields',
    breaks: [
      'connection-close',
      'connection-keep-alive',
      'connection-naming-a-field',
      'proxy-connection',
      'keep-alive',
      'transfer-encoding-chunked',
      'transfer-encoding-identity',
      'upgrade',
      'transfer-encoding-with-content',
      'extended-connect-with-connection',
      'extended-connect-with-upgrade'
    ],
    create: () => ({
      toServer: (one) => [
        ['connection', 'transfer-encoding', 'keep-alive', 'upgrade'].reduce(
          (now, name) => replaced(now, name, `x-${name.slice(2)}`),
          one
        )
      ]
    })
  },
  {
    does: 'lets other frames into a field block',
    breaks: [
      'data-after-unfinished-headers',
      'headers-after-unfinished-headers',
      'headers-of-same-stream-after-unfinished-headers',
      'priority-after-unfinished-headers',
      'settings-after-unfinished-headers',
      'ping-after-unfinished-headers',
      'window-update-after-unfinished-headers',
      'unknown-after-unfinished-headers',
      'data-after-unfinished-continuation',
      'headers-after-unfinished-continuation',
      'headers-of-same-stream-after-unfinished-continuation',
      'priority-after-unfinished-continuation',
      'settings-after-unfinished-continuation',
      'ping-after-unfinished-continuation',
      'window-update-after-unfinished-continuation',
      'unknown-after-unfinished-continuation'
    ],
    create: () => {
      const block: WireFrame[] = []
      return {
        toServer: (one) => {
          const [first] = block
          const begins = first === undefined && is(one, 'HEADERS') && !has(one, 'END_HEADERS')
          const goesOn = first !== undefined && is(one, 'CONTINUATION') && one.stream === first.stream
          if (!begins && !goesOn) return [one]
          block.push(one)
          return has(one, 'END_HEADERS') ? block.splice(0) : []
        }
      }
    }
  },
  {
    does: 'takes DATA on stream 0 for nothing',
    breaks: ['data-on-stream-0'],
    create: deaf((one) => one.type === DATA && one.stream === 0)
  },
  {
    does: 'takes PING of a wrong length for nothing',
    breaks: [
      'ping-with-7-octets',
      'goaway-without-last-stream',
      'connection-open-after-goaway',
      'ping-without-payload',
      'ping-with-9-octets',
      'ping-with-16-octets',
      'ping-ack-with-7-octets'
    ],
    create: deaf((one) => is(one, 'PING') && one.payload.length !== 8)
  },
  {
    does: 'takes SETTINGS acknowledgements of any length',
    breaks: ['settings-ack-with-payload', 'settings-ack-with-cut-payload', 'settings-ack-on-stream'],
    create: deaf((one) => is(one, 'SETTINGS') && has(one, 'ACK'))
  },
  {
    does: 'ignores RST_STREAM',
    breaks: [
      'rst-stream-on-idle-stream',
      'rst-stream-on-idle-even-stream',
      'stream-goes-on-after-rst-stream'
    ],
    create: deaf((one) => is(one, 'RST_STREAM') && one.payload.length === 4 && one.stream !== 0)
  },
  {
    does: 'ignores a WINDOW_UPDATE with an increment of 0',
    breaks: [
      'window-update-of-zero-on-stream',
      'window-update-of-zero-on-open-stream',
      'window-update-of-zero-on-connection'
    ],
    create: deaf(
      (one) => is(one, 'WINDOW_UPDATE') && one.payload.length === 4 && uint32(one.payload, 0) === 0
    )
  },
  {
    does: 'puts the answers to PING before everything else that it has to say',
    breaks: ['preface-followed-by-ping'],
    create: () => ({
      toServer: (one, way) => {
        if (is(one, 'PING') && one.stream === 0 && one.payload.length === 8 && !has(one, 'ACK'))
          way.answer(frame('PING', 0, one.payload, FLAGS.ACK))
        return is(one, 'PING') && one.payload.length === 8 && one.stream === 0 ? [] : [one]
      }
    })
  },
  {
    does: 'answers PING with other opaque data',
    breaks: ['ping-not-answered', 'ping-acknowledged-that-was-not-sent'],
    create: changing((one) =>
      is(one, 'PING') ? { ...one, payload: Uint8Array.from([9, ...one.payload.subarray(1)]) } : one
    )
  },
  {
    does: 'sets the reserved bit of every frame',
    breaks: ['reserved-bit-set'],
    create: changing((one) => ({ ...one, reserved: true }))
  },
  {
    does: 'sends WINDOW_UPDATE with an increment of 0 behind every PING',
    breaks: ['window-update-sent-with-increment-zero'],
    create: () => ({
      toClient: (one) => (is(one, 'PING') ? [one, frame('WINDOW_UPDATE', 0, word(0))] : [one])
    })
  },
  {
    does: 'names stream 0 in every GOAWAY',
    breaks: ['goaway-without-last-stream', 'processed-stream-reported-as-unprocessed'],
    create: changing((one) =>
      is(one, 'GOAWAY') ? { ...one, payload: Uint8Array.from([0, 0, 0, 0, ...one.payload.subarray(4)]) } : one
    )
  },
  {
    does: 'ends the connection at frames of unknown type',
    breaks: [
      'unknown-on-idle-stream',
      'unknown-on-idle-even-stream',
      'unknown-on-half-closed-stream',
      'unknown-on-open-stream',
      'unknown-on-ended-stream',
      'unknown-on-cancelled-stream',
      'unknown-on-skipped-stream',
      'unknown-crossing-rst-stream',
      'frame-type-altsvc',
      'frame-type-next-to-known',
      'frame-type-origin',
      'frame-type-of-grease',
      'frame-type-last',
      'unknown-frame-without-payload',
      'unknown-frame-in-request-content',
      'priority-update-before-request',
      'priority-update-for-open-stream',
      'processed-stream-reported-as-unprocessed'
    ],
    create: () => ({
      toServer: (one, way) => {
        if (one.type <= 9) return [one]
        way.answer(frame('GOAWAY', 0, [...word(0), ...word(1)]))
        way.close()
        return []
      }
    })
  }
]

/** Servers that break nothing. */
export const lawfulServers: readonly OddServer[] = [
  { does: 'is 200 ms away', breaks: [], create: () => ({ delay: 200 }) },
  {
    does: 'takes 300 ms to answer PING',
    breaks: [],
    create: () => ({ delay: (one) => (is(one, 'PING') ? 300 : 0) })
  },
  {
    does: 'takes 300 ms to answer requests',
    breaks: [],
    create: () => ({ delay: (one) => (is(one, 'HEADERS') ? 300 : 0) })
  },
  {
    does: 'allows one stream at a time',
    breaks: [],
    settings: { maxConcurrentStreams: 1 },
    create: () => ({})
  },
  {
    does: 'has windows of 1,000 octets',
    breaks: [],
    settings: { initialWindowSize: 1000 },
    create: () => ({})
  },
  {
    does: 'closes the connection gracefully behind the fourth response',
    breaks: [],
    create: () => {
      let responses = 0
      return {
        toClient: (one, way) => {
          if (one.type !== DATA || !has(one, 'END_STREAM') || ++responses < 4) return [one]
          way.answer(one)
          way.answer(frame('GOAWAY', 0, [...word(one.stream), ...word(0)]))
          way.close()
          return []
        }
      }
    }
  },
  { does: 'closes a connection that is idle for 500 ms', breaks: [], create: () => ({ idle: 500 }) },
  { does: 'answers everything with 404', breaks: [], path: '/nothing', create: () => ({}) },
  { does: 'has no content at its page', breaks: [], path: '/status/204', create: () => ({}) },
  { does: 'redirects from its page', breaks: [], path: '/status/302', create: () => ({}) },
  {
    does: 'sends RST_STREAM with CANCEL behind every response',
    breaks: [],
    create: () => ({
      toClient: (one) =>
        one.type === DATA && has(one, 'END_STREAM') ? [one, frame('RST_STREAM', one.stream, word(8))] : [one]
    })
  },
  {
    does: 'announces its end with GOAWAY and 2^31-1 at the first request, and serves on',
    breaks: [],
    create: () => {
      let said = false
      return {
        toClient: (one) => {
          if (said || !is(one, 'HEADERS')) return [one]
          said = true
          return [frame('GOAWAY', 0, [...word(0x7fffffff), ...word(0)]), one]
        }
      }
    }
  },
  {
    does: 'sends small contents in two pieces',
    breaks: [],
    create: () => ({
      toClient: (one) =>
        one.type === DATA && one.payload.length > 8 && one.payload.length < 1000 && !has(one, 'PADDED')
          ? [
              { ...one, flags: one.flags & ~FLAGS.END_STREAM, payload: one.payload.subarray(0, 4) },
              { ...one, payload: one.payload.subarray(4) }
            ]
          : [one]
    })
  },
  {
    does: 'sends PING and frames of unknown type at every response',
    breaks: [],
    create: () => ({
      toClient: (one) =>
        is(one, 'HEADERS') && has(one, 'END_HEADERS')
          ? [
              frame('PING', 0, [1, 2, 3, 4, 5, 6, 7, 8]),
              { type: 0xbe, flags: 0xff, stream: one.stream, reserved: false, payload: new Uint8Array(3) },
              one
            ]
          : [one],
      toServer: (one) =>
        is(one, 'PING') &&
        has(one, 'ACK') &&
        one.payload[0] === 1 &&
        one.payload.length === 8 &&
        one.stream === 0
          ? []
          : [one]
    })
  }
]
