import { codeIn, codeTextIn, isType, type FrameEvent, type Http2Event } from '../../../lab/http2/reading.ts'
import { uint32 } from '../../../lab/http2/split.ts'
import { ofTarget } from './frames.ts'
import type { InvariantRule } from './rule.ts'
import { allFrames, endsAnd, framesOfTarget, seeing, where } from './selections.ts'

/** The last stream identifier of a GOAWAY frame. */
export const lastStreamOf = ({ frame }: FrameEvent): number => uint32(frame.payload, 0) % 0x80000000

/** Frames that the lab sends for its own sake, and that no target holds against it. */
const isHarmless = ({ frame }: FrameEvent): boolean =>
  isType(frame, 'PING') || isType(frame, 'SETTINGS') || isType(frame, 'WINDOW_UPDATE')

/** How the target announces the end of a connection. */
export const connectionEnds: readonly InvariantRule[] = [
  {
    id: 'goaway-last-stream-raised',
    title: 'the last stream identifier does not rise from one GOAWAY to the next',
    requirements: ['rfc9113-6.8-6'],
    watch: (note) => {
      let last: { readonly stream: number; readonly entry: number } | undefined
      return ofTarget((event) => {
        if (!isType(event.frame, 'GOAWAY') || event.frame.payload.length < 8) return
        note.seen()
        const stream = lastStreamOf(event)
        if (last !== undefined && stream > last.stream)
          note.broken(
            `GOAWAY with last stream ${stream} after one with ${last.stream}`,
            last.entry,
            event.entry
          )
        last = { stream, entry: event.entry }
      }, 'GOAWAY')
    }
  },
  {
    id: 'connection-errors-of-two-kinds',
    title: 'a connection reports one kind of connection error',
    requirements: ['rfc9113-5.4-2'],
    watch: (note) => {
      let first: FrameEvent | undefined
      return ofTarget((event) => {
        if (!isType(event.frame, 'GOAWAY') || codeIn(event.frame) === 0) return
        note.seen()
        if (first !== undefined && codeIn(first.frame) !== codeIn(event.frame))
          note.broken(
            `GOAWAY with ${codeTextIn(first.frame)}, then with ${codeTextIn(event.frame)}`,
            first.entry,
            event.entry
          )
        first ??= event
      }, 'GOAWAY')
    }
  },
  {
    id: 'connection-error-reported-twice',
    title: 'whatever is wrong with one frame, one connection error is reported',
    requirements: ['rfc9113-5.4-1'],
    watch: (note, scene) => {
      let first: FrameEvent | undefined
      let since = 0
      const counts = ({ event, by }: Http2Event, at: number): boolean =>
        event === 'frame' && by === 'lab' && !isHarmless(scene.events[at] as FrameEvent)
      return seeing(where(framesOfTarget('GOAWAY'), allFrames), (event, at) => {
        if (event.event !== 'frame') return
        if (counts(event, at)) since++
        if (event.by !== 'target' || !isType(event.frame, 'GOAWAY') || codeIn(event.frame) === 0) return
        note.seen()
        if (first === undefined) {
          first = event
          // What was surely read before is not what the error is about.
          since = scene.events
            .slice((scene.known[at] ?? -1) + 1, at)
            .filter((one, index) => counts(one, (scene.known[at] ?? -1) + 1 + index)).length
        } else if (since <= 1)
          note.broken(
            `GOAWAY with ${codeTextIn(first.frame)}, then another with ${codeTextIn(event.frame)}`,
            first.entry,
            event.entry
          )
      })
    }
  },
  {
    id: 'closed-without-goaway',
    title: 'GOAWAY goes before the end of a connection',
    requirements: ['rfc9113-5.4.1-4', 'rfc9113-6.8-2', 'rfc9113-6.8-3', 'rfc9113-9.1-3'],
    watch: (note) => {
      let announced = false
      let over = false
      return seeing(endsAnd('GOAWAY'), (event) => {
        if (event.event === 'frame' && event.by === 'target' && isType(event.frame, 'GOAWAY'))
          announced = true
        // A reset of the TCP connection can overtake a GOAWAY; only an orderly end shows that none was sent.
        if (event.event === 'rst') over = true
        if (event.event !== 'fin' || over) return
        over = true
        // Where TLS may have ended the connection, HTTP/2 had nothing to say about it.
        if (event.by !== 'target' || event.reason !== undefined) return
        note.seen()
        if (!announced) note.broken('the connection was closed without GOAWAY', event.entry)
      })
    }
  }
]
