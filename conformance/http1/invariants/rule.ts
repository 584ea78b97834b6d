import type { Invariant, Observation } from '../../../lab/invariant.ts'
import { readHttp1, type Http1Event } from '../../../lab/http1/reading.ts'
import type { WireMessage } from '../../../lab/http1/wire-message.ts'
import { strongest } from '../../strongest.ts'

/** A message that the target sent, as an invariant sees it. */
export interface Sent {
  readonly message: WireMessage
  /** Interim responses are whole at once; others may still lack content. */
  readonly event: 'head' | 'interim'
  readonly entry: number
  readonly on: string
  /** The request that it answers, where that can be told: the n-th response is to the n-th request. */
  readonly request: WireMessage | undefined
  /** What happened behind it. */
  readonly later: readonly Http1Event[]
}

/**
 * An invariant that is judged on each response (final or informational) that a server sent. `judge` says what is wrong with
 * one, that nothing is (undefined), or that it could not have broken the rule (null).
 */
export function onResponses(
  id: string,
  title: string,
  requirements: readonly string[],
  judge: (sent: Sent) => string | undefined | null
): Invariant {
  return {
    id,
    role: 'server',
    title,
    requirements,
    ...strongest(requirements),
    judge(trace): Observation {
      const events = readHttp1(trace, 'lab')
      let seen = 0
      const finals = new Map<string, number>()
      for (const [index, event] of events.entries()) {
        if ((event.event !== 'head' && event.event !== 'interim') || event.by !== 'target') continue
        const { message, entry, on } = event
        const count = finals.get(on) ?? 0
        if (event.event === 'head') finals.set(on, count + 1)
        const request = requestsOn(events, on)[count]
        const later = events.slice(index + 1)
        const broken = judge({ message, event: event.event, entry, on, request, later })
        if (broken === null) continue
        seen++
        if (broken !== undefined) return { seen, broken: { reason: broken, entries: [entry] } }
      }
      return { seen }
    }
  }
}

/** Requests as they were read on a connection; nothing behind one that cannot be read. */
function requestsOn(events: readonly Http1Event[], on: string): WireMessage[] {
  return events.flatMap((event) =>
    event.event === 'head' && event.by === 'lab' && event.on === on ? [event.message] : []
  )
}
