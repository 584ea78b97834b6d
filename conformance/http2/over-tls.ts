import { that, type Expectation } from '../../lab/http2/expectation.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import {
  all,
  any,
  barrier,
  get,
  goaway,
  over,
  response,
  send,
  settings,
  until,
  type Step
} from '../../lab/http2/steps.ts'
import type { TlsTerms } from '../../lab/script.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'

/** Opens a connection on terms of our own. */
export const openOn = (tls: TlsTerms): Step => ({ do: 'open', tls })

/** What is said over TLS whatever was agreed on, so that a server that speaks HTTP/2 nevertheless shows it. */
export const spokenOverTls: readonly Step[] = [
  send({ text: PREFACE }, settings()),
  until(any(all({ until: 'settings' }, { until: 'settings acknowledged' }), goaway)),
  send(get(1)),
  until(any(response(1), over(1), goaway)),
  ...barrier()
]

/** HTTP/2 is not spoken on these terms: no connection, another protocol, or an end with or without a reason. */
export const noHttp2 = (says: string): Expectation =>
  that(says, (view) => {
    const refused = view.events.find((event) => event.event === 'refused')
    if (refused?.event === 'refused')
      return conforms('exact', `no connection was made: ${refused.reason}`, [refused.entry])
    const answer = view.response(1)
    if (answer !== undefined)
      return violates(`a request was answered with status ${answer.status} over HTTP/2`, [answer.event.entry])
    const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
    if (error !== undefined) {
      const manner = codeTextIn(error.frame) === 'INADEQUATE_SECURITY' ? 'exact' : 'close only'
      return conforms(manner, `GOAWAY with ${codeTextIn(error.frame)}`, [error.entry])
    }
    const foreign = view.events.find((event) => event.event === 'foreign' && event.by === 'target')
    if (foreign !== undefined) return conforms('exact', 'the server spoke another protocol', [foreign.entry])
    return view.closing === undefined
      ? inconclusive('the server neither spoke HTTP/2 nor ended the connection')
      : conforms('close only', 'the connection was closed', [view.closing.entry])
  })

/** HTTP/2 is spoken on these terms. A server that does not take them for reasons of its own cannot be judged. */
export const http2Spoken = (says: string): Expectation =>
  that(says, (view) => {
    const refused = view.events.find((event) => event.event === 'refused')
    if (refused?.event === 'refused')
      return inconclusive(`no connection was made: ${refused.reason}`, [refused.entry])
    const answer = view.response(1)
    if (answer !== undefined)
      return conforms('exact', `a request was answered with status ${answer.status}`, [answer.event.entry])
    const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
    if (error !== undefined)
      return violates(`the connection ended with ${codeTextIn(error.frame)}`, [error.entry])
    return view.closing === undefined
      ? inconclusive('a request was not answered in time')
      : violates('the connection was closed', [view.closing.entry])
  })
