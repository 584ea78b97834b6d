import type { Invariant, Observation } from '../../../lab/invariant.ts'
import { readHttp1 } from '../../../lab/http1/reading.ts'
import type { WireMessage } from '../../../lab/http1/wire-message.ts'
import { strongest } from '../../strongest.ts'

/**
 * An invariant that is judged on each request that a client sent, and on those before it on its connection. `judge` says
 * what is wrong with one, that nothing is (undefined), or that it could not have broken the rule (null).
 */
export function onRequests(
  id: string,
  title: string,
  requirements: readonly string[],
  judge: (request: WireMessage, before: readonly WireMessage[]) => string | undefined | null
): Invariant {
  return {
    id: `http1/client/${id}`,
    role: 'client',
    title,
    requirements,
    ...strongest(requirements),
    judge(trace): Observation {
      const before = new Map<string, WireMessage[]>()
      let seen = 0
      for (const event of readHttp1(trace, 'target')) {
        if (event.event !== 'head' || event.by !== 'target') continue
        const earlier = before.get(event.on) ?? []
        const broken = judge(event.message, earlier)
        before.set(event.on, [...earlier, event.message])
        if (broken === null) continue
        seen++
        if (broken !== undefined) return { seen, broken: { reason: broken, entries: [event.entry] } }
      }
      return { seen }
    }
  }
}
