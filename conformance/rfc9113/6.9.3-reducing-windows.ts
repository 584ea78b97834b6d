import { that } from '../../lab/http2/expectation.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import { any, barrier, goaway, over, post, response, settings, until } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { tolerance } from '../http2/server-case.ts'

/** DATA in the same write as the preface: no SETTINGS of the server can be known yet. */
const upload = (octets: number) => [
  { text: PREFACE },
  settings(),
  post(1),
  { frame: 'DATA', stream: 1, data: { octets }, spread: 16_384, endStream: true } as const
]

export const cases = [
  tolerance({
    id: 'http2/data-before-smaller-window-was-known',
    title: '65,535 octets of DATA to a server that allows less, before its SETTINGS can be known',
    requirements: ['rfc9113-6.9.3-1', 'rfc9113-6.9.3-2', 'rfc9113-6.9.3-3'],
    needs: ['upload', 'small-window'],
    opening: [{ do: 'open' }],
    control: upload(1),
    probe: upload(65_535),
    then: [until(any(response(1), over(1), goaway)), ...barrier()],
    expect: that('the DATA taken, or stream 1 reset with FLOW_CONTROL_ERROR', (view) => {
      const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      if (error !== undefined)
        return violates(`the connection ended with ${codeTextIn(error.frame)}`, [error.entry])
      const [reset] = view.resets(1)
      if (reset !== undefined && codeIn(reset.frame) !== 0)
        return ['FLOW_CONTROL_ERROR', 'REFUSED_STREAM', 'ENHANCE_YOUR_CALM'].includes(codeTextIn(reset.frame))
          ? conforms('exact', `RST_STREAM with ${codeTextIn(reset.frame)}`, [reset.entry])
          : violates(`RST_STREAM with ${codeTextIn(reset.frame)}`, [reset.entry])
      const answer = view.response(1)
      if (answer !== undefined)
        return conforms('exact', `answered with status ${answer.status}`, [answer.event.entry])
      return view.closing === undefined
        ? inconclusive('no answer to the request')
        : violates('the connection was closed', [view.closing.entry])
    }),
    why: 'The window of a stream is 65,535 octets until the client has read otherwise, and that of the connection as well.'
  })
]
