import { codeTextIn, isType, type FrameEvent } from '../../../lab/http2/reading.ts'
import { endsStream, nameOf, ofTarget } from './frames.ts'
import type { InvariantRule } from './rule.ts'
import { allFrames, frames, framesOfTarget, seeing, where } from './selections.ts'

const AFTER_END = ['WINDOW_UPDATE', 'PRIORITY', 'RST_STREAM'] as const
const belongsToStream = ({ frame }: FrameEvent): boolean => frame.stream !== 0 && frame.type <= 0x09

/** What the target sends on streams that have ended, from its side or from the lab's. */
export const streamEnds: readonly InvariantRule[] = [
  {
    id: 'frame-sent-after-end-stream',
    title: 'after END_STREAM nothing is sent on a stream but WINDOW_UPDATE, PRIORITY and RST_STREAM',
    requirements: ['rfc9113-5.1+2', 'rfc9113-5.1-9'],
    watch: (note) => {
      const ended = new Map<number, number>()
      return ofTarget((event) => {
        const { frame, entry } = event
        if (!belongsToStream(event)) return
        const end = ended.get(frame.stream)
        // CONTINUATION belongs to the HEADERS that carry END_STREAM; where it is out of place another rule says so.
        if (end !== undefined && !isType(frame, 'CONTINUATION')) {
          note.seen()
          if (!AFTER_END.some((type) => isType(frame, type)))
            note.broken(`${nameOf(event)} after END_STREAM`, end, entry)
        }
        if (endsStream(event)) {
          note.seen()
          ended.set(frame.stream, entry)
        }
      })
    }
  },
  {
    id: 'frame-sent-after-rst-stream',
    title: 'RST_STREAM is the last frame on its stream, PRIORITY and another RST_STREAM apart',
    requirements: ['rfc9113-5.4.2+1', 'rfc9113-5.1-9'],
    watch: (note) => {
      const reset = new Map<number, number>()
      return ofTarget((event) => {
        const { frame, entry } = event
        if (!belongsToStream(event)) return
        const at = reset.get(frame.stream)
        if (isType(frame, 'RST_STREAM')) {
          note.seen()
          reset.set(frame.stream, entry)
        } else if (at !== undefined && !isType(frame, 'PRIORITY'))
          note.broken(`${nameOf(event)} after RST_STREAM`, at, entry)
      })
    }
  },
  {
    id: 'rst-stream-sent-twice',
    title: 'a stream is reset once, unless frames still arrive on it',
    requirements: ['rfc9113-5.4.2-2'],
    watch: (note) => {
      const reset = new Map<number, number>()
      return seeing(where(framesOfTarget('RST_STREAM'), allFrames), (event) => {
        if (event.event !== 'frame' || event.frame.stream === 0) return
        const { frame, entry, by } = event
        if (by === 'lab') reset.delete(frame.stream)
        else if (isType(frame, 'RST_STREAM')) {
          note.seen()
          const before = reset.get(frame.stream)
          if (before !== undefined)
            note.broken(`a second RST_STREAM on stream ${frame.stream}`, before, entry)
          reset.set(frame.stream, entry)
        }
      })
    }
  },
  {
    id: 'frame-sent-on-stream-reset-by-peer',
    title: 'after receipt of RST_STREAM nothing but PRIORITY is sent on the stream, RST_STREAM neither',
    requirements: ['rfc9113-6.4-1', 'rfc9113-5.4.2-4'],
    watch: (note, scene) => {
      const reset = new Map<number, { readonly at: number; readonly entry: number }>()
      return seeing(where(frames(['RST_STREAM'], ['RST_STREAM']), allFrames), (event, at) => {
        if (event.event !== 'frame' || !belongsToStream(event)) return
        const { frame, by } = event
        if (by === 'lab') {
          // What we send on the stream later may call for an answer of its own.
          if (isType(frame, 'RST_STREAM') && frame.payload.length === 4)
            reset.set(frame.stream, { at, entry: event.entry })
          else reset.delete(frame.stream)
          return
        }
        const known = reset.get(frame.stream)
        if (known === undefined) return
        note.seen()
        if (!isType(frame, 'PRIORITY') && known.at <= (scene.settled[at] ?? -1))
          note.broken(
            `${nameOf(event)}${isType(frame, 'RST_STREAM') ? ` with ${codeTextIn(frame)}` : ''} after our RST_STREAM was read`,
            known.entry,
            event.entry
          )
      })
    }
  }
]
