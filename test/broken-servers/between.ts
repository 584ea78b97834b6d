import type { Core } from '../../impl/core.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import { concat, FrameSplitter, type WireFrame } from '../../lab/http2/split.ts'

/** What stands between a client and a good server on one connection: it sees each frame and says what goes on in its place. */
export interface Meddler {
  /** A frame of the client; nothing is changed unless it is given. */
  toServer?(frame: WireFrame, way: Way): readonly WireFrame[]
  /** A frame of the server. */
  toClient?(frame: WireFrame, way: Way): readonly WireFrame[]
  /** Milliseconds that each frame of the server takes on its way. */
  readonly delay?: number | ((frame: WireFrame) => number)
  /** Closes the connection when no frame has come for so many milliseconds. */
  readonly idle?: number
}

/** What a meddler can do beside passing frames on. */
export interface Way {
  /** Sends a frame to the client now. */
  answer(frame: WireFrame): void
  /** Hands a frame to the server now. */
  ask(frame: WireFrame): void
  /** Ends the connection behind what was said, with no further word of the server. */
  close(): void
}

/** The octets of a frame, its length field counted. */
export function octetsOf({ type, flags, stream, payload, reserved }: WireFrame): Uint8Array {
  const { length } = payload
  const id = (stream | (reserved ? 0x80000000 : 0)) >>> 0
  const head = [length >> 16, (length >> 8) & 0xff, length & 0xff, type, flags]
  const octets = new Uint8Array(9 + length)
  octets.set([...head, id >>> 24, (id >> 16) & 0xff, (id >> 8) & 0xff, id & 0xff])
  octets.set(payload, 9)
  return octets
}

/** Waits at most this many octets for the end of a frame before the rest is passed on as it is. */
const LONGEST = 16_384

/** A good server with a meddler before it: a program of its own as seen from outside. */
export function between(good: Core, meddler: Meddler): Core {
  const theirs = new FrameSplitter()
  const ours = new FrameSplitter()
  let preface = PREFACE.length
  let raw = false
  let closed = false
  let time = 0
  let heard = 0
  const queue: { readonly at: number; readonly octets: Uint8Array }[] = []
  const delayOf = (frame: WireFrame): number =>
    typeof meddler.delay === 'function' ? meddler.delay(frame) : (meddler.delay ?? 0)
  // Order is kept unless a meddler changes it: a frame waits for those before it.
  const say = (frame: WireFrame): void => {
    const at = Math.max(time + delayOf(frame), queue.at(-1)?.at ?? 0)
    queue.push({ at, octets: octetsOf(frame) })
  }
  const way: Way = {
    answer: say,
    ask: (frame) => good.receive(octetsOf(frame), time),
    close: () => void (closed = true)
  }
  const take = (): void => {
    const octets = good.output()
    if (octets === undefined) return
    for (const frame of ours.push(octets.slice()))
      for (const passed of meddler.toClient?.(frame, way) ?? [frame]) if (!closed) say(passed)
  }
  const due = (): number | undefined => queue[0]?.at
  return {
    receive(octets, now) {
      time = heard = now
      if (closed) return
      const rest = octets.subarray(preface)
      if (preface > 0) good.receive(octets.subarray(0, preface), now)
      preface = Math.max(0, preface - octets.length)
      if (meddler.toServer === undefined || raw) {
        if (rest.length > 0) good.receive(rest, now)
      } else {
        for (const frame of theirs.push(rest)) {
          take()
          for (const passed of meddler.toServer(frame, way)) good.receive(octetsOf(passed), now)
        }
        // A frame too long for any server is refused by its head.
        const head = theirs.head(3)
        if (head.length === 3 && ((head[0] ?? 0) << 16) + ((head[1] ?? 0) << 8) + (head[2] ?? 0) > LONGEST) {
          raw = true
          good.receive(theirs.head(theirs.rest), now)
        }
      }
      take()
    },
    end(now) {
      time = now
      good.end(now)
      take()
    },
    advance(now) {
      time = now
      if (meddler.idle !== undefined && now >= heard + meddler.idle) closed = true
      if ((good.deadline() ?? Infinity) <= now) good.advance(now)
      take()
    },
    deadline() {
      const at = [
        due(),
        good.deadline(),
        meddler.idle === undefined || closed ? undefined : heard + meddler.idle
      ]
      const least = Math.min(...at.map((one) => one ?? Infinity))
      return least === Infinity ? undefined : least
    },
    output() {
      take()
      const parts: Uint8Array[] = []
      while ((due() ?? Infinity) <= time) parts.push(queue.shift()?.octets as Uint8Array)
      return parts.length === 0 ? undefined : concat(parts)
    },
    get finished() {
      return queue.length === 0 && (closed || good.finished)
    }
  }
}
