import { describe, that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { any, all, getPushing, goaway, response, send, until } from '../../lab/http2/steps.ts'
import { inconclusive } from '../../lab/verdict.ts'

/**
 * A stream is promised while the response that it was promised with cannot go on, for want of window: a server that sends one
 * after the other keeps the promised stream reserved.
 */
export const reserved = {
  needs: ['push', 'body'],
  settings: [['INITIAL_WINDOW_SIZE', 1]],
  given: [
    send(getPushing(1)),
    until(any(all({ until: 'frame', frame: 'PUSH_PROMISE' }, response(1)), goaway))
  ]
} as const

/** What is expected of a server that had not begun to answer its promise when it reacted. */
export const whileReserved = (expectation: Expectation): Expectation =>
  that(`${describe(expectation)}, while the promised stream is reserved`, (view) => {
    const promise = view.events.find((event) => event.event === 'fields' && event.promised !== undefined)
    const promised = promise?.event === 'fields' ? (promise.promised ?? 0) : 0
    const begun = view.sections(promised)[0]
    const reaction = view.goaways[0] ?? view.resets(promised)[0] ?? view.closing ?? view.barrier
    return begun !== undefined && begun.entry <= (reaction?.entry ?? Infinity)
      ? inconclusive('the promised response was begun, so that its stream is no longer reserved', [
          begun.entry
        ])
      : judgeProbe(expectation, view)
  })
