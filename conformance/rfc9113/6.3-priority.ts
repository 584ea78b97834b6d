import { accepted, connectionError, streamError } from '../../lab/http2/expectation.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { open } from '../http2/stream-states.ts'

const priority = (stream: number, payload = '00000000 0f'): Frame => ({
  frame: 'PRIORITY',
  stream,
  priority: { dependency: 0 },
  payload
})

/** Payloads that are not 5 octets long. */
const sizes: readonly (readonly [id: string, title: string, payload: string])[] = [
  ['without-payload', 'no payload', ''],
  ['of-four-octets', 'a payload of 4 octets', '00000000'],
  ['of-six-octets', 'a payload of 6 octets', '00000000 0f00']
]

export const cases = [
  offence({
    id: 'http2/priority-on-stream-0',
    title: 'a PRIORITY frame on stream 0',
    requirements: ['rfc9113-6.3-1'],
    control: priority(1),
    probe: priority(0),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...sizes.map(([id, title, payload]) =>
    offence({
      ...open,
      id: `http2/priority-${id}`,
      title: `a PRIORITY frame with ${title}`,
      requirements: ['rfc9113-6.3-2', 'rfc9113-4.2-2'],
      control: priority(1),
      probe: priority(1, payload),
      expect: streamError(1, 'FRAME_SIZE_ERROR')
    })
  ),
  tolerance({
    id: 'http2/priority-with-extreme-fields',
    title: 'a PRIORITY frame with all fields at their limits',
    requirements: ['rfc9113-5.1+1'],
    control: priority(1),
    probe: priority(1, 'ffffffff ff'),
    expect: accepted()
  })
]
