import { HpackDecoder } from '../../impl/hpack/decoder.ts'
import type { FieldLine } from '../../impl/application.ts'
import { FLAGS, frameName, settingName, type FrameName, type SettingName } from '../http2/registry.ts'
import { concat, uint16, uint32, type WireFrame } from '../http2/split.ts'

/**
 * How far a stream has come. half-closed: the peer has ended it; ended: both sides have; cancelled: the peer has reset it;
 * refused: the program has.
 */
export type StreamState = 'idle' | 'open' | 'half-closed' | 'ended' | 'cancelled' | 'refused'

/** A frame of the peer, and what a saboteur may want to know about it. */
export interface Sight {
  readonly frame: WireFrame
  /** Undefined for an unknown type. */
  readonly type: FrameName | undefined
  /** The state of its stream before it. */
  readonly state: StreamState
  /** The decoded section, where the frame completes a field block that decodes. */
  readonly fields: readonly FieldLine[] | undefined
  /** The field block as it came, where the frame completes one. */
  readonly block: Uint8Array | undefined
  /** Frames of which the field block was made, where the frame completes one. */
  readonly fragments: number
  /** Settings of a SETTINGS frame, by name. */
  readonly settings: Readonly<Partial<Record<SettingName, number>>>
  /** The frames of the same type that came before it. */
  readonly before: readonly WireFrame[]
  /** The frame that came before it. */
  readonly last: WireFrame | undefined
  /** Whether the peer has acknowledged SETTINGS. */
  readonly acknowledged: boolean
  /** Octets of content that the program may still send on the connection. */
  readonly room: number
  /** Octets of content that the program has sent on streams that are not over. */
  readonly sent: ReadonlyMap<number, number>
  /** Octets of content that came on each stream, this frame's among them. */
  readonly received: ReadonlyMap<number, number>
  /** Octets by which WINDOW_UPDATE has opened each stream's window. */
  readonly granted: ReadonlyMap<number, number>
  /** Streams that are not over, and the most there ever were. */
  readonly active: number
  readonly most: number
  /** Whether the program, a client, has ended the frame's stream. */
  readonly said: boolean
  /** Milliseconds since the frame before. */
  readonly since: number
}

const has = ({ flags }: WireFrame, flag: number): boolean => (flags & flag) !== 0

/** Follows both sides of a connection. */
export class Watch {
  readonly #states = new Map<number, StreamState>()
  readonly #seen = new Map<number, WireFrame[]>()
  readonly #decoder = new HpackDecoder()
  readonly #sent = new Map<number, number>()
  readonly #received = new Map<number, number>()
  readonly #granted = new Map<number, number>()
  #most = 0
  #at = 0
  #acknowledged = false
  #room = 65_535
  #fragments: Uint8Array[] = []
  #last: WireFrame | undefined

  readonly #role: 'server' | 'client'
  /** Streams that the program, a client, has ended. */
  readonly #said = new Set<number>()

  constructor(role: 'server' | 'client') {
    this.#role = role
    this.#decoder.setMaxTableSize(0xffffffff)
  }

  incoming(frame: WireFrame, now: number): Sight {
    const type = frameName(frame.type)
    const state = this.#states.get(frame.stream) ?? 'idle'
    const before = this.#seen.get(frame.type) ?? []
    this.#seen.set(frame.type, [...before.slice(-200), frame])
    const last = this.#last
    this.#last = frame
    if (type === 'DATA') add(this.#received, frame.stream, frame.payload.length)
    if (type === 'WINDOW_UPDATE') add(this.#granted, frame.stream, uint32(frame.payload, 0) % 0x80000000)
    const active = [...this.#states.values()].filter((one) => one === 'open' || one === 'half-closed').length
    this.#most = Math.max(this.#most, active)
    const since = now - this.#at
    this.#at = now
    const sight = {
      frame,
      active,
      since,
      most: this.#most,
      received: this.#received,
      granted: this.#granted,
      type,
      state,
      before,
      last,
      acknowledged: this.#acknowledged,
      room: this.#room,
      sent: this.#sent,
      said: this.#said.has(frame.stream),
      settings: settingsOf(frame, type),
      ...this.#section(frame, type)
    }
    if (type === 'SETTINGS' && has(frame, FLAGS.ACK)) this.#acknowledged = true
    if (type === 'WINDOW_UPDATE' && frame.stream === 0) this.#room += uint32(frame.payload, 0) % 0x80000000
    if (type === 'HEADERS' && state === 'idle' && (this.#role === 'server' || frame.stream % 2 === 0))
      this.#states.set(frame.stream, 'open')
    if (type === 'RST_STREAM' && state !== 'idle') this.#states.set(frame.stream, 'cancelled')
    if ((type === 'HEADERS' || type === 'DATA') && has(frame, FLAGS.END_STREAM))
      this.#end(
        frame.stream,
        this.#said.has(frame.stream) || isPromise(this.#role, frame.stream) ? 'ended' : 'half-closed'
      )
    return sight
  }

  outgoing(frame: WireFrame): void {
    const type = frameName(frame.type)
    if (this.#role === 'client' && type === 'HEADERS' && !this.#states.has(frame.stream))
      this.#states.set(frame.stream, 'open')
    if (this.#role === 'client' && has(frame, FLAGS.END_STREAM)) this.#said.add(frame.stream)
    if (type === 'RST_STREAM') this.#states.set(frame.stream, 'refused')
    if (type === 'DATA') {
      this.#room -= frame.payload.length
      add(this.#sent, frame.stream, frame.payload.length)
    }
    if (has(frame, FLAGS.END_STREAM)) this.#sent.delete(frame.stream)
    if ((type === 'HEADERS' || type === 'DATA') && has(frame, FLAGS.END_STREAM))
      if (this.#states.get(frame.stream) === 'half-closed') this.#states.set(frame.stream, 'ended')
  }

  #end(stream: number, as: StreamState): void {
    const state = this.#states.get(stream)
    if (state === 'open') this.#states.set(stream, as)
  }

  #section(frame: WireFrame, type: FrameName | undefined): Pick<Sight, 'fields' | 'block' | 'fragments'> {
    const none = { fields: undefined, block: undefined, fragments: 0 }
    if (type !== 'HEADERS' && type !== 'CONTINUATION') return none
    if (type === 'HEADERS') this.#fragments = []
    this.#fragments.push(type === 'HEADERS' ? fragmentOf(frame) : frame.payload)
    if (!has(frame, FLAGS.END_HEADERS)) return none
    const block = concat(this.#fragments)
    const fragments = this.#fragments.length
    try {
      return { fields: [...this.#decoder.decode(block)], block, fragments }
    } catch {
      return { ...none, block, fragments }
    }
  }
}

const isPromise = (role: 'server' | 'client', stream: number): boolean =>
  role === 'client' && stream % 2 === 0
const add = (to: Map<number, number>, stream: number, octets: number): void =>
  void to.set(stream, (to.get(stream) ?? 0) + octets)

/** The part of a HEADERS payload that is field block. */
function fragmentOf(frame: WireFrame): Uint8Array {
  const padded = has(frame, FLAGS.PADDED)
  const from = (padded ? 1 : 0) + (has(frame, FLAGS.PRIORITY) ? 5 : 0)
  const padding = padded ? (frame.payload[0] ?? 0) : 0
  return frame.payload.subarray(from, Math.max(from, frame.payload.length - padding))
}

function settingsOf(frame: WireFrame, type: FrameName | undefined): Sight['settings'] {
  if (type !== 'SETTINGS') return {}
  const found: Partial<Record<SettingName, number>> = {}
  for (let at = 0; at + 6 <= frame.payload.length; at += 6) {
    const name = settingName(uint16(frame.payload, at))
    if (name !== undefined) found[name] = uint32(frame.payload, at + 2)
  }
  return found
}
