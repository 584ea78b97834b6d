import { has, isType, settingsIn, type FrameEvent, type Http2Event } from '../../../lab/http2/reading.ts'
import { INITIAL_SETTINGS } from '../../../lab/http2/registry.ts'
import { uint32 } from '../../../lab/http2/split.ts'
import { nameOf, ofTarget } from './frames.ts'
import type { InvariantRule, Watcher } from './rule.ts'
import { frames, seeing, settingsAndTarget } from './selections.ts'
import { SettingInForce } from './settings-in-force.ts'

const LARGEST_WINDOW = 0x7fffffff

/** Octets that a WINDOW_UPDATE grants at the most; one of a wrong length may be taken for anything. */
const granted = ({ frame }: FrameEvent): number =>
  frame.payload.length === 4 ? uint32(frame.payload, 0) % 0x80000000 : Infinity

/** The target's DATA within the windows that the lab grants, and the windows that the target grants. */
export const flowControl: readonly InvariantRule[] = [
  {
    id: 'frame-sent-above-max-frame-size',
    title: "no frame is longer than the receiver's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.1-1', 'rfc9113-6.5.2+1'],
    watch: (note, scene) => {
      const limit = new SettingInForce('MAX_FRAME_SIZE', scene)
      return seeing(settingsAndTarget, (event, at) => {
        limit.take(event, at)
        if (event.event !== 'frame' || event.by !== 'target' || at > scene.unsettled) return
        note.seen()
        const { length } = event.frame.payload
        if (length > limit.most)
          note.broken(`${nameOf(event)} has ${length} octets, where ${limit.most} are allowed`, event.entry)
      })
    }
  },
  {
    id: 'data-sent-beyond-stream-window',
    title: 'no more content is sent on a stream than its window allows',
    requirements: [
      'rfc9113-5.2.1-2',
      'rfc9113-6.9.1-1',
      'rfc9113-6.9.2-2',
      'rfc9113-6.5.2+1',
      'rfc9113-6.1+1'
    ],
    watch: (note, scene) => {
      const initial = new SettingInForce('INITIAL_WINDOW_SIZE', scene)
      const credit = new Map<number, number>()
      const spent = new Map<number, number>()
      return seeing(frames(['SETTINGS', 'WINDOW_UPDATE'], ['SETTINGS', 'DATA']), (event, at) => {
        initial.take(event, at)
        if (event.event !== 'frame') return
        const { frame, by } = event
        if (by === 'lab' && isType(frame, 'WINDOW_UPDATE'))
          credit.set(frame.stream, (credit.get(frame.stream) ?? 0) + granted(event))
        if (by !== 'target' || !isType(frame, 'DATA')) return
        const total = (spent.get(frame.stream) ?? 0) + frame.payload.length
        spent.set(frame.stream, total)
        if (frame.payload.length === 0 || at > scene.unsettled) return
        note.seen()
        const most = initial.most + (credit.get(frame.stream) ?? 0)
        if (total > most)
          note.broken(
            `${total} octets of DATA on stream ${frame.stream}, where its window allowed ${most}`,
            event.entry
          )
      })
    }
  },
  {
    id: 'data-sent-beyond-connection-window',
    title: 'no more content is sent on a connection than its window allows',
    requirements: ['rfc9113-5.2.1-2', 'rfc9113-6.9.1-1', 'rfc9113-6.9.2-2', 'rfc9113-6.1+1'],
    watch: (note) => {
      let window = INITIAL_SETTINGS.INITIAL_WINDOW_SIZE
      return seeing(frames(['WINDOW_UPDATE'], ['DATA']), (event) => {
        if (event.event !== 'frame') return
        const { frame, by } = event
        if (by === 'lab' && isType(frame, 'WINDOW_UPDATE') && frame.stream === 0) window += granted(event)
        if (by !== 'target' || !isType(frame, 'DATA') || frame.payload.length === 0) return
        note.seen()
        window -= frame.payload.length
        if (window < 0)
          note.broken(`${-window} octets of DATA beyond the window of the connection`, event.entry)
      })
    }
  },
  {
    id: 'window-update-sent-with-increment-zero',
    title: 'WINDOW_UPDATE has an increment of 1 at least, and its reserved bit is zero',
    requirements: ['rfc9113-6.9+1'],
    watch: (note) =>
      ofTarget((event) => {
        if (!isType(event.frame, 'WINDOW_UPDATE') || event.frame.payload.length !== 4) return
        note.seen()
        const increment = uint32(event.frame.payload, 0)
        if (increment === 0) note.broken(`${nameOf(event)} with an increment of 0`, event.entry)
        if (increment > LARGEST_WINDOW) note.broken(`${nameOf(event)} with its reserved bit set`, event.entry)
      }, 'WINDOW_UPDATE')
  },
  {
    id: 'window-granted-above-maximum',
    title: 'no window is granted above 2^31-1 octets',
    requirements: ['rfc9113-6.9.1+1'],
    watch: (note) => windowsGranted(note)
  }
]

/** Windows as they are at least: what we have sent is taken off at once, although the target may not have counted it yet. */
function windowsGranted(note: Parameters<InvariantRule['watch']>[0]): Watcher {
  let initial = INITIAL_SETTINGS.INITIAL_WINDOW_SIZE
  const moved = new Map<number, number>()
  const move = (stream: number, octets: number) => moved.set(stream, (moved.get(stream) ?? 0) + octets)
  const judge = (stream: number, entry: number) => {
    const window = (stream === 0 ? INITIAL_SETTINGS.INITIAL_WINDOW_SIZE : initial) + (moved.get(stream) ?? 0)
    note.seen()
    if (window > LARGEST_WINDOW)
      note.broken(
        `the window of ${stream === 0 ? 'the connection' : `stream ${stream}`} became ${window}`,
        entry
      )
  }
  return seeing(frames(['DATA'], ['WINDOW_UPDATE', 'SETTINGS']), (event: Http2Event) => {
    if (event.event !== 'frame') return
    const { frame, by, entry } = event
    if (by === 'lab' && isType(frame, 'DATA')) {
      move(0, -frame.payload.length)
      move(frame.stream, -frame.payload.length)
    }
    if (by !== 'target') return
    if (isType(frame, 'WINDOW_UPDATE') && frame.payload.length === 4) {
      move(frame.stream, uint32(frame.payload, 0) % 0x80000000)
      judge(frame.stream, entry)
    }
    if (isType(frame, 'SETTINGS') && !has(frame, 'ACK')) {
      const value = settingsIn(frame).findLast(({ name }) => name === 'INITIAL_WINDOW_SIZE')?.value
      if (value === undefined) return
      initial = value
      judge(-1, entry)
    }
  })
}
