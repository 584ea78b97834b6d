import type { FieldLine } from '../application.ts'
import type { HpackEncoder } from '../hpack/encoder.ts'
import { altersTable } from './block-memo.ts'
import { FrameEncoder, writeFrameHeader } from './frame-encoder.ts'
import * as frames from './frames.ts'
import type { Outbox } from './outbox.ts'
import { outgoingFields, statusLine } from './outgoing-fields.ts'
import type { CompiledRules } from './readings.ts'
import { ResponseMemo } from './response-memo.ts'
import type { Settings } from './settings.ts'

/** Up to this many octets a loop is quicker than a call. */
const FEW_OCTETS = 64
const INTERLEAVED_PING = new Uint8Array(8)

/**
 * Writes whole frames and field blocks, within what the peer allows and as the rule set says. It knows nothing of
 * streams and windows: the connection decides what is written, and when.
 */
export class MessageWriter {
  readonly out = new FrameEncoder()
  readonly #rules: CompiledRules
  readonly #peer: Readonly<Settings>
  readonly #padding: number
  readonly #hpack: HpackEncoder
  readonly #memo = new ResponseMemo()

  constructor(rules: CompiledRules, peer: Readonly<Settings>, padding: number, hpack: HpackEncoder) {
    this.#rules = rules
    this.#peer = peer
    this.#padding = padding
    this.#hpack = hpack
  }

  /** A frame whose payload is at hand. */
  frame(type: number, flags: number, id: number, payload: Uint8Array): void {
    this.out.header(payload.length, type, flags, id)
    this.out.octets(payload)
  }

  settings(pairs: readonly (readonly [identifier: number, value: number])[]): void {
    this.#header(pairs.length * 6, frames.SETTINGS, this.#rules.settingsFlags, 0)
    for (const [identifier, value] of pairs) {
      this.out.uint16(identifier)
      this.out.uint32(value)
    }
  }

  ping(opaque: Uint8Array, flags: number): void {
    this.frame(frames.PING, flags | this.#rules.settingsFlags, 0, opaque)
  }

  windowUpdate(id: number, increment: number): void {
    this.out.header(4, frames.WINDOW_UPDATE, 0, id)
    this.out.uint32(increment)
  }

  reset(id: number, code: number): void {
    this.out.header(4, frames.RST_STREAM, 0, id)
    this.out.uint32(code)
  }

  goaway(lastStreamId: number, code: number, debug: Uint8Array): void {
    this.out.header(8 + debug.length, frames.GOAWAY, 0, 0)
    this.out.uint32(lastStreamId)
    this.out.uint32(code)
    this.out.octets(debug)
  }

  /** Encodes and writes a field section: in HEADERS, or in PUSH_PROMISE where `promised` is a stream. */
  fieldSection(id: number, flags: number, lines: readonly FieldLine[], promised = 0): void {
    const block = this.#hpack.encode(lines)
    if (altersTable(block, 0, block.length)) this.#memo.forget()
    this.fieldBlock(id, flags, block, promised)
  }

  /** The field block of a response, remembered or encoded; one that was encoded has to be sent. */
  responseBlock(status: number, fields: readonly FieldLine[]): Uint8Array {
    const known = this.#memo.find(status, fields)
    if (known !== undefined) return known
    const block = this.#hpack.encode(this.responseLines(status, fields))
    if (altersTable(block, 0, block.length)) this.#memo.forget()
    else this.#memo.keep(status, fields, block)
    return block
  }

  responseLines(status: number, fields: readonly FieldLine[]): readonly FieldLine[] {
    const { readings } = this.#rules
    return outgoingFields(readings.statusSent === 'omitted' ? [] : [statusLine(status)], fields, readings)
  }

  /** The peer changed SETTINGS_HEADER_TABLE_SIZE. */
  resizeTable(octets: number): void {
    if (this.#rules.readings.headerTableSizeRespected === 'enforce') this.#hpack.setMaxTableSize(octets)
    this.#memo.forget()
  }

  /** HEADERS or PUSH_PROMISE, with as many CONTINUATION frames as the block needs. */
  fieldBlock(id: number, flags: number, block: Uint8Array, promised = 0): void {
    const { out } = this
    const type = promised > 0 ? frames.PUSH_PROMISE : frames.HEADERS
    const most = this.#rules.splitsFieldBlocks ? this.#peer.maxFrameSize : frames.GREATEST_MAX_FRAME_SIZE
    const fixed = promised > 0 ? 4 : 0
    const padding = block.length + fixed + 1 + this.#padding <= most ? this.#padding : 0
    const around = padding > 0 ? padding + 1 + fixed : fixed
    let count = Math.min(block.length, most - around)
    const ends = count === block.length ? frames.END_HEADERS : 0
    this.#header(count + around, type, flags | ends | (padding > 0 ? frames.PADDED : 0), id)
    if (padding > 0) out.buffer[out.length++] = padding
    if (promised > 0) out.uint32(promised)
    out.octets(block.subarray(0, count))
    this.#pad(padding)
    while (count < block.length) {
      if (this.#rules.readings.fieldBlockContiguous === 'interleaved') this.ping(INTERLEAVED_PING, 0)
      const next = Math.min(block.length - count, most)
      out.header(next, frames.CONTINUATION, count + next === block.length ? frames.END_HEADERS : 0, id)
      out.octets(block.subarray(count, count + next))
      count += next
    }
  }

  /** DATA with `count` octets that wait; gives the octets that count for flow control, `room` at most. */
  data(id: number, outbox: Outbox | undefined, count: number, flags: number, room: number): number {
    const { out } = this
    const padding = count + this.#padding + 1 <= Math.min(room, this.#peer.maxFrameSize) ? this.#padding : 0
    const length = padding > 0 ? count + padding + 1 : count
    this.#header(length, frames.DATA, flags | this.#rules.dataFlags | (padding > 0 ? frames.PADDED : 0), id)
    if (padding > 0) out.buffer[out.length++] = padding
    outbox?.shift(count, out.buffer, out.length)
    out.length += count
    this.#pad(padding)
    return length
  }

  /** A whole response that is known to fit: HEADERS, and DATA unless the body is empty. */
  smallResponse(id: number, block: Uint8Array, body: Uint8Array): void {
    const { out } = this
    const { length } = body
    const ends = length === 0 ? frames.END_HEADERS | frames.END_STREAM : frames.END_HEADERS
    out.reserve(2 * frames.FRAME_HEADER_LENGTH + block.length + length)
    const { buffer } = out
    writeFrameHeader(buffer, out.length, block.length, frames.HEADERS, ends, id)
    let at = copy(block, buffer, out.length + frames.FRAME_HEADER_LENGTH)
    if (length > 0) {
      writeFrameHeader(buffer, at, length, frames.DATA, frames.END_STREAM, id)
      at = copy(body, buffer, at + frames.FRAME_HEADER_LENGTH)
    }
    out.length = at
  }

  #header(length: number, type: number, flags: number, id: number): void {
    this.out.header(length, type, flags, id)
    if (this.#rules.reservedBit !== 0) this.out.buffer[this.out.length - 4]! |= 0x80
  }

  #pad(padding: number): void {
    if (padding === 0) return
    const { out } = this
    const fill = this.#rules.readings.paddingZero === 'nonZero' ? 0xff : 0
    out.buffer.fill(fill, out.length, out.length + padding)
    out.length += padding
  }
}

function copy(from: Uint8Array, target: Uint8Array, at: number): number {
  const { length } = from
  if (length > FEW_OCTETS) target.set(from, at)
  else for (let i = 0; i < length; i++) target[at + i] = from[i]!
  return at + length
}
