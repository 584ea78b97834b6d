import type { Role } from '../../../lab/case.ts'
import { has, isType, readHttp2, settingsIn, type Http2Event } from '../../../lab/http2/reading.ts'
import type { SettingName } from '../../../lab/http2/registry.ts'
import type { WireFrame } from '../../../lab/http2/split.ts'
import type { Trace } from '../../../lab/trace.ts'

/** One connection of a trace, prepared once for all invariants. */
export interface Scene {
  /** What happened on the connection, up to where octets were left out of the trace. */
  readonly events: readonly Http2Event[]
  /**
   * For each event the index of the last event of the lab that the target has surely read by then: it has acknowledged
   * that SETTINGS or PING frame, or a later one. -1 while nothing is sure.
   */
  readonly known: readonly number[]
  /**
   * The same, a round trip later: the target has also acknowledged something that we sent once we knew. Acknowledgements
   * may overtake what was queued before them; what comes after this was surely made with the event in mind.
   */
  readonly settled: readonly number[]
  /** Index of the target's acknowledgement → index of the SETTINGS frame of the lab that it acknowledges. */
  readonly acknowledges: ReadonlyMap<number, number>
  /**
   * From this event on the lab's settings are no measure any more: it sent a SETTINGS frame that the target must not
   * accept, so that what is in force is not known.
   */
  readonly unsettled: number
}

const scenes = new WeakMap<Trace, Map<Role, readonly Scene[]>>()

/** The connections of a trace on which both sides speak HTTP/2; computed once for a trace and role. */
export function scenesOf(trace: Trace, role: Role): readonly Scene[] {
  const known = scenes.get(trace) ?? new Map<Role, readonly Scene[]>()
  scenes.set(trace, known)
  const found = known.get(role)
  if (found !== undefined) return found
  const connections: Http2Event[][] = []
  const current = new Map<string, Http2Event[]>()
  for (const event of readHttp2(trace, role === 'client' ? 'target' : 'lab').events) {
    const events = current.get(event.on)
    // A name can be used again once its connection is over.
    if (events !== undefined && event.event !== 'open') events.push(event)
    else {
      const begun = [event]
      connections.push(begun)
      current.set(event.on, begun)
    }
  }
  const made = connections.filter(speaksHttp2).map(sceneOf)
  known.set(role, made)
  return made
}

/** Whoever got another preface, or answers in another protocol, is not held to this one. */
const speaksHttp2 = (events: readonly Http2Event[]): boolean =>
  events.some(({ event, by }) => event === 'frame' && by === 'target') &&
  events.some((event) => event.event === 'preface' && event.valid) &&
  !events.some((event) => event.event === 'foreign' || (event.event === 'preface' && !event.valid))

function sceneOf(all: readonly Http2Event[]): Scene {
  const elided = all.findIndex(({ event }) => event === 'elided')
  const events = elided === -1 ? all : all.slice(0, elided)
  const known: number[] = []
  const acknowledges = new Map<number, number>()
  const settled: number[] = []
  const settings: { readonly at: number; readonly before: number }[] = []
  const pings: { readonly opaque: string; readonly at: number; readonly before: number }[] = []
  let sure = -1
  let long = -1
  let unsettled = Infinity
  for (const [at, event] of events.entries()) {
    if (event.event === 'frame') {
      const { frame, by } = event
      const ack = has(frame, 'ACK')
      if (isType(frame, 'SETTINGS') && by === 'lab' && !ack) {
        settings.push({ at, before: sure })
        if (unsettled === Infinity && !isAcceptable(frame)) unsettled = at
      } else if (isType(frame, 'SETTINGS') && by === 'target' && ack) {
        const of = settings.shift()
        if (of !== undefined) {
          acknowledges.set(at, of.at)
          sure = Math.max(sure, of.at)
          long = Math.max(long, of.before)
        }
      } else if (isType(frame, 'PING') && by === 'lab' && !ack)
        pings.push({ opaque: `${frame.payload}`, at, before: sure })
      else if (isType(frame, 'PING') && by === 'target' && ack) {
        const acknowledged = `${frame.payload}`
        const index = pings.findIndex(({ opaque }) => opaque === acknowledged)
        const [answered] = index === -1 ? [] : pings.splice(index, 1)
        if (answered !== undefined) {
          sure = Math.max(sure, answered.at)
          long = Math.max(long, answered.before)
        }
      }
    }
    known.push(sure)
    settled.push(long)
  }
  return { events, known, settled, acknowledges, unsettled }
}

const RANGES: Readonly<Partial<Record<SettingName, readonly [number, number]>>> = {
  ENABLE_PUSH: [0, 1],
  INITIAL_WINDOW_SIZE: [0, 0x7fffffff],
  MAX_FRAME_SIZE: [0x4000, 0xffffff],
  ENABLE_CONNECT_PROTOCOL: [0, 1],
  NO_RFC7540_PRIORITIES: [0, 1]
}

const isAcceptable = (frame: WireFrame): boolean =>
  frame.stream === 0 &&
  frame.payload.length % 6 === 0 &&
  settingsIn(frame).every(({ name, value }) => {
    const [least, most] = (name === undefined ? undefined : RANGES[name]) ?? [0, Infinity]
    return value >= least && value <= most
  })
