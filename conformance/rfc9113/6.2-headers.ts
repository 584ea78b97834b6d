import { accepted, anyOf, connectionError } from '../../lab/http2/expectation.ts'
import type { Frame, FrameOf } from '../../lab/http2/message.ts'
import {
  any,
  barrier,
  canary,
  get,
  goaway,
  over,
  REQUEST,
  response,
  until,
  untilQuiet,
  UPLOAD
} from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { interleaved } from '../http2/interleaved.ts'

type Parts = Partial<Omit<FrameOf<'HEADERS'>, 'frame'>>
const headers = (parts: Parts = {}): Frame => ({
  frame: 'HEADERS',
  stream: 1,
  block: REQUEST,
  endStream: true,
  ...parts
})
/** Cut where REQUEST's first line is not yet over. */
const CUT = 5
const begun = (parts: Parts = {}): Frame =>
  headers({ block: { part: REQUEST, to: CUT }, endHeaders: false, ...parts })
const rest: Frame = { frame: 'CONTINUATION', stream: 1, block: { part: REQUEST, from: CUT } }

const tolerances: readonly (readonly [id: string, title: string, requirement: string, parts: Parts])[] = [
  ['without-padding-octets', 'with a Pad Length of 0', '6.2+3', { padding: 0 }],
  ['with-most-padding', 'with 255 octets of padding', '6.2+3', { padding: 255 }],
  ['with-priority', 'with the PRIORITY flag and its fields', '6.2+1', { priority: { dependency: 0 } }],
  [
    'with-extreme-priority',
    'with priority fields at their limits',
    '6.2+1',
    { priority: { dependency: 0x7fffffff, weight: 256, exclusive: true } }
  ]
]

export const cases = [
  offence({
    id: 'http2/headers-on-stream-0',
    title: 'a HEADERS frame on stream 0',
    requirements: ['rfc9113-6.2-6'],
    control: get(1),
    probe: get(0),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...tolerances.map(([id, title, requirement, parts]) =>
    tolerance({
      id: `http2/headers-${id}`,
      title: `a HEADERS frame ${title}`,
      requirements: [`rfc9113-${requirement}`],
      control: headers(),
      probe: headers(parts),
      expect: accepted(1)
    })
  ),
  offence({
    id: 'http2/headers-padding-of-the-payload',
    title: 'a HEADERS frame with a Pad Length of the length of the payload',
    requirements: ['rfc9113-6.2-7'],
    control: [begun({ padding: 0 }), rest],
    probe: [begun({ padding: 0, padLength: CUT + 1 }), rest],
    expect: connectionError('PROTOCOL_ERROR', 'FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/headers-padding-beyond-the-payload',
    title: 'a HEADERS frame with a Pad Length greater than the length of the payload',
    requirements: ['rfc9113-6.2-7'],
    control: headers({ padding: 4 }),
    probe: headers({ padding: 4, padLength: 255 }),
    expect: connectionError('PROTOCOL_ERROR', 'FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/headers-padding-into-priority',
    title: 'a HEADERS frame with a Pad Length that leaves no room for its priority fields',
    requirements: ['rfc9113-6.2-7', 'rfc9113-4.2-3'],
    control: [begun({ padding: 2, priority: { dependency: 0 } }), rest],
    probe: [begun({ padding: 2, padLength: 2 + CUT + 1, priority: { dependency: 0 } }), rest],
    expect: connectionError('PROTOCOL_ERROR', 'FRAME_SIZE_ERROR'),
    why: 'Pad Length is below the length of the payload, but the frame is too small for padding and priority fields.'
  }),
  offence({
    id: 'http2/headers-without-pad-length',
    title: 'a HEADERS frame with the PADDED flag and no payload',
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    control: headers({ padding: 0 }),
    probe: headers({ padding: 0, cut: 0 }),
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/headers-with-cut-priority',
    title: 'a HEADERS frame with the PRIORITY flag and a payload of 4 octets',
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    control: headers({ priority: { dependency: 0 } }),
    probe: headers({ priority: { dependency: 0 }, cut: 4 }),
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  tolerance({
    id: 'http2/headers-with-padding-of-ones',
    title: 'a HEADERS frame whose padding is not zero',
    requirements: ['rfc9113-6.2-2'],
    control: headers({ padding: 8 }),
    probe: headers({ padding: 8, padWith: 0xff }),
    expect: anyOf(accepted(1), connectionError('PROTOCOL_ERROR'))
  }),
  tolerance({
    id: 'http2/headers-with-padding-and-priority',
    title: 'a HEADERS frame with padding and priority fields',
    requirements: ['rfc9113-6.2+1', 'rfc9113-6.2+3'],
    control: headers({ priority: { dependency: 0, weight: 1 } }),
    probe: headers({ priority: { dependency: 0, weight: 1 }, padding: 9 }),
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/end-stream-before-continuation',
    title: 'a HEADERS frame with END_STREAM that CONTINUATION follows',
    requirements: ['rfc9113-6.2+2'],
    needs: ['upload'],
    control: [get(3)],
    probe: [
      { frame: 'HEADERS', stream: 1, block: { part: UPLOAD, to: CUT }, endStream: true, endHeaders: false },
      { frame: 'CONTINUATION', stream: 1, block: { part: UPLOAD, from: CUT } },
      get(3)
    ],
    then: [
      until(any(response(3), over(3), goaway)),
      // In the control there is nothing to wait for.
      untilQuiet(any(response(1), over(1), goaway)),
      ...barrier(),
      ...canary()
    ],
    expect: accepted(1),
    why: 'The path answers when the request has ended.'
  }),
  tolerance({
    id: 'http2/padding-before-continuation',
    title: 'padding in the middle of a field block, at the end of HEADERS',
    requirements: ['rfc9113-6.2+3', 'rfc9113-6.10+1'],
    control: [begun(), rest],
    probe: [begun({ padding: 11 }), rest],
    expect: accepted(1)
  }),
  ...interleaved('headers', ['rfc9113-6.2-4'])
]
