import { codeIn, isType, type FrameEvent } from '../../../lab/http2/reading.ts'
import { FRAME_TYPES } from '../../../lab/http2/registry.ts'
import { uint32 } from '../../../lab/http2/split.ts'
import { lastStreamOf } from './connection-ends.ts'
import { nameOf, ofTarget } from './frames.ts'
import type { InvariantRule, Watcher } from './rule.ts'

/** Frames of a server on streams of the client that are surely idle: no frame of ours has named them, nor a higher one. */
const onIdle = (look: (event: FrameEvent, idle: boolean) => void) => (): Watcher => {
  const named = new Set<number>()
  let highest = 0
  return (event) => {
    if (event.event !== 'frame') return
    const { stream } = event.frame
    if (event.by === 'lab') {
      named.add(stream)
      if (isType(event.frame, 'PRIORITY_UPDATE')) named.add(uint32(event.frame.payload, 0) % 0x80000000)
      highest = Math.max(highest, stream)
    } else if (stream % 2 === 1) look(event, stream > highest && !named.has(stream))
  }
}

/** What only a server is held to on streams. */
export const serverStreams: readonly InvariantRule[] = [
  {
    id: 'rst-stream-sent-on-idle-stream',
    title: 'RST_STREAM is not sent for an idle stream',
    requirements: ['rfc9113-6.4-5'],
    watch: (note) =>
      onIdle((event, idle) => {
        if (!isType(event.frame, 'RST_STREAM')) return
        note.seen()
        if (idle) note.broken(`${nameOf(event)}, which is idle`, event.entry)
      })()
  },
  {
    id: 'stream-opened-by-server-with-odd-identifier',
    title: 'a server opens no stream with an odd identifier',
    requirements: ['rfc9113-5.1.1-1'],
    watch: (note) =>
      onIdle((event, idle) => {
        if (!isType(event.frame, 'HEADERS')) return
        note.seen()
        if (idle) note.broken(`${nameOf(event)}, which the client has not opened`, event.entry)
      })()
  },
  {
    id: 'priority-update-sent-by-server',
    title: 'a server sends no PRIORITY_UPDATE',
    requirements: ['rfc9218-7.1-10'],
    watch: (note) =>
      ofTarget((event) => {
        note.seen()
        if (isType(event.frame, 'PRIORITY_UPDATE')) note.broken(nameOf(event), event.entry)
      })
  },
  {
    id: 'processed-stream-reported-as-unprocessed',
    title: 'a stream with a successful response is neither refused nor left above the last stream of GOAWAY',
    requirements: ['rfc9113-8.7-2', 'rfc9113-8.7-3'],
    watch: (note) => {
      const answered = new Map<number, number>()
      let last: { readonly stream: number; readonly entry: number } | undefined
      return (event) => {
        if (event.by !== 'target') return
        if (event.event === 'fields' && event.type === FRAME_TYPES.HEADERS) {
          const status = event.fields.find(({ name }) => name === ':status')?.value ?? ''
          // Any other status may come from below the application.
          if (!/^2\d\d$/.test(status)) return
          note.seen()
          answered.set(event.stream, event.entry)
          if (last !== undefined && event.stream % 2 === 1 && event.stream > last.stream)
            note.broken(
              `status ${status} on stream ${event.stream}, above the last stream ${last.stream} of GOAWAY`,
              last.entry,
              event.entry
            )
        }
        if (event.event !== 'frame') return
        const { frame, entry } = event
        if (isType(frame, 'RST_STREAM') && codeIn(frame) === 0x07 && answered.has(frame.stream))
          note.broken(
            `REFUSED_STREAM on stream ${frame.stream}, which was answered`,
            answered.get(frame.stream) ?? 0,
            entry
          )
        if (isType(frame, 'GOAWAY') && frame.payload.length >= 8) {
          const stream = lastStreamOf(event)
          last = { stream, entry }
          for (const [id, at] of answered)
            if (id % 2 === 1 && id > stream)
              note.broken(`GOAWAY with last stream ${stream}, while stream ${id} was answered`, at, entry)
        }
      }
    }
  }
]
