import type { Core } from '../../impl/core.ts'
import { FLAGS, FRAME_TYPES, PREFACE } from '../http2/registry.ts'
import { FrameSplitter } from '../http2/split.ts'

/** What a connection has brought so far. */
export interface Burden {
  octets: number
  /** It stopped in the middle of its preface or of a field block. */
  unfinished: boolean
}

/**
 * A server that one connection can bring down for all others: a saboteur in front of sound cores, by which cases about
 * floods show that they can fail. Each call is one program, with connections that share their fate. Once `wears` says so
 * of the connections (each time that one brings something), it hangs: it takes what comes and never answers; or it
 * dies: all its connections end, and new ones at once.
 */
export function fragileServer(
  create: () => Core,
  how: 'hangs' | 'dies',
  wears: (burdens: readonly Burden[]) => boolean
): () => Core {
  let broken = false
  const burdens: Burden[] = []
  return () => {
    const core = create()
    const burden = { octets: 0, unfinished: false }
    burdens.push(burden)
    const weigh = scale(burden)
    return {
      receive(octets, now) {
        if (broken) return
        weigh(octets)
        broken = wears(burdens)
        if (!broken) core.receive(octets, now)
      },
      end: (now) => core.end(now),
      advance: (now) => core.advance(now),
      deadline: () => (broken ? undefined : core.deadline()),
      output: () => (broken ? undefined : core.output()),
      get finished() {
        return broken ? how === 'dies' : core.finished
      }
    }
  }
}

/** Follows the frames of a client. */
function scale(burden: Burden): (octets: Uint8Array) => void {
  const splitter = new FrameSplitter()
  let inBlock = false
  return (octets) => {
    const preface = Math.max(0, PREFACE.length - burden.octets)
    burden.octets += octets.length
    for (const { type, flags } of splitter.push(octets.subarray(preface)))
      if (type === FRAME_TYPES.HEADERS || type === FRAME_TYPES.CONTINUATION)
        inBlock = (flags & FLAGS.END_HEADERS) === 0
    burden.unfinished = burden.octets < PREFACE.length || inBlock
  }
}
