import { block } from '../../impl/hpack/block.ts'
import { encode } from '../http2/encode.ts'
import type { Frame } from '../http2/message.ts'
import { FLAGS, FRAME_TYPES, PREFACE } from '../http2/registry.ts'
import { concat, FrameSplitter, type WireFrame } from '../http2/split.ts'
import { reacting, type Rogue } from './rogue.ts'

const octets = (...frames: Frame[]): Uint8Array =>
  concat(
    frames.map((frame) =>
      encode(frame, { value: (value) => (typeof value === 'number' ? value : 0), text: (text) => text })
    )
  )

const SETTINGS = octets({ frame: 'SETTINGS' })
const SETTINGS_ACK = octets({ frame: 'SETTINGS', ack: true })
const GOAWAY = octets({ frame: 'GOAWAY', last: 0, code: 'PROTOCOL_ERROR' })

/** Answers frame by frame; undefined for a frame says nothing, 'close' ends the connection. */
function framewise(
  answer: (frame: WireFrame) => Uint8Array | 'close' | undefined
): (octets: Uint8Array) => Uint8Array | 'close' | undefined {
  const splitter = new FrameSplitter()
  let preface = PREFACE.length
  return (received) => {
    const rest = received.subarray(preface)
    preface = Math.max(0, preface - received.length)
    const answers: Uint8Array[] = []
    for (const frame of splitter.push(rest)) {
      const said = isSettings(frame) ? acknowledge(frame) : answer(frame)
      if (said === 'close') return 'close'
      if (said !== undefined) answers.push(said)
    }
    return answers.length === 0 ? undefined : concat(answers)
  }
}

const isSettings = ({ type }: WireFrame) => type === FRAME_TYPES.SETTINGS
const acknowledge = ({ flags }: WireFrame) => ((flags & FLAGS.ACK) === 0 ? SETTINGS_ACK : undefined)
const pong = ({ payload }: WireFrame) =>
  Uint8Array.of(0, 0, 8, FRAME_TYPES.PING, FLAGS.ACK, 0, 0, 0, 0, ...payload.subarray(0, 8))
const responds = (stream: number, status: string): Uint8Array => {
  const lines = block([{ kind: 'literal', name: ':status', value: status, indexing: 'without' }])
  return concat([
    Uint8Array.of(0, 0, lines.length, FRAME_TYPES.HEADERS, FLAGS.END_HEADERS, 0, 0, stream >> 8, stream),
    lines,
    octets({ frame: 'DATA', stream, data: 'yes', endStream: true })
  ])
}

/** The control group of the HTTP/2 server suite. */
export const http2ServerRogues: readonly Rogue[] = [
  {
    name: 'mute',
    does: 'accepts the connection and never says anything',
    create: () => reacting(undefined, () => undefined)
  },
  { name: 'slammer', does: 'closes at the first octets', create: () => reacting(undefined, () => 'close') },
  {
    name: 'polite slammer',
    does: 'exchanges SETTINGS and closes at anything else',
    create: () =>
      reacting(
        SETTINGS,
        framewise(() => 'close')
      )
  },
  {
    name: 'grouch',
    does: 'exchanges SETTINGS and answers anything else with GOAWAY',
    create: () =>
      reacting(
        SETTINGS,
        framewise(() => 'close'),
        GOAWAY
      )
  },
  {
    name: 'refuser',
    does: 'answers PING, and every request with status 400',
    create: () =>
      reacting(
        SETTINGS,
        framewise((frame) => politely(frame, '400'))
      )
  },
  {
    name: 'resetter',
    does: 'answers PING, and resets every stream',
    create: () =>
      reacting(
        SETTINGS,
        framewise((frame) => {
          if (frame.type === FRAME_TYPES.PING) return pong(frame)
          return frame.stream === 0
            ? undefined
            : octets({ frame: 'RST_STREAM', stream: frame.stream, code: 'PROTOCOL_ERROR' })
        })
      )
  },
  {
    name: 'yes-man',
    does: 'acknowledges everything, answers every request with status 200 and never reports an error',
    create: () =>
      reacting(
        SETTINGS,
        framewise((frame) => politely(frame, '200'))
      )
  },
  {
    name: 'parrot',
    does: 'sends back what it receives',
    create: () => reacting(undefined, (received) => received.slice())
  },
  {
    name: 'polite parrot',
    does: 'exchanges SETTINGS and sends every other frame back',
    create: () =>
      reacting(
        SETTINGS,
        framewise(({ type, flags, stream, payload }) =>
          concat([
            Uint8Array.of(
              payload.length >> 16,
              payload.length >> 8,
              payload.length,
              type,
              flags,
              stream >>> 24,
              stream >> 16,
              stream >> 8,
              stream
            ),
            payload
          ])
        )
      )
  }
]

function politely(frame: WireFrame, status: string): Uint8Array | undefined {
  if (frame.type === FRAME_TYPES.PING) return (frame.flags & FLAGS.ACK) === 0 ? pong(frame) : undefined
  return frame.type === FRAME_TYPES.HEADERS ? responds(frame.stream, status) : undefined
}
