import { accepted, anyOf, connectionError, streamError } from '../../lab/http2/expectation.ts'
import type { Frame, FrameOf } from '../../lab/http2/message.ts'
import { post, send } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { halfClosed, open } from '../http2/stream-states.ts'

const CONTENT = 'zyphos'
type Parts = Omit<FrameOf<'DATA'>, 'frame'>
const data = (parts: Parts): Frame => ({ frame: 'DATA', stream: 1, ...parts })

/** An upload whose length is known, so that a server that takes padding for content has a contradiction before it. */
const measured = (length: number) => ({
  ...open,
  given: [send(post(1, ['content-length', String(length)]))],
  holds: []
})

/** Lawful padding: with the content of the frame it leaves. */
const paddings: readonly (readonly [id: string, title: string, content: string, parts: Parts])[] = [
  ['without-padding-octets', 'a DATA frame with a Pad Length of 0', CONTENT, { padding: 0 }],
  ['with-most-padding', 'a DATA frame with 255 octets of padding', CONTENT, { padding: 255 }],
  ['of-padding-only', 'a DATA frame that holds padding only', '', { padding: 17 }],
  ['with-longer-padding-than-content', 'a DATA frame with more padding than content', CONTENT, { padding: 7 }]
]

/** Padding that leaves no room for itself: Pad Length is the length of the payload, or more. */
const excesses: readonly (readonly [id: string, title: string, parts: Parts, lawful: Parts])[] = [
  [
    'of-the-payload',
    'a Pad Length of the length of the payload',
    { data: CONTENT, padding: 4, padLength: 11 },
    { data: CONTENT, padding: 4 }
  ],
  [
    'beyond-the-payload',
    'a Pad Length greater than the length of the payload',
    { data: CONTENT, padding: 4, padLength: 255 },
    { data: CONTENT, padding: 4 }
  ],
  [
    'with-nothing-else',
    'a Pad Length of 1 in a payload of that one octet',
    { padding: 0, padLength: 1 },
    { padding: 0 }
  ]
]

export const cases = [
  offence({
    id: 'http2/data-on-stream-0',
    title: 'a DATA frame on stream 0',
    requirements: ['rfc9113-6.1-5'],
    control: undefined,
    probe: { frame: 'DATA', stream: 0, data: 'x' },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    ...halfClosed,
    id: 'http2/data-after-end-stream',
    title: 'a DATA frame that ends a stream that we have ended',
    requirements: ['rfc9113-6.1-6', 'rfc9113-5.1-8'],
    probe: data({ endStream: true }),
    expect: streamError(1, 'STREAM_CLOSED')
  }),
  ...paddings.map(([id, title, content, parts]) =>
    tolerance({
      ...measured(content.length),
      id: `http2/data-${id}`,
      title,
      requirements: ['rfc9113-6.1-1', 'rfc9113-6.1+1'],
      control: data({ data: content, endStream: true }),
      probe: data({ data: content, endStream: true, ...parts }),
      expect: accepted(1)
    })
  ),
  ...excesses.map(([id, title, parts, lawful]) =>
    offence({
      ...open,
      id: `http2/data-padding-${id}`,
      title: `a DATA frame with ${title}`,
      requirements: ['rfc9113-6.1-7'],
      control: data(lawful),
      probe: data(parts),
      expect: connectionError('PROTOCOL_ERROR', 'FRAME_SIZE_ERROR')
    })
  ),
  offence({
    ...open,
    id: 'http2/data-without-pad-length',
    title: 'a DATA frame with the PADDED flag and no payload',
    requirements: ['rfc9113-4.2-2'],
    control: data({}),
    probe: data({ flags: ['PADDED'] }),
    expect: streamError(1, 'FRAME_SIZE_ERROR'),
    why: 'It is too small for its Pad Length. That is an error of the stream: only frames with a field block are more.'
  }),
  tolerance({
    ...measured(CONTENT.length),
    id: 'http2/data-with-padding-of-ones',
    title: 'a DATA frame whose padding is not zero',
    requirements: ['rfc9113-6.1-3'],
    control: data({ data: CONTENT, endStream: true, padding: 8 }),
    probe: data({ data: CONTENT, endStream: true, padding: 8, padWith: 0xff }),
    expect: anyOf(accepted(1), connectionError('PROTOCOL_ERROR'))
  }),
  tolerance({
    ...measured(CONTENT.length),
    id: 'http2/empty-data-between',
    title: 'an empty DATA frame before the content',
    requirements: ['rfc9113-6.1+1'],
    control: [data({ data: CONTENT, endStream: true })],
    probe: [data({}), data({ data: CONTENT, endStream: true })],
    expect: accepted(1)
  }),
  tolerance({
    ...open,
    id: 'http2/empty-data-with-end-stream',
    title: 'an empty DATA frame that ends the stream',
    requirements: ['rfc9113-6.9.1-2'],
    given: [...open.given, send(data({ data: CONTENT }))],
    control: data({ data: 'x', endStream: true }),
    probe: data({ endStream: true }),
    holds: [],
    expect: accepted(1)
  })
]
