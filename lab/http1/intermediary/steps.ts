import type { Criterion } from '../criterion.ts'
import type { Unless } from '../../script.ts'
import { message, type Step } from '../steps.ts'

/** The client's connection has an answer, or is gone: then the origin need not be waited for. */
const ANSWERED = (count: number): { on: string; criterion: Criterion } => ({
  on: 'main',
  criterion: message(count)
})

/** Waits for the intermediary to connect to the origin, unless it answers the client by itself, or what else is said. */
export const visit = (on = 'origin', unless: Unless<Criterion> = ANSWERED(1)): Step => ({
  do: 'open',
  on,
  as: 'origin',
  unless
})
/** Waits for a request on a connection to the origin. */
export const visited = (on = 'origin', criterion: Criterion = message(), count = 1): Step => ({
  do: 'until',
  on,
  criterion,
  unless: ANSWERED(count)
})
/** The origin says something. */
export const says = (text: string, on = 'origin'): Step => ({ do: 'send', messages: [{ text }], on })
/** The origin closes its side of a connection (FIN). */
export const ends = (on = 'origin'): Step => ({ do: 'end', on })
/** The client waits for its n-th response, or the end of the connection. */
export const gets = (count = 1): Step => ({
  do: 'until',
  criterion: { until: 'any', of: [message(count), { until: 'closed' }] }
})
