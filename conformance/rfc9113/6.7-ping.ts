import { connectionError } from '../../lab/http2/expectation.ts'
import { ping } from '../../lab/http2/steps.ts'
import { offence } from '../http2/server-case.ts'

export const cases = [
  offence({
    id: 'http2/ping-with-7-octets',
    title: 'a PING frame with 7 octets of opaque data',
    requirements: ['rfc9113-6.7-7'],
    control: ping('01 02 03 04 05 06 07 08'),
    probe: ping('01 02 03 04 05 06 07'),
    expect: connectionError('FRAME_SIZE_ERROR')
  })
]
