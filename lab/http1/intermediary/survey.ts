import type { Need } from '../../case.ts'
import { deadlinesFor, type Deadlines } from '../../patience.ts'
import { TargetFailed, type Survey } from '../../suite.ts'
import type { Target } from '../../target.ts'
import type { Trace } from '../../trace.ts'
import { http1Dialect } from '../dialect.ts'
import { open, send, type Step } from '../steps.ts'
import { View } from '../view.ts'
import { forwarded, relayed } from './both-sides.ts'
import { get, ok } from './messages.ts'
import { gets, says, visit, visited } from './steps.ts'

/** Exchanges that are timed. */
const CALIBRATIONS = 3

/** Before it is known how fast a target answers. */
const PATIENT: Deadlines = { ...deadlinesFor(0), answer: 5000, quiet: 150 }

const THROUGH: readonly Step[] = [open(), send(get()), visit(), visited(), says(ok()), gets()]

/** Finds out whether an intermediary forwards to the origin that we are, and how fast. */
export async function surveyIntermediary(target: Target, deadlines: Deadlines = PATIENT): Promise<Survey> {
  let roundTrip = 0
  for (let i = 0; i < CALIBRATIONS; i++) {
    const trace = await exchange(target, deadlines)
    went(target, trace)
    roundTrip = Math.max(
      roundTrip,
      ...trace.entries.map((entry) => (entry.kind === 'met' ? entry.waited : 0))
    )
  }
  const proxy = target.values['kind'] === 'proxy'
  const offers: Need[] = ['cleartext', proxy ? 'proxy' : 'gateway']
  return {
    roundTrip,
    offers,
    lacks: {
      tls: 'the target is reached in cleartext',
      ...(proxy
        ? { gateway: 'it is declared a proxy (--proxy)' }
        : { proxy: 'it is declared a gateway; a proxy is declared by --proxy' })
    }
  }
}

/** Why an intermediary that did not answer a case is to be taken as gone; undefined when a plain request goes through. */
export async function lostIntermediary(
  target: Target,
  deadlines: Deadlines = PATIENT
): Promise<string | undefined> {
  try {
    went(target, await exchange(target, deadlines))
    return undefined
  } catch (error) {
    if (error instanceof TargetFailed) return error.message
    throw error
  }
}

const exchange = (target: Target, deadlines: Deadlines): Promise<Trace> =>
  target.exchange({
    script: { steps: THROUGH },
    dialect: http1Dialect,
    context: { side: 'client', values: target.values },
    deadlines,
    required: Infinity
  })

/** Throws TargetFailed where a plain request did not go through. */
function went(target: Target, trace: Trace): void {
  const where = target.url ?? target.name
  const view = new View(trace, 0, 'intermediary')
  const [response] = relayed(view)
  if (forwarded(view).length > 0 && response !== undefined) return
  for (const event of view.events)
    if (event.event === 'refused' && event.on === 'main')
      throw new TargetFailed(`${where} cannot be reached: ${event.reason}.`)
  if (forwarded(view).length > 0)
    throw new TargetFailed(`${where} forwarded a request, but did not give its client the response.`)
  throw new TargetFailed(
    response === undefined
      ? `${where} neither forwarded a request to ${target.values['origin']} nor answered it.`
      : `${where} did not forward a request to ${target.values['origin']}, but answered it with status ${response.message.status}.`
  )
}
