import { connectionError, streamError } from '../../lab/http2/expectation.ts'
import { get, response, send, until } from '../../lab/http2/steps.ts'
import { offence } from '../http2/server-case.ts'

export const cases = [
  offence({
    id: 'http2/data-on-stream-0',
    title: 'a DATA frame on stream 0',
    requirements: ['rfc9113-6.1-5'],
    needs: ['upload'],
    given: [],
    control: undefined,
    probe: { frame: 'DATA', stream: 0, data: 'x' },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/data-after-end-stream',
    title: 'a DATA frame on a stream that we have ended',
    requirements: ['rfc9113-6.1-6'],
    needs: ['body'],
    settings: [['INITIAL_WINDOW_SIZE', 0]],
    given: [send(get(1)), until(response(1))],
    probe: { frame: 'DATA', stream: 1, data: 'x' },
    holds: [1],
    expect: streamError(1, 'STREAM_CLOSED')
  })
]
