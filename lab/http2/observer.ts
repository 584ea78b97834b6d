// Over 300 lines: what is known of one connection while a script plays, and the criteria that ask for it.
import type { Context, Observer } from '../dialect.ts'
import { Unresolved } from '../dialect.ts'
import type { Automation } from '../script.ts'
import type { Criterion } from './criterion.ts'
import { encode, observes, type Resolution } from './encode.ts'
import type { Message } from './message.ts'
import {
  FLAGS,
  FRAME_TYPES,
  INITIAL_SETTINGS,
  PREFACE,
  settingName,
  SETTINGS,
  type SettingName
} from './registry.ts'
import { concat, FrameSplitter, uint16, uint32, type WireFrame } from './split.ts'
import type { Value } from './values.ts'

/** What automation can do; both are on from the start. */
export type Http2Automation = 'acknowledge' | 'replenish'

/** Streams, and other things with a number, that are kept in mind on one connection: a bound on hostile targets. */
const MOST_KNOWN = 65_536

interface Stream {
  data: number
  response: boolean
  over: boolean
  request: boolean
  whole: boolean
}

/** Octets that are known by the values that fill them in: a target's cases say the same many times over. */
interface Known {
  readonly blocks: WeakMap<object, Uint8Array>
  /** Of messages; undefined for those that depend on the exchange. */
  readonly messages: WeakMap<Message, Uint8Array | undefined>
}
const KNOWN = new WeakMap<Context['values'], Known>()
/** Octets of a message that are kept. */
const MOST_KEPT = 65_536

function knownFor(values: Context['values']): Known {
  const known = KNOWN.get(values) ?? { blocks: new WeakMap(), messages: new WeakMap() }
  KNOWN.set(values, known)
  return known
}

/** Watches one HTTP/2 connection while a script is played on it. */
export class Http2Observer implements Observer<Message, Criterion> {
  readonly #context: Context
  readonly #resolution: Resolution
  readonly #known: Known['messages']
  readonly #theirs = new FrameSplitter()
  readonly #ours = new FrameSplitter()
  readonly #peer = { ...INITIAL_SETTINGS }
  readonly #counts = new Map<string, number>()
  readonly #streams = new Map<number, Stream>()
  readonly #pings = new Set<string>()
  readonly #requests: number[] = []
  readonly #promises: number[] = []
  /** What the target lets us send: window updates less what we sent, without the initial window. */
  readonly #windows = new Map<number, number>([[0, 65_535]])
  #owed: Uint8Array[] = []
  #settingsSeen = 0
  #acknowledgements = 0
  #settingsSent = 0
  #data = 0
  #failed = false
  /** Octets of the client's preface that are still to come, in the direction that begins with one. */
  #prefaceIn: number
  #prefaceOut: number
  /** The target does not speak HTTP/2; nothing more is read. */
  #foreign = false

  constructor(context: Context) {
    this.#context = context
    const { blocks, messages } = knownFor(context.values)
    this.#known = messages
    this.#resolution = {
      value: (value, round) => this.#value(value, round),
      text: (template) => fill(template, context.values),
      known: blocks
    }
    this.#prefaceIn = context.side === 'server' ? PREFACE.length : 0
    this.#prefaceOut = context.side === 'client' ? PREFACE.length : 0
  }

  resolve(message: Message, round = 0): Uint8Array {
    const known = this.#known.get(message)
    if (known !== undefined) return known
    const octets = encode(message, this.#resolution, round)
    if (!this.#known.has(message)) {
      const keeps = octets.length <= MOST_KEPT && !observes(message)
      this.#known.set(message, keeps ? octets : undefined)
    }
    return octets
  }

  sent(octets: Uint8Array): void {
    const rest = octets.subarray(this.#prefaceOut)
    this.#prefaceOut = Math.max(0, this.#prefaceOut - octets.length)
    for (const frame of this.#ours.push(rest)) {
      if (frame.type === FRAME_TYPES.SETTINGS && (frame.flags & FLAGS.ACK) === 0) this.#settingsSent++
      if (frame.type === FRAME_TYPES.DATA) {
        this.#spend(0, frame.payload.length)
        this.#spend(frame.stream, frame.payload.length)
      }
    }
  }

  received(octets: Uint8Array): void {
    if (this.#foreign) return
    const rest = octets.subarray(this.#prefaceIn)
    this.#prefaceIn = Math.max(0, this.#prefaceIn - octets.length)
    for (const frame of this.#theirs.push(rest)) this.#see(frame)
    if (this.#counts.size > 0) return
    const first = this.#theirs.head(9)
    // A first frame that is not SETTINGS and announces megabytes is another protocol; it is not collected.
    if (first.length === 9 && first[3] !== FRAME_TYPES.SETTINGS) this.#foreign = true
  }

  answers(automation: Automation): Uint8Array | undefined {
    const owed = this.#owed.filter((octets) =>
      octets[3] === FRAME_TYPES.WINDOW_UPDATE
        ? automation['replenish'] !== false
        : automation['acknowledge'] !== false
    )
    this.#owed = []
    return owed.length === 0 ? undefined : concat(owed)
  }

  met(criterion: Criterion): boolean {
    switch (criterion.until) {
      case 'settings':
        return this.#settingsSeen >= (criterion.count ?? 1)
      case 'settings acknowledged':
        return this.#acknowledgements >= (criterion.count ?? this.#settingsSent)
      case 'ping acknowledged':
        return this.#pings.has(criterion.opaque.replaceAll(' ', ''))
      case 'response':
        return (
          this.#stream(criterion.stream)?.response === true || this.#stream(criterion.stream)?.over === true
        )
      case 'stream over':
        return this.#stream(criterion.stream)?.over === true
      case 'data': {
        const wanted = this.#value(criterion.octets, 0)
        return (criterion.stream === 0 ? this.#data : (this.#stream(criterion.stream)?.data ?? 0)) >= wanted
      }
      case 'window':
        return this.#value({ window: criterion.stream }, 0) >= this.#value(criterion.octets, 0)
      case 'request': {
        const ready =
          criterion.whole === true
            ? this.#requests.filter((id) => this.#streams.get(id)?.whole)
            : this.#requests
        return ready.length >= (criterion.count ?? 1)
      }
      case 'preface':
        return this.#prefaceIn === 0
      case 'connection error':
        return this.#failed
      case 'frame': {
        const type = typeof criterion.frame === 'number' ? criterion.frame : FRAME_TYPES[criterion.frame]
        const key = criterion.stream === undefined ? `${type}` : `${type}/${this.#value(criterion.stream, 0)}`
        return (this.#counts.get(key) ?? 0) >= (criterion.count ?? 1)
      }
      case 'closed':
        return false
      case 'any':
        return criterion.of.some((part) => this.met(part))
      case 'all':
        return criterion.of.every((part) => this.met(part))
    }
  }

  #stream(id: Value): Stream | undefined {
    try {
      return this.#streams.get(this.#value(id, 0))
    } catch {
      return undefined
    }
  }

  #see(frame: WireFrame): void {
    for (const key of [`${frame.type}`, `${frame.type}/${frame.stream}`])
      if (this.#counts.size < MOST_KNOWN || this.#counts.has(key))
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
    const { payload } = frame
    switch (frame.type) {
      case FRAME_TYPES.SETTINGS:
        if ((frame.flags & FLAGS.ACK) !== 0) this.#acknowledgements++
        else this.#settings(payload)
        return
      case FRAME_TYPES.PING:
        if ((frame.flags & FLAGS.ACK) !== 0) {
          if (this.#pings.size < MOST_KNOWN) this.#pings.add(hexOf(payload.subarray(0, 8)))
        } else this.#owe({ frame: 'PING', opaque: hexOf(payload.subarray(0, 8)), ack: true })
        return
      case FRAME_TYPES.WINDOW_UPDATE:
        this.#spend(frame.stream, -uint32(payload, 0))
        return
      case FRAME_TYPES.PUSH_PROMISE:
        if (this.#promises.length < MOST_KNOWN)
          this.#promises.push(uint32(payload, (frame.flags & FLAGS.PADDED) === 0 ? 0 : 1) % 0x80000000)
        return
      case FRAME_TYPES.DATA: {
        const stream = this.#at(frame.stream)
        stream.data += payload.length
        this.#data += payload.length
        if (payload.length > 0) {
          this.#owe({ frame: 'WINDOW_UPDATE', stream: 0, increment: payload.length })
          if ((frame.flags & FLAGS.END_STREAM) === 0)
            this.#owe({ frame: 'WINDOW_UPDATE', stream: frame.stream, increment: payload.length })
        }
        if ((frame.flags & FLAGS.END_STREAM) !== 0) stream.over = stream.whole = true
        return
      }
      case FRAME_TYPES.HEADERS: {
        const stream = this.#at(frame.stream)
        if (this.#context.side === 'server' && !stream.request) {
          stream.request = true
          this.#requests.push(frame.stream)
        }
        if (!interim(frame)) stream.response = true
        if ((frame.flags & FLAGS.END_STREAM) !== 0) stream.over = stream.whole = true
        return
      }
      case FRAME_TYPES.GOAWAY:
        if (payload.length < 8 || uint32(payload, 4) !== 0) this.#failed = true
        return
      case FRAME_TYPES.RST_STREAM:
        this.#at(frame.stream).over = true
        return
      default:
        return
    }
  }

  #at(id: number): Stream {
    const known = this.#streams.get(id)
    if (known !== undefined) return known
    const stream = { data: 0, response: false, over: false, request: false, whole: false }
    if (this.#streams.size < MOST_KNOWN) this.#streams.set(id, stream)
    return stream
  }

  #settings(payload: Uint8Array): void {
    this.#settingsSeen++
    for (let offset = 0; offset + 6 <= payload.length; offset += 6) {
      const name = settingName(uint16(payload, offset))
      if (name !== undefined) this.#peer[name] = uint32(payload, offset + 2)
    }
    this.#owe({ frame: 'SETTINGS', ack: true })
  }

  #owe(message: Message): void {
    this.#owed.push(encode(message, this.#resolution))
  }

  #spend(stream: number, octets: number): void {
    if (this.#windows.size < MOST_KNOWN || this.#windows.has(stream))
      this.#windows.set(stream, (this.#windows.get(stream) ?? 0) - octets)
  }

  #value(value: Value, round: number): number {
    if (typeof value === 'number') return value
    const plus = value.plus ?? 0
    if ('peer' in value) return this.#setting(value.peer) + plus
    if ('window' in value) {
      const stream = this.#value(value.window, 0)
      return (this.#windows.get(stream) ?? 0) + (stream === 0 ? 0 : this.#peer.INITIAL_WINDOW_SIZE) + plus
    }
    if ('request' in value) return known(this.#requests[value.request], `request ${value.request + 1}`) + plus
    if ('promise' in value)
      return known(this.#promises[value.promise], `promised stream ${value.promise + 1}`) + plus
    return round * (value.times ?? 1) + plus
  }

  #setting(name: SettingName): number {
    const value = this.#peer[name]
    if (value === Infinity) throw new Unresolved(`the target sets no SETTINGS_${name} (0x${SETTINGS[name]})`)
    return value
  }
}

function known(id: number | undefined, what: string): number {
  if (id === undefined) throw new Unresolved(`the target made no ${what}`)
  return id
}

/**
 * Whether a HEADERS frame can be told to be an interim response without HPACK state: a first octet that is a literal or
 * an indexed :status is not looked at closer here; END_STREAM rules an interim response out, and only a literal
 * `1xx` value of an indexed :status name is recognised. The judge decodes in full.
 */
function interim(frame: WireFrame): boolean {
  if ((frame.flags & FLAGS.END_STREAM) !== 0) return false
  const start = ((frame.flags & FLAGS.PADDED) !== 0 ? 1 : 0) + ((frame.flags & FLAGS.PRIORITY) !== 0 ? 5 : 0)
  const [first, length, ...value] = frame.payload.subarray(start, start + 5)
  if (first === undefined || length === undefined) return false
  const statusName =
    [0x48, 0x08, 0x18].includes(first) || (first >= 0x49 && first <= 0x4e) || (first >= 0x09 && first <= 0x0e)
  if (!statusName) return false
  if (length === 3) return value[0] === 0x31
  // Huffman: '1' is 00001, and three digits of five or six bits take two or three octets.
  return (length & 0x80) !== 0 && (value[0] ?? 0) >> 3 === 0b00001
}

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(
    /\{([a-z]+)\}/g,
    // A page that is itself large needs no other path.
    (placeholder, name: string) =>
      values[name] ?? (name === 'large' ? values['path'] : undefined) ?? placeholder
  )

function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')
}

export { hexOf }
