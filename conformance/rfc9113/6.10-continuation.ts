import { accepted, connectionError } from '../../lab/http2/expectation.ts'
import type { Frame, Message } from '../../lab/http2/message.ts'
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
const part = (from: number, to?: number): Frame => ({
  frame: 'CONTINUATION',
  stream: 1,
  block: { part: REQUEST, from, ...(to === undefined ? {} : { to }) },
  ...(to === undefined ? {} : { endHeaders: false as const })
})
const stray = (stream: number): Frame => ({ frame: 'CONTINUATION', stream, block: [['x-stray', '1']] })

/** Ways to cut a field block: into frames of several octets, of one, of none. */
const cuts: readonly (readonly [id: string, title: string, frames: readonly Message[]])[] = [
  ['in-two', 'two CONTINUATION frames', [begun(5), part(5, 20), part(20)]],
  ['after-empty-headers', 'CONTINUATION after HEADERS without a fragment', [begun(0), part(0)]],
  ['that-is-empty', 'an empty CONTINUATION frame at the end', [begun(1000), part(1000)]],
  ['with-an-empty-one-between', 'an empty CONTINUATION frame in the middle', [begun(5), part(5, 5), part(5)]],
  [
    'of-single-octets',
    'CONTINUATION frames of one octet each',
    [begun(1), part(1, 2), part(2, 3), part(3, 4), part(4, 5), part(5)]
  ]
]

export const cases = [
  ...cuts.map(([id, title, frames]) =>
    tolerance({
      id: `http2/continuation-${id}`,
      title: `a field block with ${title}`,
      requirements: ['rfc9113-6.10+1'],
      control: [get(1)],
      probe: frames,
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
