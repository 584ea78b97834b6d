import type { FieldLine } from '../../application.ts'
import { HpackEncoder } from '../../hpack/encoder.ts'
import { writeFrameHeader } from '../frame-encoder.ts'
import * as frames from '../frames.ts'

/** A frame from its parts, whatever they are. */
export function frame(type: number, flags: number, id: number, payload: Iterable<number> = []): Uint8Array {
  const octets = Uint8Array.from(payload)
  const whole = new Uint8Array(frames.FRAME_HEADER_LENGTH + octets.length)
  writeFrameHeader(whole, 0, octets.length, type, flags, id)
  whole.set(octets, frames.FRAME_HEADER_LENGTH)
  return whole
}

export function uint32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

export function settingsFrame(
  ...pairs: readonly (readonly [identifier: number, value: number])[]
): Uint8Array {
  return frame(
    frames.SETTINGS,
    0,
    0,
    pairs.flatMap(([identifier, value]) => [identifier >>> 8, identifier & 255, ...uint32(value)])
  )
}

export const SETTINGS_ACK = frame(frames.SETTINGS, frames.ACK, 0)
export const PING = frame(frames.PING, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])

export function windowUpdate(id: number, increment: number): Uint8Array {
  return frame(frames.WINDOW_UPDATE, 0, id, uint32(increment))
}

export function reset(id: number, code: number): Uint8Array {
  return frame(frames.RST_STREAM, 0, id, uint32(code))
}

export function data(id: number, content: string | Uint8Array, flags = 0): Uint8Array {
  return frame(frames.DATA, flags, id, typeof content === 'string' ? octetsOf(content) : content)
}

export function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** `['name: value', …]` as field lines; a name may start with a colon. */
export function lines(texts: readonly string[]): FieldLine[] {
  return texts.map((text) => {
    const colon = text.indexOf(':', 1)
    return { name: text.slice(0, colon), value: text.slice(colon + 1).replace(/^ /, '') }
  })
}

/** A field block without any use of the dynamic table, so that blocks may come in any order. */
export function block(texts: readonly string[]): Uint8Array {
  return new HpackEncoder({ maxTableSize: 4096, indexing: () => 'without' }).encode(lines(texts)).slice()
}

/** A field block that puts its lines into the dynamic table. */
export function indexingBlock(texts: readonly string[]): Uint8Array {
  return new HpackEncoder({ maxTableSize: 4096, indexing: () => 'incremental' }).encode(lines(texts)).slice()
}

export function headers(
  id: number,
  texts: readonly string[],
  flags: number = frames.END_HEADERS | frames.END_STREAM
): Uint8Array {
  return frame(frames.HEADERS, flags, id, block(texts))
}

export const GET = [':method: GET', ':scheme: http', ':authority: a.example', ':path: /']
export const POST = [':method: POST', ':scheme: http', ':authority: a.example', ':path: /']

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
