import { that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { malformed } from '../../lab/http2/expectation.ts'
import { any, barrier, canary, goaway, over, response, until, type Step } from '../../lab/http2/steps.ts'
import { conforms } from '../../lab/verdict.ts'

/**
 * A malformed CONNECT on stream 1 is treated as such, or answered with any error status: a server that refuses every
 * CONNECT answers the lawful one of the control in the same way, so that the status cannot tell.
 */
export const refusedConnect = (): { expect: Expectation; then: readonly Step[] } => ({
  expect: that('the CONNECT request refused', (view) => {
    const answered = view.response(1)
    return answered !== undefined && answered.status >= 400
      ? conforms('response', `a response with status ${answered.status}`, [answered.event.entry])
      : judgeProbe(malformed(1), view)
  }),
  then: [until(any(response(1), over(1), goaway)), ...barrier(), ...canary()]
})
