import { accepted, connectionError } from '../../../lab/http2/expectation.ts'
import { ping } from '../../../lab/http2/steps.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

export const cases = [
  offence({
    id: 'http2/client/ping-with-7-octets',
    title: 'a PING frame with 7 octets of opaque data',
    requirements: ['rfc9113-6.7-7'],
    control: ping('01 02 03 04 05 06 07 08'),
    probe: ping('01 02 03 04 05 06 07'),
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  tolerance({
    id: 'http2/client/unknown-frame',
    title: 'a frame of an unknown type on the stream of the response',
    requirements: ['rfc9113-4.1-2', 'rfc9113-5.5-2'],
    probe: { frame: 0xfa, stream: { request: 0 }, payload: '01 02 03' },
    expect: accepted()
  })
]
