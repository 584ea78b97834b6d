import { accepted, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { get, REQUEST } from '../../lab/http2/steps.ts'
import { conforms } from '../../lab/verdict.ts'
import { tolerance } from '../http2/server-case.ts'

export const cases = [
  tolerance({
    id: 'http2/request-for-another-authority',
    title: 'a request for another authority on the connection',
    requirements: ['rfc9113-9.1.1-1'],
    control: get(1),
    probe: {
      frame: 'HEADERS',
      stream: 1,
      block: REQUEST.map(
        ([name, value]) => [name, name === ':authority' ? 'elsewhere.test' : value] as const
      ),
      endStream: true
    },
    expect: that('an answer to the request, whichever, and the connection to go on', (view) => {
      const answer = view.response(1)
      return answer === undefined
        ? judgeProbe(accepted(1), view)
        : judgeProbe(accepted(), view).verdict === 'conforms'
          ? conforms('exact', `answered with status ${answer.status}`, [answer.event.entry])
          : judgeProbe(accepted(), view)
    })
  })
]
