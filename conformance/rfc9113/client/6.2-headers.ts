import { accepted, anyOf, connectionError } from '../../../lab/http2/expectation.ts'
import { ping, send, settings } from '../../../lab/http2/steps.ts'
import { clientBarrier, exit, finish, FIRST, head, tail } from '../../../lab/http2/steps-client.ts'
import type { FrameOf, Message } from '../../../lab/http2/message.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

const BLOCK = [
  [':status', '200'],
  ['server', 'zyphos']
] as const
/** The first and the second half of a header section, in two frames. */
const begun: FrameOf<'HEADERS'> = {
  frame: 'HEADERS',
  stream: FIRST,
  block: { part: BLOCK, to: 10 },
  endHeaders: false
}
const rest: Message = { frame: 'CONTINUATION', stream: FIRST, block: { part: BLOCK, from: 10 } }

const PROMISE: Message = {
  frame: 'PUSH_PROMISE',
  stream: FIRST,
  promised: 2,
  block: [
    [':method', 'GET'],
    [':scheme', '{scheme}'],
    [':authority', '{authority}'],
    [':path', '/pushed']
  ]
}
/** A header section in two frames, each with a whole field line. */
const STATUS: Message = { frame: 'HEADERS', stream: FIRST, block: BLOCK.slice(0, 1), endHeaders: false }
const SERVER: Message = { frame: 'CONTINUATION', stream: FIRST, block: BLOCK.slice(1) }

/** What may not stand between them. */
const BETWEEN: readonly (readonly [
  name: string,
  message: Message,
  title: string,
  requirements: readonly string[]
])[] = [
  ['ping', ping('00 00 00 00 00 00 00 0a'), 'a PING frame', ['rfc9113-6.2-4', 'rfc9113-6.10-2']],
  ['settings', settings(), 'a SETTINGS frame', ['rfc9113-6.2-4']],
  ['data', { frame: 'DATA', stream: FIRST, data: 'x' }, 'a DATA frame of the same stream', ['rfc9113-6.2-4']],
  ['headers', head(FIRST), 'another HEADERS frame of the same stream', ['rfc9113-6.2-4']],
  ['window-update', { frame: 'WINDOW_UPDATE', increment: 1 }, 'a WINDOW_UPDATE frame', ['rfc9113-6.2-4']],
  [
    'priority',
    { frame: 'PRIORITY', stream: FIRST, priority: { dependency: 0 } },
    'a PRIORITY frame',
    ['rfc9113-6.2-4']
  ],
  [
    'unknown-frame',
    { frame: 0xfa, stream: FIRST },
    'a frame of an unknown type',
    ['rfc9113-5.5-3', 'rfc9113-6.2-4']
  ],
  [
    'continuation-of-another-stream',
    { frame: 'CONTINUATION', stream: { request: 0, plus: 2 }, block: [] },
    'a CONTINUATION frame of another stream',
    ['rfc9113-6.10-2', 'rfc9113-6.2-4']
  ],
  [
    'continuation-on-stream-0',
    { frame: 'CONTINUATION', stream: 0, block: [] },
    'a CONTINUATION frame on stream 0',
    ['rfc9113-6.10-4']
  ]
]

export const cases = [
  ...BETWEEN.map(([name, message, title, requirements]) =>
    offence({
      id: `http2/client/${name}-within-field-block`,
      title: `${title} within a field block`,
      requirements,
      given: [],
      control: [begun, rest],
      probe: [begun, message, rest],
      expect: connectionError('PROTOCOL_ERROR')
    })
  ),
  offence({
    id: 'http2/client/headers-on-stream-0',
    title: 'a HEADERS frame on stream 0',
    requirements: ['rfc9113-6.2-6'],
    probe: head(0),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/headers-padded-beyond-payload',
    title: 'a HEADERS frame whose Pad Length leaves no room for it',
    requirements: ['rfc9113-6.2-7'],
    given: [],
    control: { ...head(FIRST), padding: 4, padLength: 4 },
    probe: { ...head(FIRST), padding: 4, padLength: 200 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  tolerance({
    id: 'http2/client/headers-with-padding',
    title: 'a HEADERS frame with padding',
    requirements: ['rfc9113-6.2+3'],
    given: [],
    control: head(FIRST),
    probe: { ...head(FIRST), padding: 200 },
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/headers-with-nonzero-padding',
    title: 'a HEADERS frame with padding that is not zero',
    requirements: ['rfc9113-6.2-2'],
    given: [],
    control: { ...head(FIRST), padding: 8, padWith: 0 },
    probe: { ...head(FIRST), padding: 8, padWith: 0xff },
    expect: anyOf(accepted(), connectionError('PROTOCOL_ERROR'))
  }),
  tolerance({
    id: 'http2/client/headers-with-priority',
    title: 'a HEADERS frame with the deprecated priority fields',
    requirements: ['rfc9113-6.2+1'],
    given: [],
    control: head(FIRST),
    probe: { ...head(FIRST), priority: { dependency: 0, weight: 200 } },
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/headers-with-priority-and-padding',
    title: 'a HEADERS frame with the deprecated priority fields and padding',
    requirements: ['rfc9113-6.2+1', 'rfc9113-6.2+3'],
    given: [],
    control: { ...head(FIRST), padding: 10 },
    probe: { ...head(FIRST), padding: 10, priority: { dependency: 0, weight: 200 } },
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/end-stream-before-continuation',
    title: 'HEADERS with END_STREAM and without END_HEADERS, then CONTINUATION frames',
    requirements: ['rfc9113-6.2+2'],
    given: [],
    control: [{ ...begun, endStream: true }, rest],
    probe: [{ ...begun, endStream: true }, { frame: 'CONTINUATION', stream: FIRST, endHeaders: false }, rest],
    then: [exit],
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/pushed-response-ended-before-continuation',
    title: 'a pushed response whose HEADERS has END_STREAM, and CONTINUATION behind it',
    requirements: ['rfc9113-6.2+2'],
    needs: ['push'],
    control: [PROMISE],
    probe: [PROMISE, { ...begun, stream: 2, endStream: true }, { ...rest, stream: 2 } as Message],
    then: [...clientBarrier(), send({ frame: 'RST_STREAM', stream: 2, code: 'CANCEL' }), ...finish()],
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/field-block-in-continuation-frames',
    title: 'a field line in CONTINUATION frames of one octet',
    requirements: ['rfc9113-6.10+1'],
    given: [],
    control: [STATUS, SERVER],
    probe: [
      STATUS,
      // A literal of seven octets: x-a: b.
      ...[0, 1, 2, 3, 4, 5, 6].map((from): Message => ({
        frame: 'CONTINUATION',
        stream: FIRST,
        block: { part: [['x-a', 'b']], from, to: from + 1 },
        endHeaders: false
      })),
      SERVER
    ],
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/empty-continuation-frames',
    title: 'empty CONTINUATION frames in a field block',
    requirements: ['rfc9113-6.10+1'],
    given: [],
    control: [begun, rest],
    probe: [begun, { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, times: 4 }, rest],
    expect: accepted()
  }),
  offence({
    id: 'http2/client/continuation-after-end-of-field-block',
    title: 'a CONTINUATION frame after END_HEADERS',
    requirements: ['rfc9113-6.10-6'],
    probe: { frame: 'CONTINUATION', stream: FIRST, block: [['server', 'zyphos']] },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/continuation-without-headers',
    title: 'a CONTINUATION frame in the place of HEADERS',
    requirements: ['rfc9113-6.10-6'],
    given: [],
    control: { frame: 'HEADERS', stream: FIRST, block: [[':status', '200']] },
    probe: { frame: 'CONTINUATION', stream: FIRST, block: [[':status', '200']] },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/continuation-after-data',
    title: 'a CONTINUATION frame behind a DATA frame',
    requirements: ['rfc9113-6.10-6'],
    given: [send(head(FIRST), { frame: 'DATA', stream: FIRST, data: 'x' })],
    probe: { frame: 'CONTINUATION', stream: FIRST, block: [['server', 'zyphos']] },
    then: [...clientBarrier(), send(tail(FIRST)), exit],
    expect: connectionError('PROTOCOL_ERROR')
  })
]
