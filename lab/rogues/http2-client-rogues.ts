import { block } from '../../impl/hpack/block.ts'
import type { Subject } from '../exchange/memory-client.ts'
import type { Errand } from '../clients/driver.ts'
import { FLAGS, FRAME_TYPES, PREFACE } from '../http2/registry.ts'
import { concat, FrameSplitter, type WireFrame } from '../http2/split.ts'
import { reacting } from './rogue.ts'

/** A trivial bad client: the control group of a suite for clients. None may score. */
export interface ClientRogue {
  readonly name: string
  /** What it does, as a clause. */
  readonly does: string
  create(errand: Errand): Subject
}

const PREFACE_OCTETS = new TextEncoder().encode(PREFACE)

/** A frame as it stands on the wire: length (3 octets), type, flags, stream identifier (4), payload. */
const frame = (type: number, flags: number, stream: number, payload: Uint8Array): Uint8Array =>
  concat([
    Uint8Array.of(payload.length >> 16, payload.length >> 8, payload.length, type, flags),
    Uint8Array.of(stream >>> 24, stream >> 16, stream >> 8, stream),
    payload
  ])
const NOTHING = new Uint8Array(0)
const SETTINGS = frame(FRAME_TYPES.SETTINGS, 0, 0, NOTHING)
const SETTINGS_ACK = frame(FRAME_TYPES.SETTINGS, FLAGS.ACK, 0, NOTHING)
const GOAWAY = frame(FRAME_TYPES.GOAWAY, 0, 0, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1))
const HELLO = concat([PREFACE_OCTETS, SETTINGS])

/** The requests of an errand, on streams 1, 3, 5 …; an upload has a little content. */
const requests = ({ task, urls }: Errand): Uint8Array =>
  concat(
    urls.flatMap((text, index) => {
      const url = new URL(text)
      const lines = [
        [':method', task === 'upload' ? 'POST' : 'GET'],
        [':scheme', url.protocol.slice(0, -1)],
        [':authority', url.host],
        [':path', url.pathname]
      ].map(([name = '', value = '']) => ({ kind: 'literal', name, value, indexing: 'without' }) as const)
      const stream = 2 * index + 1
      const upload = task === 'upload'
      const head = frame(
        FRAME_TYPES.HEADERS,
        FLAGS.END_HEADERS | (upload ? 0 : FLAGS.END_STREAM),
        stream,
        block(lines)
      )
      return upload ? [head, frame(FRAME_TYPES.DATA, FLAGS.END_STREAM, stream, new Uint8Array(100))] : [head]
    })
  )

type Answer = Uint8Array | 'close' | undefined

/** Says its greeting, answers frame by frame, and tells how its task went as `outcome` says. */
function subject(
  greeting: Uint8Array | undefined,
  answer: (frame: WireFrame) => Answer,
  outcome: (finished: boolean) => number | undefined,
  last?: Uint8Array
): Subject {
  const splitter = new FrameSplitter()
  const core = reacting(
    greeting,
    (octets) => {
      const said = splitter.push(octets).map(answer)
      if (said.includes('close')) return 'close'
      const answers = said.filter((one) => one instanceof Uint8Array)
      return answers.length === 0 ? undefined : concat(answers)
    },
    last
  )
  return { core, outcome: () => outcome(core.finished) }
}

const silent = (): Answer => undefined
/** Acknowledges whatever can be acknowledged. */
const acknowledge = ({ type, flags, payload }: WireFrame): Answer => {
  if ((flags & FLAGS.ACK) !== 0) return undefined
  if (type === FRAME_TYPES.SETTINGS) return SETTINGS_ACK
  return type === FRAME_TYPES.PING ? frame(FRAME_TYPES.PING, FLAGS.ACK, 0, payload.subarray(0, 8)) : undefined
}
/** Exchanges SETTINGS, and does something else at any other frame. */
const after =
  (then: (frame: WireFrame) => Answer) =>
  (received: WireFrame): Answer =>
    received.type === FRAME_TYPES.SETTINGS ? acknowledge(received) : then(received)
const working = (errand: Errand) => concat([HELLO, requests(errand)])
/** The status is known once the connection is over. */
const atEnd = (status: number) => (finished: boolean) => (finished ? status : undefined)

/** The control group of the HTTP/2 client suite. */
export const http2ClientRogues: readonly ClientRogue[] = [
  {
    name: 'mute',
    does: 'connects and never says anything',
    create: () => subject(undefined, silent, atEnd(0))
  },
  {
    name: 'slammer',
    does: 'connects and closes at the first octets',
    create: () => subject(undefined, () => 'close', atEnd(1))
  },
  {
    name: 'preface-only',
    does: 'sends the connection preface and nothing more',
    create: () => subject(HELLO, silent, atEnd(0))
  },
  {
    name: 'polite slammer',
    does: 'makes its requests, exchanges SETTINGS and closes at anything else',
    create: (errand) =>
      subject(
        working(errand),
        after(() => 'close'),
        atEnd(1)
      )
  },
  {
    name: 'grouch',
    does: 'makes its requests, exchanges SETTINGS and answers anything else with GOAWAY',
    create: (errand) =>
      subject(
        working(errand),
        after(() => 'close'),
        atEnd(1),
        GOAWAY
      )
  },
  {
    name: 'resetter',
    does: 'makes its requests, acknowledges everything and resets its streams at every frame on them',
    create: (errand) =>
      subject(
        working(errand),
        (received) =>
          received.stream === 0
            ? acknowledge(received)
            : frame(FRAME_TYPES.RST_STREAM, 0, received.stream, Uint8Array.of(0, 0, 0, 1)),
        atEnd(1)
      )
  },
  {
    name: 'yes-man',
    does: 'makes its requests, acknowledges everything and reports success at the end',
    create: (errand) => subject(working(errand), acknowledge, atEnd(0))
  },
  {
    name: 'hasty yes-man',
    does: 'makes its requests, acknowledges everything and reports success when a stream has ended',
    create: (errand) => {
      const ended = new Set<number>()
      return subject(
        working(errand),
        (received) => {
          if ((received.flags & FLAGS.END_STREAM) !== 0 && received.stream !== 0) ended.add(received.stream)
          return acknowledge(received)
        },
        (finished) => (finished || ended.size >= errand.urls.length ? 0 : undefined)
      )
    }
  },
  {
    name: 'optimist',
    does: 'makes its requests, acknowledges everything and reports success at once',
    create: (errand) => subject(working(errand), acknowledge, () => 0)
  },
  {
    name: 'deserter',
    does: 'makes its requests, acknowledges everything and reports failure at the end',
    create: (errand) => subject(working(errand), acknowledge, atEnd(1))
  },
  {
    name: 'quitter',
    does: 'makes its requests, acknowledges everything and reports failure at once',
    create: (errand) => subject(working(errand), acknowledge, () => 1)
  },
  {
    name: 'parrot',
    does: 'sends back what it receives, behind the connection preface',
    create: () =>
      subject(
        PREFACE_OCTETS,
        ({ type, flags, stream, payload }) => frame(type, flags, stream, payload),
        atEnd(0)
      )
  },
  {
    name: 'polite parrot',
    does: 'makes its requests, exchanges SETTINGS and sends every other frame back',
    create: (errand) =>
      subject(
        working(errand),
        after(({ type, flags, stream, payload }) => frame(type, flags, stream, payload)),
        atEnd(0)
      )
  }
]
