import { connectionError } from '../../lab/http2/expectation.ts'
import { get, post, REQUEST, response, send, until } from '../../lab/http2/steps.ts'
import { offence } from '../http2/server-case.ts'

const promise = { frame: 'PUSH_PROMISE', stream: 1, promised: 2, block: REQUEST } as const

export const cases = [
  offence({
    id: 'http2/push-promise-from-client',
    title: 'PUSH_PROMISE on an open stream',
    requirements: ['rfc9113-8.4-7'],
    needs: ['upload'],
    given: [send(post(1))],
    control: undefined,
    probe: promise,
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/push-promise-from-client-after-request',
    title: 'PUSH_PROMISE on a stream whose request is complete',
    requirements: ['rfc9113-8.4-7'],
    needs: ['body'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [send(get(1)), until(response(1))],
    control: undefined,
    probe: promise,
    holds: [1],
    expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED'),
    why: 'A connection error either way: after END_STREAM the frame is also one that section 5.1 excludes.'
  }),
  offence({
    id: 'http2/push-promise-from-client-of-odd-stream',
    title: 'PUSH_PROMISE that promises a stream of the client',
    requirements: ['rfc9113-8.4-7'],
    needs: ['upload'],
    given: [send(post(1))],
    control: undefined,
    probe: { ...promise, promised: 3 },
    expect: connectionError('PROTOCOL_ERROR')
  })
]
