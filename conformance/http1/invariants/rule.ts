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
}

/**
 * An invariant that is judged on each response (final or informational) that a server sent. `judge` says what is wrong with
 * one, that nothing is (undefined), or that it could not have broken the rule (null).
 */
export function onResponses(
  id: string,
  title: string,
  requirements: readonly string[],
  judge: (sent: Sent, events: readonly Http1Event[]) => string | undefined | null
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
      for (const event of events) {
        if ((event.event !== 'head' && event.event !== 'interim') || event.by !== 'target') continue
        const { message, entry, on } = event
        const broken = judge({ message, event: event.event, entry, on }, events)
        if (broken === null) continue
        seen++
        if (broken !== undefined) return { seen, broken: { reason: broken, entries: [entry] } }
      }
      return { seen }
    }
  }
}
