import type { Need } from '../../lab/case.ts'
import { accepted, malformed, that } from '../../lab/http2/expectation.ts'
import type { FieldLine, FrameOf, Message } from '../../lab/http2/message.ts'
import { isType } from '../../lab/http2/reading.ts'
import { get, post, REQUEST, UPLOAD } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'

const REQUIREMENTS = ['rfc9113-8.1.1+1', 'rfc9113-8.1.1-3', 'rfc9113-8.1.1-4']
const length = (value: string): FieldLine => ['content-length', value]
/** Five octets of content. */
const FIVE: Message = { frame: 'DATA', stream: 1, data: 'begun', endStream: true }
const bare: FrameOf<'HEADERS'> = { frame: 'HEADERS', stream: 1, block: UPLOAD, endStream: true }
const padded: Message = { ...FIVE, padding: 3 }
const split: readonly Message[] = [
  { frame: 'DATA', stream: 1, data: 'be' },
  { frame: 'DATA', stream: 1, data: 'gun', endStream: true }
]
const trailed: readonly Message[] = [
  { frame: 'DATA', stream: 1, data: 'begun' },
  { frame: 'HEADERS', stream: 1, block: [['x-checksum', '5']], endStream: true }
]
const emptyEnd: readonly Message[] = [
  { frame: 'DATA', stream: 1, data: 'begun' },
  { frame: 'DATA', stream: 1, endStream: true }
]

/** Content that trailers end needs a target that takes them. */
const needs = (content: readonly Message[]): readonly Need[] =>
  content === trailed ? ['upload', 'trailers'] : ['upload']

/** Content-Length of 5 in the control, another value in the probe, the content being five octets. */
const mismatches: readonly (readonly [
  id: string,
  title: string,
  value: string,
  content: readonly Message[]
])[] = [
  ['above-content', 'a Content-Length of one octet more than the content', '6', [FIVE]],
  ['below-content', 'a Content-Length of one octet less than the content', '4', [FIVE]],
  ['zero-with-content', 'a Content-Length of 0 and content', '0', [FIVE]],
  ['counting-padding', 'a Content-Length that counts padding', '8', [padded]],
  ['counting-pad-length', 'a Content-Length that counts padding and the Pad Length octet', '9', [padded]],
  ['of-first-data-frame', 'a Content-Length of the first of two DATA frames', '2', split],
  [
    'above-content-and-empty-data',
    'a Content-Length above content that an empty DATA frame ends',
    '6',
    emptyEnd
  ],
  ['above-content-with-trailers', 'a Content-Length above the content, which trailers end', '6', trailed],
  ['below-content-with-trailers', 'a Content-Length below the content, which trailers end', '4', trailed],
  ['modulo-32-bits', 'a Content-Length of 2^32 more than the content', '4294967301', [FIVE]],
  ['modulo-64-bits', 'a Content-Length of 2^64 more than the content', '18446744073709551621', [FIVE]],
  ['no-number', 'a Content-Length that is no number', 'five', [FIVE]],
  ['with-suffix', 'a Content-Length with a letter after its digits', '5x', [FIVE]],
  ['negative', 'a negative Content-Length', '-5', [FIVE]]
]

/** Content-Length that does match; control: without the field. */
const matches: readonly (readonly [id: string, title: string, value: string, content: readonly Message[]])[] =
  [
    ['equal-to-content', 'a Content-Length equal to the content', '5', [FIVE]],
    ['equal-to-split-content', 'a Content-Length equal to the content of two DATA frames', '5', split],
    [
      'equal-to-padded-content',
      'a Content-Length equal to the content of a padded DATA frame',
      '5',
      [padded]
    ],
    ['equal-with-trailers', 'a Content-Length equal to content that trailers end', '5', trailed],
    [
      'equal-with-empty-data',
      'a Content-Length equal to content that an empty DATA frame ends',
      '5',
      emptyEnd
    ],
    ['with-leading-zeros', 'a Content-Length with leading zeros', '005', [FIVE]]
  ]

export const cases = [
  ...mismatches.map(([id, title, value, content]) =>
    offence({
      id: `http2/content-length-${id}`,
      title,
      requirements: REQUIREMENTS,
      needs: needs(content),
      control: [post(1, length('5')), ...content],
      probe: [post(1, length(value)), ...content],
      expect: malformed(1),
      why: 'The value, if it is a number at all, is not the sum of the content.'
    })
  ),
  offence({
    id: 'http2/content-length-without-content',
    title: 'a Content-Length of 1 where HEADERS ends the request',
    requirements: REQUIREMENTS,
    needs: ['upload'],
    control: { ...bare, block: [...UPLOAD, length('0')] },
    probe: { ...bare, block: [...UPLOAD, length('1')] },
    expect: malformed(1)
  }),
  offence({
    id: 'http2/content-length-of-get-without-content',
    title: 'a Content-Length of 1 in a GET request that HEADERS ends',
    requirements: REQUIREMENTS,
    control: get(1, length('0')),
    probe: get(1, length('1')),
    expect: malformed(1)
  }),
  offence({
    id: 'http2/content-length-without-content-but-trailers',
    title: 'a Content-Length of 1 where trailers end the request without content',
    requirements: REQUIREMENTS,
    needs: ['upload', 'trailers'],
    control: [
      post(1, length('0')),
      { frame: 'HEADERS', stream: 1, block: [['x-checksum', '0']], endStream: true }
    ],
    probe: [
      post(1, length('1')),
      { frame: 'HEADERS', stream: 1, block: [['x-checksum', '0']], endStream: true }
    ],
    expect: malformed(1)
  }),
  ...[
    ['first-wrong', 'the first of them wrong', '6', '5'],
    ['last-wrong', 'the last of them wrong', '5', '6']
  ].map(([id, title, first, last]) =>
    offence({
      id: `http2/content-length-twice-${id}`,
      title: `two different Content-Length fields, ${title}`,
      requirements: REQUIREMENTS,
      needs: ['upload'],
      control: [post(1, length('5')), FIVE],
      probe: [post(1, length(first as string), length(last as string)), FIVE],
      expect: malformed(1),
      why: 'One of the values is not the sum of the content, whichever is read.'
    })
  ),
  ...matches.map(([id, title, value, content]) =>
    tolerance({
      id: `http2/content-length-${id}`,
      title,
      requirements: ['rfc9113-8.1.1+1'],
      needs: needs(content),
      control: [post(1), ...content],
      probe: [post(1, length(value)), ...content],
      expect: accepted(1)
    })
  ),
  tolerance({
    id: 'http2/content-length-zero-ended-by-headers',
    title: 'a Content-Length of 0 where HEADERS ends the request',
    requirements: ['rfc9113-8.1.1+1'],
    needs: ['upload'],
    control: bare,
    probe: { ...bare, block: [...UPLOAD, length('0')] },
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/content-length-zero-ended-by-data',
    title: 'a Content-Length of 0 and an empty DATA frame that ends the request',
    requirements: ['rfc9113-8.1.1+1'],
    needs: ['upload'],
    control: [post(1), { frame: 'DATA', stream: 1, endStream: true }],
    probe: [post(1, length('0')), { frame: 'DATA', stream: 1, endStream: true }],
    expect: accepted(1)
  }),
  obligation({
    id: 'http2/content-in-response-to-head',
    title: 'content in the response to HEAD',
    requirements: ['rfc9113-8.1.1+1'],
    needs: ['body'],
    control: get(1),
    probe: {
      frame: 'HEADERS',
      stream: 1,
      block: [[':method', 'HEAD'], ...REQUEST.slice(1)],
      endStream: true
    },
    expect: that('a response without content', (view) => {
      const data = view
        .frames()
        .find(({ frame }) => isType(frame, 'DATA') && frame.stream === 1 && frame.payload.length > 0)
      const response = view.response(1)
      if (data !== undefined) return violates('the response to HEAD came with content', [data.entry])
      if (response === undefined || !view.endedBefore(1, Infinity))
        return inconclusive('no complete response to HEAD came')
      return conforms('exact', `status ${response.status} without content`, [response.event.entry])
    }),
    why: 'The response to HEAD is defined to have no content, so that its DATA would be extraneous.'
  })
]
