import { anyOf, connectionError, streamError } from '../../../lab/http2/expectation.ts'
import { FIRST } from '../../../lab/http2/steps-client.ts'
import { offence } from '../../http2/client-case.ts'

export const cases = [
  offence({
    id: 'http2/client/priority-on-stream-0',
    title: 'a PRIORITY frame on stream 0',
    requirements: ['rfc9113-6.3-1'],
    control: { frame: 'PRIORITY', stream: FIRST, priority: { dependency: 0 } },
    probe: { frame: 'PRIORITY', stream: 0, priority: { dependency: 0 } },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...(
    [
      ['short', 'of 4 octets', '00 00 00 00'],
      ['long', 'of 6 octets', '00 00 00 00 10 00'],
      ['empty', 'without payload', '']
    ] as const
  ).map(([name, title, payload]) =>
    offence({
      id: `http2/client/${name}-priority`,
      title: `a PRIORITY frame ${title}`,
      requirements: ['rfc9113-6.3-2', 'rfc9113-4.2-2'],
      control: { frame: 'PRIORITY', stream: FIRST, priority: { dependency: 0 }, payload: '00 00 00 00 10' },
      probe: { frame: 'PRIORITY', stream: FIRST, priority: { dependency: 0 }, payload },
      expect: anyOf(streamError(FIRST, 'FRAME_SIZE_ERROR'), connectionError('FRAME_SIZE_ERROR'))
    })
  )
]
