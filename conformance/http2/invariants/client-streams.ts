import { codeIn, has, isType, settingsIn, type Http2Event } from '../../../lab/http2/reading.ts'
import { uint32 } from '../../../lab/http2/split.ts'
import { endsStream, nameOf } from './frames.ts'
import type { InvariantRule, Note, Watcher } from './rule.ts'
import type { Scene } from './scene.ts'

/** What both sides did to one stream, as indexes of events; undefined while it has not come. */
interface Life {
  opened?: number
  promised?: number
  /** END_STREAM of the client, and of the lab. */
  ended?: number
  endedByLab?: number
  /** RST_STREAM of the client, and of the lab. */
  reset?: number
  resetByLab?: number
  prioritised?: number
}

/** Follows the streams of a connection; `look` sees each frame of the client before it is counted. */
function following(
  look: (event: Extract<Http2Event, { event: 'frame' }>, at: number, streams: Streams) => void
): Watcher {
  const streams = new Streams()
  return (event, at) => {
    if (event.event === 'frame') {
      if (event.by === 'target') look(event, at, streams)
      streams.frame(event, at)
    } else if (event.event === 'fields' && event.by === 'lab' && event.promised !== undefined)
      streams.at(event.promised).promised ??= at
  }
}

class Streams {
  readonly #lives = new Map<number, Life>()
  /** Identifiers that the lab has named in any way: what it did there may have called for an answer. */
  readonly named = new Set<number>()
  highest = 0

  at(id: number): Life {
    const known = this.#lives.get(id)
    if (known !== undefined) return known
    const life = {}
    this.#lives.set(id, life)
    return life
  }

  find(id: number): Life | undefined {
    return this.#lives.get(id)
  }

  frame(event: Extract<Http2Event, { event: 'frame' }>, at: number): void {
    const { frame, by } = event
    if (by === 'lab') this.named.add(frame.stream)
    if (isType(frame, 'PRIORITY_UPDATE') && by === 'target' && frame.payload.length >= 4)
      this.at(uint32(frame.payload, 0) % 0x80000000).prioritised ??= at
    if (frame.stream === 0) return
    const life = this.at(frame.stream)
    if (by === 'target') {
      if (isType(frame, 'HEADERS')) {
        life.opened ??= at
        this.highest = Math.max(this.highest, frame.stream)
      }
      if (endsStream(event)) life.ended ??= at
      if (isType(frame, 'RST_STREAM')) life.reset ??= at
    } else {
      if (isType(frame, 'PUSH_PROMISE'))
        this.named.add(uint32(frame.payload, has(frame, 'PADDED') ? 1 : 0) % 0x80000000)
      if (endsStream(event)) life.endedByLab ??= at
      if (isType(frame, 'RST_STREAM')) life.resetByLab ??= at
    }
  }

  /** Streams of the client that count (RFC 9113, section 5.1.2), taken as closed as early as they can be. */
  active(): number {
    return this.#count(isActive)
  }

  /** Those, and idle streams that were prioritised (RFC 9218, section 7.1). */
  activeOrPrioritised(): number {
    return this.#count(
      (life) => isActive(life) || (life.opened === undefined && life.prioritised !== undefined)
    )
  }

  #count(counts: (life: Life) => boolean): number {
    let count = 0
    for (const [id, life] of this.#lives) if (id % 2 === 1 && counts(life)) count++
    return count
  }
}

const isActive = (life: Life): boolean =>
  life.opened !== undefined &&
  life.reset === undefined &&
  life.resetByLab === undefined &&
  (life.ended === undefined || life.endedByLab === undefined)

/** The largest SETTINGS_MAX_CONCURRENT_STREAMS of the lab that the client may still go by, at each event. */
function limitOf(scene: Scene): (at: number) => number {
  const said = scene.events.flatMap((event, at) => {
    if (event.event !== 'frame' || event.by !== 'lab' || !isType(event.frame, 'SETTINGS')) return []
    const value = settingsIn(event.frame).findLast(({ name }) => name === 'MAX_CONCURRENT_STREAMS')?.value
    return value === undefined || has(event.frame, 'ACK') ? [] : [{ at, value }]
  })
  return (at) => {
    if (at > scene.unsettled) return Infinity
    const sure = scene.settled[at] ?? -1
    const inForce = said.findLast((one) => one.at <= sure)?.value ?? Infinity
    return said.reduce(
      (most, one) => (one.at > sure && one.at < at ? Math.max(most, one.value) : most),
      inForce
    )
  }
}

const tooMany = (count: number, limit: number): string =>
  `${count} streams where SETTINGS_MAX_CONCURRENT_STREAMS is ${limit}`

/** A rule on what a PRIORITY_UPDATE of the client names. */
const onPriorityUpdate = (
  parity: 'request' | 'push',
  look: (id: number, life: Life | undefined, sure: number, note: Note, entry: number) => void
): InvariantRule['watch'] => {
  return (note, scene) =>
    following(({ frame, entry }, at, streams) => {
      if (!isType(frame, 'PRIORITY_UPDATE') || frame.payload.length < 4) return
      const id = uint32(frame.payload, 0) % 0x80000000
      if (id === 0 || (id % 2 === 1) !== (parity === 'request')) return
      note.seen()
      look(id, streams.find(id), scene.settled[at] ?? -1, note, entry)
    })
}

/** Whether no response can come any more, and the client knew it. */
const isOver = (life: Life | undefined, sure: number): boolean =>
  life !== undefined &&
  (life.reset !== undefined || (life.endedByLab ?? Infinity) <= sure || (life.resetByLab ?? Infinity) <= sure)

const ON_PROMISED = ['RST_STREAM', 'WINDOW_UPDATE', 'PRIORITY'] as const

/** What only a client is held to on streams. */
export const clientStreams: readonly InvariantRule[] = [
  {
    id: 'frame-sent-on-promised-stream',
    title: 'on a promised stream a client sends nothing but RST_STREAM, WINDOW_UPDATE and PRIORITY',
    requirements: ['rfc9113-5.1-6'],
    watch: (note) =>
      following((event, _, streams) => {
        const { frame, entry } = event
        if (frame.stream === 0 || streams.find(frame.stream)?.promised === undefined) return
        note.seen()
        if (frame.type <= 0x09 && !ON_PROMISED.some((type) => isType(frame, type)))
          note.broken(`${nameOf(event)}, which was promised`, entry)
      })
  },
  {
    id: 'rst-stream-sent-on-idle-stream',
    title: 'RST_STREAM is not sent for an idle stream',
    requirements: ['rfc9113-6.4-5'],
    watch: (note) =>
      following((event, _, streams) => {
        const { frame, entry } = event
        if (!isType(frame, 'RST_STREAM')) return
        note.seen()
        const passed = frame.stream % 2 === 1 && frame.stream <= streams.highest
        if (!passed && !streams.named.has(frame.stream)) note.broken(`${nameOf(event)}, which is idle`, entry)
      })
  },
  {
    id: 'more-streams-opened-than-allowed',
    title: "no more streams are open at once than the server's SETTINGS_MAX_CONCURRENT_STREAMS",
    requirements: ['rfc9113-5.1.2-1'],
    watch: (note, scene) => {
      const limit = limitOf(scene)
      return following(({ frame, entry }, at, streams) => {
        const most = limit(at)
        if (
          !isType(frame, 'HEADERS') ||
          streams.find(frame.stream)?.opened !== undefined ||
          most === Infinity
        )
          return
        note.seen()
        const count = streams.active() + 1
        if (count > most) note.broken(tooMany(count, most), entry)
      })
    }
  },
  {
    id: 'several-errors-sent-for-one-frame',
    title: 'a frame in error leads to at most one RST_STREAM on its stream and one connection error',
    requirements: ['rfc9113-5.4-1'],
    watch: (note) => {
      // What we say in one go may hold several frames in error: no more reports than frames are asked for.
      let said = new Map<number, number>()
      let reported = new Map<number, number[]>()
      let ours = false
      return (event) => {
        if (event.event !== 'frame') return
        const { frame, by, entry } = event
        if (by === 'lab') {
          if (!ours) {
            said = new Map()
            reported = new Map()
          }
          ours = true
          for (const scope of frame.stream === 0 ? [0] : [0, frame.stream])
            said.set(scope, (said.get(scope) ?? 0) + 1)
          return
        }
        ours = false
        if (!isType(frame, 'RST_STREAM') && !(isType(frame, 'GOAWAY') && codeIn(frame) !== 0)) return
        note.seen()
        const scope = isType(frame, 'GOAWAY') ? 0 : frame.stream
        const reports = [...(reported.get(scope) ?? []), entry]
        reported.set(scope, reports)
        if (reports.length > Math.max(1, said.get(scope) ?? 0))
          note.broken(`${nameOf(event)} ${reports.length} times in answer to one frame`, ...reports)
      }
    }
  },
  {
    id: 'priority-update-sent-for-ended-response',
    title: 'PRIORITY_UPDATE names a request whose response can still come',
    requirements: ['rfc9218-7.1-3'],
    watch: onPriorityUpdate('request', (id, life, sure, note, entry) => {
      if (isOver(life, sure)) note.broken(`PRIORITY_UPDATE for stream ${id}, which is over`, entry)
    })
  },
  {
    id: 'more-streams-prioritised-than-allowed',
    title: 'active streams and idle ones with a priority stay within SETTINGS_MAX_CONCURRENT_STREAMS',
    requirements: ['rfc9218-7.1-4'],
    watch: (note, scene) => {
      const limit = limitOf(scene)
      return following(({ frame, entry }, at, streams) => {
        if (!isType(frame, 'PRIORITY_UPDATE') || frame.payload.length < 4) return
        const id = uint32(frame.payload, 0) % 0x80000000
        if (id % 2 === 0) return
        note.seen()
        const known = streams.find(id)
        const fresh = known?.opened === undefined && known?.prioritised === undefined ? 1 : 0
        const count = streams.activeOrPrioritised() + fresh
        if (fresh > 0 && count > limit(at)) note.broken(tooMany(count, limit(at)), entry)
      })
    }
  },
  {
    id: 'priority-update-sent-for-ended-push',
    title: 'PRIORITY_UPDATE for a push names a stream that is promised and not over',
    requirements: ['rfc9218-7.1-6'],
    watch: onPriorityUpdate('push', (id, life, sure, note, entry) => {
      if (isOver(life, sure)) note.broken(`PRIORITY_UPDATE for stream ${id}, which is over`, entry)
    })
  },
  {
    id: 'priority-update-sent-for-idle-push',
    title: 'PRIORITY_UPDATE does not name a push stream that is idle',
    requirements: ['rfc9218-7.1-7'],
    watch: onPriorityUpdate('push', (id, life, _, note, entry) => {
      if (life?.promised === undefined) note.broken(`PRIORITY_UPDATE for stream ${id}, which is idle`, entry)
    })
  }
]
