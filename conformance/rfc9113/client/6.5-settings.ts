import { connectionError } from '../../../lab/http2/expectation.ts'
import { settings } from '../../../lab/http2/steps.ts'
import { offence } from '../../http2/client-case.ts'

export const cases = [
  offence({
    id: 'http2/client/settings-ack-with-payload',
    title: 'a SETTINGS acknowledgement that carries a setting',
    requirements: ['rfc9113-6.5-4'],
    control: settings(['MAX_CONCURRENT_STREAMS', 100]),
    probe: { ...settings(['MAX_CONCURRENT_STREAMS', 100]), flags: ['ACK'] },
    expect: connectionError('FRAME_SIZE_ERROR')
  })
]
