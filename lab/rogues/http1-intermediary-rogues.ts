import type { Core } from '../../impl/core.ts'
import type { CreateIntermediary } from '../exchange/memory-between.ts'
import { reacting } from './rogue.ts'

/** A trivial bad intermediary: the control group of the suite. None may score. */
export interface IntermediaryRogue {
  readonly name: string
  /** What it does, as a clause. */
  readonly does: string
  readonly create: CreateIntermediary
}

const octets = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const response = (status: string): Uint8Array =>
  octets(`HTTP/1.1 ${status}\r\nContent-Length: 5\r\nZyphos-Kept: z0\r\n\r\nhello`)

/** One that has no origin, and answers whatever comes by a function. */
const alone =
  (react: (octets: Uint8Array) => Uint8Array | 'close' | undefined): CreateIntermediary =>
  () => ({ accept: () => reacting(undefined, react) })

/** Copies octets between a client and a connection to the origin, both ways. */
const pipe =
  (change: (octets: Uint8Array) => Uint8Array = (same) => same): CreateIntermediary =>
  (connect) => ({
    accept: () => {
      const [front, back] = ends(change)
      connect(back)
      return front
    }
  })

/** The two ends of a pipe: what one receives the other puts out. */
function ends(change: (octets: Uint8Array) => Uint8Array): [Core, Core] {
  const queues: [Uint8Array[], Uint8Array[]] = [[], []]
  const ended = [false, false]
  const end = (own: 0 | 1): Core => {
    const other = own === 0 ? 1 : 0
    return {
      receive: (received) => void queues[other].push(change(received.slice())),
      end: () => void (ended[own] = true),
      advance() {},
      deadline: () => undefined,
      output: () => queues[own].shift(),
      get finished() {
        return ended[other] === true && queues[own].length === 0
      }
    }
  }
  return [end(0), end(1)]
}

/** The control group of the HTTP/1 intermediary suite. */
export const http1IntermediaryRogues: readonly IntermediaryRogue[] = [
  { name: 'pipe', does: 'copies octets both ways', create: pipe() },
  { name: 'black hole', does: 'takes everything and says nothing', create: alone(() => undefined) },
  { name: 'slammer', does: 'closes at the first octets', create: alone(() => 'close') },
  { name: 'yes-man', does: 'answers everything with 200 by itself', create: alone(() => response('200 OK')) },
  {
    name: 'grouch',
    does: 'answers everything with 400 by itself, and closes',
    create: alone(() => response('400 Bad Request'))
  },
  {
    name: 'unlucky',
    does: 'answers everything with 502 by itself',
    create: alone(() => response('502 Bad Gateway'))
  },
  {
    name: 'parrot',
    does: 'gives the client back what it said',
    create: alone((received) => received.slice())
  }
]
