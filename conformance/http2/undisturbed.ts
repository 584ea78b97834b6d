import { accepted, that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { violates } from '../../lab/verdict.ts'

/** The connection goes on, and the stream is not reset with an error, whether it is answered or not. */
export const undisturbed = (stream: number): Expectation =>
  that(`stream ${stream} and the connection to go on`, (view) => {
    const reset = view.resets(stream).find(({ frame }) => codeIn(frame) !== 0)
    return reset === undefined
      ? judgeProbe(accepted(), view)
      : violates(`stream ${stream} was reset with ${codeTextIn(reset.frame)} although the probe is lawful`, [
          reset.entry
        ])
  })
