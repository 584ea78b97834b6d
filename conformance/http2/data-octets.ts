import { accepted, that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { isType } from '../../lab/http2/reading.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'

/**
 * So many octets of DATA payload have come on the stream (0: on the connection) by the end of the exchange, neither more
 * (that was not granted) nor fewer (that was held back although it was granted).
 */
export const dataOctets = (stream: number, octets: number): Expectation =>
  that(
    `exactly ${octets} octets of DATA on ${stream === 0 ? 'the connection' : `stream ${stream}`}`,
    (view) => {
      const finding = judgeProbe(accepted(), view)
      if (finding.verdict !== 'conforms') return finding
      const data = view
        .frames(view.events)
        .filter(
          ({ by, frame }) =>
            by === 'target' && isType(frame, 'DATA') && (stream === 0 || frame.stream === stream)
        )
      const sum = data.reduce((total, { frame }) => total + frame.payload.length, 0)
      const last = data.at(-1)?.entry ?? view.barrier?.entry ?? 0
      if (sum === octets) return conforms('exact', `${sum} octets of DATA came`, [last])
      if (sum > octets) return violates(`${sum} octets of DATA came, of which ${octets} were granted`, [last])
      return view.endedBefore(stream, Infinity)
        ? inconclusive(`the response ended after ${sum} octets`, [last])
        : violates(`${sum} octets of DATA came, although ${octets} were granted`, [last])
    }
  )
