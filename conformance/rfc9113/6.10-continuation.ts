import { accepted, connectionError } from '../../lab/http2/expectation.ts'
import type { Block, Frame, Message } from '../../lab/http2/message.ts'
import { get, REQUEST } from '../../lab/http2/steps.ts'
import { interleaved } from '../http2/interleaved.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { open } from '../http2/stream-states.ts'

const begun = (to: number, more: Partial<Frame> = {}): Frame =>
  ({
    frame: 'HEADERS',
    stream: 1,
    block: { part: REQUEST, to },
    endStream: true,
    endHeaders: false,
    ...more
  }) as Frame
const part = (from: number): Frame => ({ frame: 'CONTINUATION', stream: 1, block: { part: REQUEST, from } })
const stray = (stream: number): Frame => ({ frame: 'CONTINUATION', stream, block: [['x-stray', '1']] })

const MORE: Block = [['a', 'b']]
const MORE_OCTETS = 5
const whole = begun(1000)
const last: Frame = { frame: 'CONTINUATION', stream: 1, block: [['x-last', '1']] }
const between = (block: Block): Frame => ({ frame: 'CONTINUATION', stream: 1, block, endHeaders: false })
const EMPTYING: Block = { representations: [{ kind: 'sizeUpdate', size: 0 }] }
const NOTHING: Block = { representations: [] }

/** Ways to cut a field block: into frames of several octets, of one, of none. */
const cuts: readonly (readonly [
  id: string,
  title: string,
  control: readonly Message[],
  probe: readonly Message[]
])[] = [
  ['in-two', 'two CONTINUATION frames', [whole, last], [whole, between(MORE), last]],
  [
    'after-empty-headers',
    'CONTINUATION after HEADERS without a fragment',
    [{ ...whole, block: EMPTYING } as Frame, part(0)],
    [{ ...whole, block: NOTHING } as Frame, part(0)]
  ],
  [
    'that-is-empty',
    'an empty CONTINUATION frame at the end',
    [whole, last],
    [whole, { ...last, block: [] } as Frame]
  ],
  [
    'with-an-empty-one-between',
    'an empty CONTINUATION frame in the middle',
    [whole, last],
    [whole, between([]), last]
  ],
  [
    'of-single-octets',
    'CONTINUATION frames of one octet each',
    [whole, last],
    [
      whole,
      ...Array.from({ length: MORE_OCTETS }, (_, at) => between({ part: MORE, from: at, to: at + 1 })),
      last
    ]
  ]
]

export const cases = [
  ...cuts.map(([id, title, control, probe]) =>
    tolerance({
      id: `http2/continuation-${id}`,
      title: `a field block with ${title}`,
      requirements: ['rfc9113-6.10+1'],
      control,
      probe,
      expect: accepted(1)
    })
  ),
  offence({
    id: 'http2/continuation-after-end-headers',
    title: 'a CONTINUATION frame after HEADERS with END_HEADERS',
    requirements: ['rfc9113-6.10-6'],
    control: [get(1)],
    probe: [get(1), stray(1)],
    expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  }),
  offence({
    id: 'http2/continuation-after-continuation-with-end-headers',
    title: 'a CONTINUATION frame after CONTINUATION with END_HEADERS',
    requirements: ['rfc9113-6.10-6'],
    control: [begun(5), part(5)],
    probe: [begun(5), part(5), stray(1)],
    expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  }),
  offence({
    ...open,
    id: 'http2/continuation-after-data',
    title: 'a CONTINUATION frame after DATA',
    requirements: ['rfc9113-6.10-6'],
    control: [{ frame: 'DATA', stream: 1, data: 'x' }],
    probe: [{ frame: 'DATA', stream: 1, data: 'x' }, stray(1)],
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/continuation-on-stream-0',
    title: 'a CONTINUATION frame on stream 0',
    requirements: ['rfc9113-6.10-4', 'rfc9113-6.10-6'],
    control: undefined,
    probe: stray(0),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/continuation-on-stream-0-in-field-block',
    title: 'a CONTINUATION frame on stream 0 in the place of the one that a field block lacks',
    requirements: ['rfc9113-6.10-4', 'rfc9113-6.2-4'],
    control: [begun(5), part(5)],
    probe: [begun(5), { ...part(5), stream: 0 }],
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...interleaved('continuation', ['rfc9113-6.10-2'])
]
