import { accepted, malformed } from '../../lab/http2/expectation.ts'
import type { Block, FieldLine, FrameOf } from '../../lab/http2/message.ts'
import { post, send } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'

const trailers = (block: Block): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream: 1,
  block,
  endStream: true
})
const unended: FrameOf<'HEADERS'> = { frame: 'HEADERS', stream: 1, block: [['x-checksum', '5']] }
/** The octets of the field block of CHECKSUM: as DATA they are content, as HEADERS trailers. */
const last = { stream: 1, endStream: true, payload: '000a 782d636865636b73756d 0135' } as const
const begun = { frame: 'DATA', stream: 1, data: 'begun' } as const
const CHECKSUM: FieldLine = ['x-checksum', '5']

/** Pseudo-header fields that a trailer section must not hold: of requests, of responses, and undefined ones. */
const pseudo: readonly (readonly [id: string, field: FieldLine])[] = [
  ['method', [':method', 'POST']],
  ['scheme', [':scheme', '{scheme}']],
  ['authority', [':authority', '{authority}']],
  ['path', [':path', '{upload}']],
  ['status', [':status', '200']],
  ['undefined', [':checksum', '5']]
]

export const cases = [
  tolerance({
    id: 'http2/trailers-after-data',
    title: 'a trailer section at the end of a request with content',
    requirements: ['rfc9113-8.1+1'],
    needs: ['upload'],
    given: [send(post(1), begun)],
    control: { frame: 'DATA', ...last },
    probe: { frame: 'HEADERS', ...last },
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/trailers-without-data',
    title: 'a trailer section right after the header section',
    requirements: ['rfc9113-8.1+1'],
    needs: ['upload'],
    given: [send(post(1))],
    control: { frame: 'DATA', ...last },
    probe: { frame: 'HEADERS', ...last },
    expect: accepted(1),
    why: 'A message has zero or more DATA frames between header section and trailer section.'
  }),
  tolerance({
    id: 'http2/trailers-without-field-lines',
    title: 'a trailer section without any field line',
    requirements: ['rfc9113-8.1+1'],
    needs: ['upload', 'trailers'],
    given: [send(post(1), begun)],
    control: trailers([CHECKSUM]),
    probe: trailers([]),
    expect: accepted(1),
    why: 'Neither a field block nor a trailer section needs to have a field line.'
  }),
  tolerance({
    id: 'http2/trailers-padded',
    title: 'a trailer section with padding',
    requirements: ['rfc9113-8.1+1', 'rfc9113-6.2+3'],
    needs: ['upload', 'trailers'],
    given: [send(post(1), begun)],
    control: trailers([CHECKSUM]),
    probe: { ...trailers([CHECKSUM]), padding: 7 },
    expect: accepted(1)
  }),
  offence({
    id: 'http2/trailers-without-end-stream',
    title: 'a second HEADERS frame of a request that does not end the stream',
    requirements: ['rfc9113-8.1-5', 'rfc9113-8.1.1-3'],
    needs: ['upload', 'trailers'],
    given: [send(post(1), begun)],
    control: trailers([CHECKSUM]),
    probe: unended,
    holds: [1],
    expect: malformed(1)
  }),
  offence({
    id: 'http2/headers-twice-before-data',
    title: 'a second HEADERS frame, without END_STREAM, before the content',
    requirements: ['rfc9113-8.1-5'],
    needs: ['upload', 'trailers'],
    given: [send(post(1))],
    control: trailers([CHECKSUM]),
    probe: unended,
    holds: [1],
    expect: malformed(1)
  }),
  ...pseudo.map(([id, field]) =>
    offence({
      id: `http2/trailers-with-${id}-pseudo-header-field`,
      title: `a trailer section with ${field[0]}`,
      requirements: ['rfc9113-8.1-4', 'rfc9113-8.3-4'],
      needs: ['upload', 'trailers'],
      given: [send(post(1), begun)],
      control: trailers([CHECKSUM]),
      probe: trailers([field, CHECKSUM]),
      expect: malformed(1)
    })
  ),
  offence({
    id: 'http2/trailers-with-uppercase-name',
    title: 'a field name with an upper-case letter in a trailer section',
    requirements: ['rfc9113-8.2.1-7', 'rfc9113-8.2.1-3'],
    needs: ['upload', 'trailers'],
    given: [send(post(1), begun)],
    control: trailers([CHECKSUM]),
    probe: trailers([['X-checksum', '5']]),
    expect: malformed(1)
  }),
  offence({
    id: 'http2/trailers-with-lf-in-value',
    title: 'a field value with LF in a trailer section',
    requirements: ['rfc9113-8.2.1-7', 'rfc9113-8.2.1-5'],
    needs: ['upload', 'trailers'],
    given: [send(post(1), begun)],
    control: trailers([['x-checksum', '5_5']]),
    probe: trailers([['x-checksum', '5\n5']]),
    expect: malformed(1)
  })
]
