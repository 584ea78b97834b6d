import { that, accepted, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { any, barrier, canary, goaway, over, until, type Step } from '../../lab/http2/steps.ts'
import { inconclusive, violates } from '../../lab/verdict.ts'

/** The stream is answered up to END_STREAM, and the connection goes on. Goes with `untilCompleted`. */
export const completed = (stream: number): Expectation =>
  that(`stream ${stream} to be answered to its end and the connection to go on`, (view) => {
    const finding = judgeProbe(accepted(stream), view)
    // A system resets a connection that is closed before all was read, and a GOAWAY that speaks of a limit is lost with it.
    if (finding.verdict === 'violates' && view.closing?.event === 'rst' && view.goaways.length === 0)
      return inconclusive('the connection was reset, by which a GOAWAY may have been lost', finding.entries)
    if (finding.verdict !== 'conforms' || view.endedBefore(stream, Infinity)) return finding
    return violates(`the response on stream ${stream} did not end, while what was sent later was answered`, [
      view.barrier?.entry ?? 0
    ])
  })

/** Waits for the end of the stream, then shows that the target still serves. */
export const untilCompleted = (stream: number): Step[] => [
  until(any(over(stream), goaway)),
  ...barrier(),
  ...canary()
]
