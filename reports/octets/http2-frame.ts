import { codeTextIn, has, isType, settingsIn } from '../../lab/http2/reading.ts'
import { FLAGS, frameName, FRAME_TYPES, type FlagName } from '../../lab/http2/registry.ts'
import { uint32, type WireFrame } from '../../lab/http2/split.ts'
import { printable } from '../printable.ts'
import { hex } from './hex.ts'

const FLAGS_OF: Readonly<Record<string, readonly FlagName[]>> = {
  DATA: ['END_STREAM', 'PADDED'],
  HEADERS: ['END_STREAM', 'END_HEADERS', 'PADDED', 'PRIORITY'],
  SETTINGS: ['ACK'],
  PUSH_PROMISE: ['END_HEADERS', 'PADDED'],
  PING: ['ACK'],
  CONTINUATION: ['END_HEADERS']
}

/** A frame in one line: `GOAWAY stream=0 length=8 last-stream=1 FRAME_SIZE_ERROR`. */
export function frameLine(frame: WireFrame): string {
  const name = frameName(frame.type)
  const known = name === undefined ? [] : (FLAGS_OF[name] ?? [])
  const unknown = frame.flags & ~known.reduce((bits, flag) => bits | FLAGS[flag], 0)
  return [
    name ?? `type-0x${frame.type.toString(16).padStart(2, '0')}`,
    `stream=${frame.stream}${frame.reserved ? ' reserved-bit' : ''}`,
    `length=${frame.payload.length}`,
    ...known.filter((flag) => has(frame, flag)),
    ...(unknown === 0 ? [] : [`flags=0x${unknown.toString(16).padStart(2, '0')}`]),
    ...contentOf(frame)
  ].join(' ')
}

function contentOf(frame: WireFrame): string[] {
  const { payload } = frame
  if (isType(frame, 'RST_STREAM') && payload.length >= 4) return [codeTextIn(frame)]
  if (isType(frame, 'GOAWAY') && payload.length >= 8) {
    const debug = payload.subarray(8)
    return [
      `last-stream=${uint32(payload, 0) % 0x80000000}`,
      codeTextIn(frame),
      ...(debug.length === 0 ? [] : [`debug="${text(debug)}"`])
    ]
  }
  if (isType(frame, 'SETTINGS'))
    return settingsIn(frame).map(({ id, name, value }) => `${name ?? `0x${id.toString(16)}`}=${value}`)
  if (isType(frame, 'WINDOW_UPDATE') && payload.length >= 4)
    return [`increment=${uint32(payload, 0) % 0x80000000}`]
  if (isType(frame, 'PING')) return [`opaque=${hex(payload)}`]
  if (isType(frame, 'DATA') && payload.length > 0) return [`"${text(payload)}"`]
  return []
}

function text(octets: Uint8Array): string {
  const most = 60
  return printable(String.fromCharCode(...octets.subarray(0, most))) + (octets.length > most ? '…' : '')
}

/** The octets of a frame: its header of 9 octets and its payload (RFC 9113 section 4.1). */
export function frameOctets({ type, flags, reserved, stream, payload }: WireFrame): Uint8Array {
  const octets = new Uint8Array(9 + payload.length)
  const header = new DataView(octets.buffer)
  header.setUint32(0, payload.length * 0x100 + type)
  header.setUint8(4, flags)
  header.setUint32(5, stream + (reserved ? 0x80000000 : 0))
  octets.set(payload, 9)
  return octets
}

/** Whether a frame carries a field block, or a part of one. */
export const carriesFields = (frame: WireFrame): boolean =>
  frame.type === FRAME_TYPES.HEADERS ||
  frame.type === FRAME_TYPES.PUSH_PROMISE ||
  frame.type === FRAME_TYPES.CONTINUATION
