import type { Core } from '../../impl/core.ts'
import { PREFACE } from '../http2/registry.ts'
import { concat, FrameSplitter, type WireFrame } from '../http2/split.ts'
import { writeFrame } from './write-frame.ts'

/**
 * Stands between a sound server and its client, and does one thing wrong: message in, messages out. What no reading of a
 * rule does is shown by it, without a flag in any core.
 */
export interface Saboteur {
  readonly name: string
  /** What it does, as a clause: "does not answer a PING of zeros". */
  readonly does: string
  /** Requirements of which it breaks one. */
  readonly requirements: readonly string[]
  /** Begins with a connection. */
  begin(): Tampering
}

/** What is done with the frames of one connection. Frames that it says nothing about pass as they are. */
export interface Tampering {
  /** A frame of the client: what reaches the server in its place, or an error code with which the connection is ended. */
  readonly incoming?: (frame: WireFrame, now: number) => readonly WireFrame[] | number
  /** What is sent in answer to a frame of the client, beside what the server answers. */
  readonly answer?: (frame: WireFrame) => readonly WireFrame[]
  /** A frame of the server: what is sent in its place. */
  readonly outgoing?: (frame: WireFrame) => readonly WireFrame[]
  /**
   * The octets in place of the client preface, as many as have come, and how many came behind them at once: what the
   * server makes of them, or an error code; undefined when it takes them as they are.
   */
  readonly preface?: (octets: Uint8Array, behind: number) => Uint8Array | number | undefined
}

const GOAWAY = 0x07
const NONE: Uint8Array = new Uint8Array(0)

/** The server with a saboteur before it. */
export function sabotaged(saboteur: Saboteur, create: () => Core): Core {
  const core = create()
  const { incoming, answer, outgoing, preface } = saboteur.begin()
  const ours = new FrameSplitter()
  const theirs = new FrameSplitter()
  let greeted = 0
  const greeting: Uint8Array[] = []
  let last: Uint8Array | undefined
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
  return {
    receive(octets, now) {
      if (last !== undefined) return
      const rest = greet(octets, now)
      if (rest.length === 0 || last !== undefined) return
      if (incoming === undefined && answer === undefined) return core.receive(rest, now)
      for (const frame of theirs.push(rest)) {
        const made = incoming?.(frame, now) ?? [frame]
        if (typeof made === 'number') return end(made)
        if (frame.stream % 2 === 1) highest = Math.max(highest, frame.stream)
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
        octets === undefined || outgoing === undefined ? octets : tampered(octets.slice(), outgoing)
      const all = concat([said ?? NONE, answers, last ?? NONE])
      answers = NONE
      if (last !== undefined) last = NONE
      return all.length === 0 ? undefined : all
    },
    get finished() {
      return last === undefined ? core.finished : last.length === 0
    }
  }

  function tampered(octets: Uint8Array, alter: (frame: WireFrame) => readonly WireFrame[]): Uint8Array {
    const frames = ours.push(octets).flatMap((frame) => alter(frame))
    return frames.length === 0 ? NONE : concat(frames.map(writeFrame))
  }
}
