import { connectionError } from '../../../lab/http2/expectation.ts'
import { offence } from '../../http2/client-case.ts'

export const cases = [
  offence({
    id: 'http2/client/data-on-stream-0',
    title: 'a DATA frame on stream 0',
    requirements: ['rfc9113-6.1-5'],
    probe: { frame: 'DATA', stream: 0, data: 'x' },
    expect: connectionError('PROTOCOL_ERROR')
  })
]
