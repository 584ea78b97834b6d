import type { Core } from '../../impl/core.ts'
import { PREFACE } from '../http2/registry.ts'
import { concat, FrameSplitter, type WireFrame } from '../http2/split.ts'
import { writeFrame } from './write-frame.ts'

/**
 * Stands between a sound program and its peer, and does one thing wrong: message in, messages out. What no reading of a
 * rule does is shown by it, without a flag in any core.
 */
export interface Saboteur {
  readonly name: string
  /** What it does, as a clause: "does not answer a PING of zeros". */
  readonly does: string
  /** Requirements of which it breaks one. */
  readonly requirements: readonly string[]
  /** Begins with a connection of that role. */
  begin(role: 'server' | 'client'): Tampering
}

/** What is done with the frames of one connection. Frames that it says nothing about pass as they are. */
export interface Tampering {
  /**
   * A frame of the peer: what reaches the program in its place, an error code with which the connection is ended, or that
   * the program breaks down.
   */
  readonly incoming?: (frame: WireFrame, now: number) => readonly WireFrame[] | number | 'breaks down'
  /** What is sent in answer to a frame of the peer, beside what the program answers. */
  readonly answer?: (frame: WireFrame) => readonly WireFrame[]
  /** A frame of the program: what is sent in its place. */
  readonly outgoing?: (frame: WireFrame) => readonly WireFrame[]
  /**
   * The octets in place of the client preface, as many as have come, and how many came behind them at once: what the
   * server makes of them, or an error code; undefined when it takes them as they are. For a client: the first octets.
   */
  readonly preface?: (octets: Uint8Array, behind: number) => Uint8Array | number | undefined
  /** The octets with which a client begins: what is sent in their place. */
  readonly greeting?: (octets: Uint8Array) => Uint8Array
}

const GOAWAY = 0x07
const NONE: Uint8Array = new Uint8Array(0)

/** A core with a saboteur before it. */
export interface Sabotaged extends Core {
  /** It broke down. */
  readonly broken: boolean
}

/** The server, or the client, with a saboteur before it. */
export function sabotaged(
  saboteur: Saboteur,
  create: () => Core,
  role: 'server' | 'client' = 'server'
): Sabotaged {
  const core = create()
  const { incoming, answer, preface, outgoing, greeting: greets } = saboteur.begin(role)
  const ours = new FrameSplitter()
  const theirs = new FrameSplitter()
  /** Octets of the client preface that have come, and that are still to be sent. */
  let greeted = role === 'server' ? 0 : PREFACE.length
  let unsaid = role === 'server' ? 0 : PREFACE.length
  const greeting: Uint8Array[] = []
  let last: Uint8Array | undefined
  let broken = false
  let highest = 0
  let answers: Uint8Array = NONE

  const end = (code: number): void => {
    const payload = new Uint8Array(8)
    new DataView(payload.buffer).setUint32(0, highest)
    new DataView(payload.buffer).setUint32(4, code)
    last = writeFrame({ type: GOAWAY, flags: 0, reserved: false, stream: 0, payload })
  }
  /** The preface, which is no frame; gives what follows it. */
  const greet = (octets: Uint8Array, now: number): Uint8Array => {
    const part = octets.subarray(0, PREFACE.length - greeted)
    if (part.length === 0) return octets
    greeted += part.length
    if (preface === undefined) core.receive(part, now)
    else {
      greeting.push(part.slice())
      const made = preface(concat(greeting), octets.length - part.length)
      if (typeof made === 'number') end(made)
      else if (made !== undefined || greeted === PREFACE.length) core.receive(made ?? concat(greeting), now)
      if (made !== undefined) greeted = PREFACE.length
    }
    return octets.subarray(part.length)
  }
  let begun = role === 'server'
  /** What a client makes of the first octets of its server. */
  const begin = (octets: Uint8Array): Uint8Array => {
    if (begun) return octets
    begun = true
    const made = preface?.(octets, 0)
    if (typeof made === 'number') end(made)
    return typeof made === 'object' ? made : octets
  }
  return {
    receive(octets, now) {
      if (last !== undefined) return
      const rest = greet(begin(octets), now)
      if (rest.length === 0 || last !== undefined) return
      if (incoming === undefined && answer === undefined) return core.receive(rest, now)
      for (const frame of theirs.push(rest)) {
        const made = incoming?.(frame, now) ?? [frame]
        if (typeof made === 'number') return end(made)
        if (made === 'breaks down') {
          broken = true
          last = NONE
          return
        }
        if (frame.stream % 2 === (role === 'server' ? 1 : 0)) highest = Math.max(highest, frame.stream)
        for (const one of made) core.receive(writeFrame(one), now)
        if (answer !== undefined) {
          const said = answer(frame)
          if (said.length > 0) answers = concat([answers, ...said.map(writeFrame)])
        }
      }
    },
    end: (now) => core.end(now),
    advance: (now) => core.advance(now),
    deadline: () => (last === undefined ? core.deadline() : undefined),
    output() {
      const octets = core.output()
      const said =
        octets === undefined || (outgoing ?? greets) === undefined ? octets : tampered(octets.slice())
      const all = concat([said ?? NONE, answers, last ?? NONE])
      answers = NONE
      if (last !== undefined) last = NONE
      return all.length === 0 ? undefined : all
    },
    get broken() {
      return broken
    },
    get finished() {
      return last === undefined ? core.finished : last.length === 0
    }
  }

  function tampered(octets: Uint8Array): Uint8Array {
    const said = octets.subarray(0, unsaid)
    unsaid -= said.length
    const frames = ours.push(octets.subarray(said.length)).flatMap((frame) => outgoing?.(frame) ?? [frame])
    return concat([
      greets === undefined || said.length === 0 ? said : greets(said),
      ...frames.map(writeFrame)
    ])
  }
}
