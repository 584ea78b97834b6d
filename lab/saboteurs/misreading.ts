import { block } from '../../impl/hpack/block.ts'
import { literal } from '../../impl/hpack/representation.ts'
import { ERROR_CODES, FLAGS, FRAME_TYPES, PREFACE, SETTINGS } from '../http2/registry.ts'
import { concat, uint16, uint32, type WireFrame } from '../http2/split.ts'
import type { Saboteur, Tampering } from './saboteur.ts'
import { Watch, type Sight } from './sight.ts'

type Read = (sight: Sight) => readonly WireFrame[]
type Row = readonly [name: string, does: string, requirement: string, reads: () => Read]

const NOTHING: readonly WireFrame[] = []
/** Passes over frames. */
const overlooks =
  (when: (sight: Sight) => boolean): (() => Read) =>
  () =>
  (sight) =>
    when(sight) ? NOTHING : [sight.frame]
const isPing = ({ type, frame }: Sight): boolean => type === 'PING' && (frame.flags & FLAGS.ACK) === 0
const isSettings = ({ type, frame }: Sight): boolean => type === 'SETTINGS' && (frame.flags & FLAGS.ACK) === 0
const same = (a: WireFrame, b: WireFrame | undefined): boolean =>
  `${a.type} ${a.payload}` === `${b?.type} ${b?.payload}`

/** The setting's value as the range has it. */
function clamped(frame: WireFrame): WireFrame {
  const payload = frame.payload.slice()
  const view = new DataView(payload.buffer)
  for (let at = 0; at + 6 <= payload.length; at += 6) {
    if (uint16(payload, at) === SETTINGS.INITIAL_WINDOW_SIZE)
      view.setUint32(at + 2, Math.min(0x7fffffff, uint32(payload, at + 2)))
    if (uint16(payload, at) === SETTINGS.MAX_FRAME_SIZE)
      view.setUint32(at + 2, Math.max(0x4000, uint32(payload, at + 2)))
  }
  return { ...frame, payload }
}
const setting = (id: number, value: number): Uint8Array =>
  Uint8Array.of(id >> 8, id, value >>> 24, value >> 16, value >> 8, value)
const increment = (stream: number, octets: number): WireFrame => ({
  type: FRAME_TYPES.WINDOW_UPDATE,
  flags: 0,
  reserved: false,
  stream,
  payload: Uint8Array.of(octets >>> 24, octets >> 16, octets >> 8, octets)
})
/** A request whose pseudo-header field ends at the first control octet, as a string of C would. */
const cut =
  (name: string): (() => Read) =>
  () =>
  ({ frame, type, fields }) => {
    const wrong = fields?.find((line) => line.name === name && /[\0-\x1f]/.test(line.value))
    if (type !== 'HEADERS' || fields === undefined || wrong === undefined) return [frame]
    const made = fields.map((line) =>
      literal({
        name: line.name,
        value: line === wrong ? line.value.replace(/[\0-\x1f][^]*/, '') : line.value,
        indexing: 'without'
      })
    )
    return [{ ...frame, flags: frame.flags & (FLAGS.END_STREAM | FLAGS.END_HEADERS), payload: block(made) }]
  }

const rows: readonly Row[] = [
  [
    'PING of zeros overlooked',
    'does not answer PING of zeros',
    'rfc9113-6.7-2',
    overlooks((sight) => isPing(sight) && sight.frame.payload.every((octet) => octet === 0))
  ],
  [
    'PING of ones overlooked',
    'does not answer PING of ones',
    'rfc9113-6.7-2',
    overlooks((sight) => isPing(sight) && sight.frame.payload.every((octet) => octet === 0xff))
  ],
  [
    'PING of falling octets overlooked',
    'does not answer PING whose octets fall',
    'rfc9113-6.7-2',
    overlooks(
      (sight) =>
        isPing(sight) && sight.frame.payload.every((octet, at, all) => at === 0 || octet < (all[at - 1] ?? 0))
    )
  ],
  [
    'repeated PING overlooked',
    'does not answer PING that repeats the one before',
    'rfc9113-6.7-2',
    overlooks((sight) => isPing(sight) && same(sight.frame, sight.last))
  ],
  [
    'PING behind request overlooked',
    'does not answer PING right behind a request that it answers',
    'rfc9113-6.7-2',
    overlooks((sight) => isPing(sight) && sight.last?.type === FRAME_TYPES.HEADERS && sight.active > 0)
  ],
  [
    'PRIORITY_UPDATE without urgency overlooked',
    'passes over PRIORITY_UPDATE without parameters',
    'rfc9218-7+1',
    overlooks((sight) => sight.type === 'PRIORITY_UPDATE' && sight.frame.payload.length === 4)
  ],
  [
    'end of tunnel overlooked',
    'does not take END_STREAM for the end of a tunnel',
    'rfc8441-5+2',
    () => {
      const tunnels = new Set<number>()
      return ({ frame, type, fields }) => {
        if (fields?.some(({ name, value }) => name === ':method' && value === 'CONNECT') === true)
          tunnels.add(frame.stream)
        return [
          type === 'DATA' && tunnels.has(frame.stream)
            ? { ...frame, flags: frame.flags & ~FLAGS.END_STREAM }
            : frame
        ]
      }
    }
  ],
  [
    'SETTINGS behind SETTINGS overlooked',
    'acknowledges SETTINGS that follow each other once',
    'rfc9113-6.5.3-4',
    overlooks(
      (sight) =>
        isSettings(sight) &&
        sight.last?.type === FRAME_TYPES.SETTINGS &&
        sight.last.payload.length + sight.last.flags === 0 &&
        sight.before.length > 1
    )
  ],
  [
    'values out of range clamped',
    'takes values out of range for the nearest within',
    'rfc9113-5.4-4',
    () => (sight) => [isSettings(sight) ? clamped(sight.frame) : sight.frame]
  ],
  [
    'settings left out set back',
    'takes a setting that is left out for its initial value',
    'rfc9113-6.5+1',
    () => (sight) =>
      isSettings(sight) && sight.before.length > 0 && sight.settings.INITIAL_WINDOW_SIZE === undefined
        ? [
            {
              ...sight.frame,
              payload: concat([sight.frame.payload, setting(SETTINGS.INITIAL_WINDOW_SIZE, 65_535)])
            }
          ]
        : [sight.frame]
  ],
  [
    'windows set rather than moved',
    'sets the windows of open streams to a new SETTINGS_INITIAL_WINDOW_SIZE',
    'rfc9113-6.9.2-1',
    () => (sight) =>
      sight.settings.INITIAL_WINDOW_SIZE === undefined
        ? [sight.frame]
        : [
            sight.frame,
            ...[...sight.sent]
              .filter(([, octets]) => octets > 0)
              .map(([stream, octets]) => increment(stream, octets))
          ]
  ],
  [
    'CONTINUATION of stream 0 taken',
    'takes CONTINUATION on stream 0 as that of the open field block',
    'rfc9113-6.10-4',
    () =>
      ({ frame, type, last }) => [
        type === 'CONTINUATION' && frame.stream === 0 ? { ...frame, stream: last?.stream ?? 0 } : frame
      ]
  ],
  [':path cut at control octet', 'takes :path up to the first control octet', 'rfc9113-8.3-4', cut(':path')],
  [
    ':method cut at control octet',
    'takes :method up to the first control octet',
    'rfc9113-8.3-4',
    cut(':method')
  ],
  [
    ':authority cut at control octet',
    'takes :authority up to the first control octet',
    'rfc9113-8.3-4',
    cut(':authority')
  ],
  [
    'long field block dropped',
    'passes over field blocks of more than 16,384 octets',
    'rfc9113-10.5.1-2',
    () => {
      let held: WireFrame[] = []
      return ({ frame, type }) => {
        if (type !== 'HEADERS' && type !== 'CONTINUATION') return [frame]
        held.push(frame)
        if ((frame.flags & FLAGS.END_HEADERS) === 0) return NOTHING
        const all = held
        held = []
        return all.reduce((sum, { payload }) => sum + payload.length, 0) > 16_384 ? NOTHING : all
      }
    }
  ]
]

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const textOf = (octets: Uint8Array): string => String.fromCharCode(...octets)

/** What servers make of something else in place of the preface, or of one that comes in parts. */
const prefaces: readonly (readonly [
  name: string,
  does: string,
  requirement: string,
  preface: NonNullable<Tampering['preface']>
])[] = [
  [
    'preface without last octet',
    'looks at 23 octets of the preface only',
    'rfc9113-3.4-4',
    (octets) =>
      textOf(octets.subarray(0, 23)) === PREFACE.slice(0, 23) && octets[23] === 0
        ? concat([latin1(PREFACE), octets.subarray(23)])
        : undefined
  ],
  [
    'preface without first octet',
    'looks for the preface without its first octet',
    'rfc9113-3.4-4',
    (octets) =>
      textOf(octets).startsWith(PREFACE.slice(1)) ? concat([latin1(PREFACE), octets.subarray(23)]) : undefined
  ],
  [
    'no preface',
    'does without the preface',
    'rfc9113-3.4-4',
    (octets) => (octets[0] === 0 ? concat([latin1(PREFACE), octets]) : undefined)
  ],
  [
    'preface in parts',
    'refuses a preface that does not come at once',
    'rfc9113-3.4-1',
    (octets) => (octets.length < PREFACE.length ? ERROR_CODES.PROTOCOL_ERROR : undefined)
  ],
  [
    'preface apart from SETTINGS',
    'refuses a preface that comes without its SETTINGS',
    'rfc9113-3.4-1',
    (octets, behind) =>
      octets.length === PREFACE.length && behind === 0 ? ERROR_CODES.PROTOCOL_ERROR : undefined
  ]
]

/** Servers that read what a client says for something else, or not at all. */
export const misreading: readonly Saboteur[] = [
  ...rows.map(([name, does, requirement, reads]): Saboteur => ({
    name,
    does,
    requirements: [requirement],
    begin(role) {
      const watch = new Watch(role)
      const read = reads()
      return {
        incoming: (frame, now) => read(watch.incoming(frame, now)),
        outgoing: (frame) => {
          watch.outgoing(frame)
          return [frame]
        }
      }
    }
  })),
  ...prefaces.map(([name, does, requirement, preface]): Saboteur => ({
    name,
    does,
    requirements: [requirement],
    begin: () => ({ preface })
  }))
]
