import { accepted, that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { any, barrier, canary, goaway, over, response, until, type Step } from '../../lab/http2/steps.ts'
import { violates } from '../../lab/verdict.ts'

/**
 * The request on a stream is understood as in the control, where it was written in another way: the same status. What
 * follows the difference waits for its answer first.
 */
export const decoded = (stream: number): { expect: Expectation; then: readonly Step[] } => ({
  expect: that(`stream ${stream} answered as in the control`, (view) => {
    const finding = judgeProbe(accepted(stream), view)
    const answered = view.response(stream)
    const usual = view.statusInControl.get(stream)
    if (finding.verdict !== 'conforms' || answered === undefined || answered.status === usual) return finding
    return violates(`answered with status ${answered.status}, where the control had ${usual}`, [
      answered.event.entry
    ])
  }),
  then: [until(any(response(stream), over(stream), goaway)), ...barrier(), ...canary()]
})
