import { block as hpackBlock } from '../../impl/hpack/block.ts'
import type { Representation } from '../../impl/hpack/representation.ts'
import type { Block, Data, FieldLine, Frame, FrameOf, Message, Priority, SizeUpdate } from './message.ts'
import { ERROR_CODES, FLAGS, FRAME_TYPES, SETTINGS, type FlagName, type SettingName } from './registry.ts'
import { concat } from './split.ts'
import type { Value } from './values.ts'

/** How the parts of a message that depend on the exchange are filled in. */
export interface Resolution {
  value(value: Value, round: number): number
  text(template: string): string
  /** Octets of field blocks that depend on nothing but the texts, for messages that are sent many times. */
  readonly known?: WeakMap<object, Uint8Array>
}

/** Octets of a message, in a round of what is repeated. */
export function encode(message: Message, resolution: Resolution, round = 0): Uint8Array {
  if ('text' in message) return latin1(resolution.text(message.text))
  if ('hex' in message) return hex(message.hex)
  if (message.times !== undefined) {
    const { times, ...once } = message
    const count = resolution.value(times, round)
    return concat(Array.from({ length: count }, (_, own) => encode(once, resolution, own)))
  }
  if (message.frame === 'DATA' && message.spread !== undefined) return spread(message, resolution, round)
  const value = (v: Value) => resolution.value(v, round)
  const given = message.payload === undefined ? payloadOf(message, value, resolution) : hex(message.payload)
  const filling = message.fill === undefined ? 0 : Math.max(0, value(message.fill) - given.length)
  const whole = filling === 0 ? given : concat([given, new Uint8Array(filling)])
  const payload = message.cut === undefined ? whole : whole.subarray(0, message.cut)
  const octets = new Uint8Array(9 + payload.length)
  putUint24(octets, 0, message.length === undefined ? payload.length : value(message.length))
  octets[3] = typeof message.frame === 'number' ? message.frame : FRAME_TYPES[message.frame]
  octets[4] = flagsOf(message)
  putUint32(
    octets,
    5,
    (message.stream === undefined ? 0 : value(message.stream)) + (message.reserved === true ? 0x80000000 : 0)
  )
  octets.set(payload, 9)
  return octets
}

/** A DATA frame as several, each with as many octets as one may have. */
function spread(message: FrameOf<'DATA'>, resolution: Resolution, round: number): Uint8Array {
  const { spread: limit = 0, data, padding, endStream, ...rest } = message
  const value = (v: Value) => resolution.value(v, round)
  const octets = typeof data === 'object' ? value(data.octets) : (data?.length ?? 0)
  const most = Math.max(1, value(limit))
  const last = Math.max(0, Math.ceil(octets / most) - 1)
  const frames = Array.from({ length: last }, () =>
    encode({ ...rest, data: { octets: most } }, resolution, round)
  )
  const ending = {
    ...rest,
    data: { octets: octets - last * most },
    ...(padding === undefined ? {} : { padding }),
    ...(endStream === undefined ? {} : { endStream })
  }
  return concat([...frames, encode(ending, resolution, round)])
}

function flagsOf(frame: Frame): number {
  let bits = 0
  const imply = (flag: FlagName, on: boolean) => {
    if (on && frame.without?.includes(flag) !== true) bits |= FLAGS[flag]
  }
  imply('END_STREAM', 'endStream' in frame && frame.endStream === true)
  imply('ACK', 'ack' in frame && frame.ack === true)
  imply('END_HEADERS', HEADED.has(frame.frame) && !('endHeaders' in frame && frame.endHeaders === false))
  imply('PADDED', 'padding' in frame && frame.padding !== undefined)
  imply('PRIORITY', frame.frame === 'HEADERS' && frame.priority !== undefined)
  for (const flag of frame.flags ?? []) bits |= typeof flag === 'number' ? flag : FLAGS[flag]
  return bits
}

const HEADED: ReadonlySet<string | number> = new Set(['HEADERS', 'CONTINUATION', 'PUSH_PROMISE'])

function payloadOf(frame: Frame, value: (v: Value) => number, { text, known }: Resolution): Uint8Array {
  const blocks: BlockResolution = known === undefined ? { text, value } : { text, value, known }
  switch (frame.frame) {
    case 'DATA':
      return padded(dataOf(frame.data, value), frame)
    case 'HEADERS': {
      const fragment = blockOf(frame.block ?? [], blocks)
      return padded(
        frame.priority === undefined ? fragment : concat([priority(frame.priority, value), fragment]),
        frame
      )
    }
    case 'CONTINUATION':
      return blockOf(frame.block ?? [], blocks)
    case 'PUSH_PROMISE':
      return padded(concat([uint32(value(frame.promised)), blockOf(frame.block ?? [], blocks)]), frame)
    case 'PRIORITY':
      return priority(frame.priority, value)
    case 'RST_STREAM':
      return uint32(codeOf(frame.code))
    case 'SETTINGS':
      return concat((frame.settings ?? []).map((one) => setting(one, value)))
    case 'PING':
      return hex(frame.opaque)
    case 'GOAWAY':
      return concat([uint32(value(frame.last)), uint32(codeOf(frame.code)), latin1(frame.debug ?? '')])
    case 'WINDOW_UPDATE':
      return uint32(value(frame.increment))
    case 'PRIORITY_UPDATE':
      return concat([uint32(value(frame.prioritized)), latin1(frame.value)])
    default:
      return new Uint8Array(0)
  }
}

function uint32(value: number): Uint8Array {
  const octets = new Uint8Array(4)
  putUint32(octets, 0, value)
  return octets
}

function priority({ dependency, weight = 16, exclusive }: Priority, value: (v: Value) => number): Uint8Array {
  return concat([
    uint32(value(dependency) + (exclusive === true ? 0x80000000 : 0)),
    Uint8Array.of(weight - 1)
  ])
}

function padded(
  content: Uint8Array,
  { padding, padLength, padWith = 0 }: { padding?: number; padLength?: number; padWith?: number }
): Uint8Array {
  if (padding === undefined) return content
  return concat([Uint8Array.of(padLength ?? padding), content, new Uint8Array(padding).fill(padWith)])
}

function setting(
  [name, given]: readonly [SettingName | number, Value],
  value: (v: Value) => number
): Uint8Array {
  const octets = new Uint8Array(6)
  const id = typeof name === 'number' ? name : SETTINGS[name]
  octets[0] = id >> 8
  octets[1] = id
  putUint32(octets, 2, value(given))
  return octets
}

const codeOf = (code: keyof typeof ERROR_CODES | number): number =>
  typeof code === 'number' ? code : ERROR_CODES[code]

function dataOf(data: Data | undefined, value: (v: Value) => number): Uint8Array {
  if (data === undefined) return new Uint8Array(0)
  return typeof data === 'string' ? latin1(data) : new Uint8Array(value(data.octets)).fill(0x7a)
}

/** How a field block is filled in: without a round. */
interface BlockResolution {
  text(template: string): string
  value?(value: Value): number
  readonly known?: WeakMap<object, Uint8Array>
}

/** Octets of a field block. */
export function blockOf(block: Block, resolution: BlockResolution): Uint8Array {
  const known = resolution.known?.get(block)
  if (known !== undefined) return known
  const octets = writtenBlock(block, resolution)
  if (resolution.known !== undefined && !observes(block)) resolution.known.set(block, octets)
  return octets
}

/** Whether a message or a block holds a number that is taken from the exchange. */
export const observes = (part: Message | Block): boolean =>
  /"(peer|window|request|promise|round)":/.test(JSON.stringify(part))

function writtenBlock(block: Block, resolution: BlockResolution): Uint8Array {
  if ('lines' in block) {
    const { lines, octets } = block
    const wanted = typeof octets === 'number' ? octets : (resolution.value?.(octets) ?? 0)
    const own = blockOf(lines, resolution)
    return concat([own, blockOf(fillers(wanted - own.length), resolution)])
  }
  if ('part' in block) return blockOf(block.part, resolution).subarray(block.from ?? 0, block.to)
  if ('representations' in block)
    return hpackBlock(block.representations.map((representation) => fillIn(representation, resolution)))
  return hpackBlock(
    block.map(([name, value]) => ({
      kind: 'literal',
      name: resolution.text(name),
      value: resolution.text(value),
      indexing: 'without'
    }))
  )
}

/** Octets that a filler line takes besides its value, when the value has 127 to 254 octets. */
const FILLER_OVERHEAD = 1 + 1 + 'x-filler-00'.length + 2
/** Long enough that servers' limits on the number of lines are kept, short enough for their limits on one line. */
const FILLER_OCTETS = 2000

/** Lines whose block (as literals without indexing) has exactly so many octets; at least 200 of them. */
function fillers(octets: number): FieldLine[] {
  const lines = Math.max(1, Math.floor(octets / FILLER_OCTETS))
  const share = Math.floor(octets / lines)
  return Array.from({ length: lines }, (_, index) => {
    const whole = index < lines - 1 ? share : octets - share * (lines - 1)
    // Names of their own: servers that join lines of one name limit the joined line.
    return [
      `x-filler-${String(index).padStart(2, '0')}`,
      'f'.repeat(Math.max(0, whole - fillerOverhead(whole)))
    ]
  })
}

/** Octets besides the value: indexing octet, name length, name, and a value length of two octets, or three from 255 on. */
const fillerOverhead = (whole: number): number =>
  whole - FILLER_OVERHEAD < 255 ? FILLER_OVERHEAD : FILLER_OVERHEAD + 1

function fillIn(representation: Representation | SizeUpdate, resolution: BlockResolution): Representation {
  if (representation.kind === 'sizeUpdate') {
    const { size } = representation
    const given = typeof size === 'number' || 'octets' in size
    return { kind: 'sizeUpdate', size: given ? size : (resolution.value?.(size) ?? 0) }
  }
  if (representation.kind !== 'literal' || typeof representation.value !== 'string') return representation
  return { ...representation, value: resolution.text(representation.value) }
}

export function latin1(text: string): Uint8Array {
  const octets = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) octets[i] = text.charCodeAt(i)
  return octets
}

export function hex(text: string): Uint8Array {
  const digits = text.replaceAll(' ', '')
  const octets = new Uint8Array(digits.length >> 1)
  for (let i = 0; i < octets.length; i++) octets[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16)
  return octets
}

function putUint24(target: Uint8Array, offset: number, value: number): void {
  target[offset] = value >>> 16
  target[offset + 1] = value >>> 8
  target[offset + 2] = value
}

function putUint32(target: Uint8Array, offset: number, value: number): void {
  target[offset] = value / 0x1000000
  target[offset + 1] = value >>> 16
  target[offset + 2] = value >>> 8
  target[offset + 3] = value
}
