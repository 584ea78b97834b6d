import { accepted, anyOf, malformed, that } from '../../../lab/http2/expectation.ts'
import { UPLOAD_OCTETS } from '../../../lab/clients/task.ts'
import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import { acceptedByClient } from '../../../lab/http2/judge-client.ts'
import type { FieldLine, Frame } from '../../../lab/http2/message.ts'
import { send, until, untilQuiet, any, goaway, type Step } from '../../../lab/http2/steps.ts'
import { clientBarrier, exit, FIRST, head, listening, tail } from '../../../lab/http2/steps-client.ts'
import { unsupported } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { exitOf, rejectionByClose } from '../../http2/client-expectations.ts'

const section = (...fields: FieldLine[]): Frame => ({ frame: 'HEADERS', stream: FIRST, block: fields })
const trailers = (...fields: FieldLine[]): Frame => ({ ...section(...fields), endStream: true }) as Frame
const interim = (status: string, ...fields: FieldLine[]): Frame => section([':status', status], ...fields)
const hint: FieldLine = ['link', '</style.css>; rel=preload']
/** After a response that is complete there is nothing to finish. */
const ended: readonly Step[] = [untilQuiet(any({ until: 'frame', frame: 'RST_STREAM' }, goaway)), exit]

/** An upload that cannot go on: its windows are used up. */
const stuck: readonly Step[] = [
  { do: 'open', task: 'upload' },
  { do: 'automate', set: { replenish: false } },
  ...listening({ task: 'upload', settings: [['INITIAL_WINDOW_SIZE', 1_000_000]] }).slice(1),
  until({ until: 'data', stream: FIRST, octets: 65_535 })
]

const begun = send(head(FIRST))
const room = send({ frame: 'WINDOW_UPDATE', increment: 2 * UPLOAD_OCTETS })
const rest = [room, until({ until: 'request', whole: true })]
const early: Http2Case = {
  ...tolerance({
    id: 'http2/client/response-before-end-of-request',
    title: 'a final header section before the whole request has come',
    requirements: ['rfc9113-8.1.1-6'],
    task: 'upload',
    opening: stuck,
    given: [],
    probe: begun,
    then: [...rest, send(tail(FIRST)), exit],
    expect: accepted(FIRST)
  }),
  // The header section is not left out of the control, but comes when the request is complete.
  control: { steps: [...stuck, ...rest, begun, send(tail(FIRST)), exit] }
}

export const cases = [
  ...(
    [
      ['early-hints', '103 (Early Hints)', [interim('103', hint)]],
      ['continue', '100 (Continue) that was not asked for', [interim('100')]],
      ['unknown-interim-status', 'an unknown interim status, 199', [interim('199')]],
      [
        'three-interim-responses',
        'three interim responses',
        [interim('103', hint), interim('102'), interim('103', hint)]
      ]
    ] as const
  ).map(([name, title, messages]) =>
    tolerance({
      id: `http2/client/${name}`,
      title: `${title} before the final response`,
      requirements: ['rfc9113-8.1-1', 'rfc9113-8.1+3'],
      given: [],
      control: [head(FIRST)],
      probe: [...messages, head(FIRST)],
      expect: accepted(FIRST)
    })
  ),
  tolerance({
    id: 'http2/client/trailers',
    title: 'a trailer section',
    requirements: ['rfc9113-8.1+1'],
    control: [
      { frame: 'DATA', stream: FIRST, data: 'x' },
      { frame: 'DATA', stream: FIRST, endStream: true }
    ],
    probe: [{ frame: 'DATA', stream: FIRST, data: 'x' }, trailers(['x-checksum', '7a'])],
    then: [exit],
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/trailers-without-field-lines',
    title: 'a trailer section without a field line',
    requirements: ['rfc9113-8.1+1', 'rfc9113-4.3-3'],
    control: trailers(['x-checksum', '7a']),
    probe: trailers(),
    then: [exit],
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/empty-data-frames',
    title: 'empty DATA frames within a response',
    requirements: ['rfc9113-8.1+1', 'cve-2019-9518'],
    control: { frame: 'DATA', stream: FIRST, times: 0 },
    probe: { frame: 'DATA', stream: FIRST, times: 3 },
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/content-length-of-304',
    title: 'a 304 response with a Content-Length and no content',
    requirements: ['rfc9113-8.1.1-1'],
    given: [],
    control: { ...interim('304'), endStream: true } as Frame,
    probe: { ...interim('304', ['content-length', '500']), endStream: true } as Frame,
    then: [exit],
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/content-length-beside-padding',
    title: 'content as long as Content-Length says, in padded DATA frames',
    requirements: ['rfc9113-8.1.1+1'],
    given: [send(head(FIRST, ['content-length', '12']))],
    control: { frame: 'DATA', stream: FIRST, data: 'hello' },
    probe: { frame: 'DATA', stream: FIRST, data: 'hello', padding: 50 },
    expect: accepted(FIRST)
  }),
  ...(
    [
      ['with-sign', 'a Content-Length of "+12"', [['content-length', '+12']]],
      ['of-letters', 'a Content-Length of "twelve"', [['content-length', 'twelve']]],
      [
        'twice',
        'two Content-Length fields that differ, the last of which fits',
        [
          ['content-length', '13'],
          ['content-length', '12']
        ]
      ]
    ] as const
  ).map(([name, title, fields]) =>
    offence({
      id: `http2/client/content-length-${name}`,
      title,
      requirements: ['rfc9113-8.1.1-3', 'rfc9113-8.1.1-5'],
      given: [],
      control: head(FIRST, ['content-length', '12']),
      probe: head(FIRST, ...fields),
      then: [
        send({ frame: 'DATA', stream: FIRST, data: 'hello' }),
        ...clientBarrier(),
        send(tail(FIRST)),
        exit
      ],
      expect: malformed(FIRST)
    })
  ),
  tolerance({
    id: 'http2/client/response-ended-by-empty-data',
    title: 'an empty DATA frame that ends the response',
    requirements: ['rfc9113-6.9.1-2'],
    control: tail(FIRST),
    probe: tail(FIRST, ''),
    then: [exit],
    expect: accepted(FIRST)
  }),
  offence({
    id: 'http2/client/content-beyond-content-length',
    title: 'more content than Content-Length says',
    requirements: ['rfc9113-8.1.1+1', 'rfc9113-8.1.1-3', 'rfc9113-8.1.1-5'],
    given: [send(head(FIRST, ['content-length', '12']))],
    control: { frame: 'DATA', stream: FIRST, data: 'hello' },
    probe: { frame: 'DATA', stream: FIRST, data: 'hello, hello, hello' },
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/content-short-of-content-length',
    title: 'less content than Content-Length says',
    requirements: ['rfc9113-8.1.1+1', 'rfc9113-8.1.1-5'],
    needs: ['exit-status'],
    given: [],
    control: head(FIRST, ['content-length', '7']),
    probe: head(FIRST, ['content-length', '8']),
    then: [send(tail(FIRST)), ...ended],
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/no-content-for-content-length',
    title: 'a response that ends with its header section, in spite of its Content-Length',
    requirements: ['rfc9113-8.1.1+1', 'rfc9113-8.1.1-5'],
    needs: ['exit-status'],
    given: [],
    control: { ...head(FIRST, ['content-length', '0']), endStream: true },
    probe: { ...head(FIRST, ['content-length', '5']), endStream: true },
    then: ended,
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/trailers-short-of-content-length',
    title: 'a response that ends with trailers, with less content than Content-Length says',
    requirements: ['rfc9113-8.1.1+1', 'rfc9113-8.1.1-5'],
    needs: ['exit-status'],
    given: [],
    control: head(FIRST, ['content-length', '5']),
    probe: head(FIRST, ['content-length', '6']),
    then: [send({ frame: 'DATA', stream: FIRST, data: 'hello' }, trailers(['x-checksum', '7a'])), ...ended],
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/interim-response-with-end-stream',
    title: 'an interim response that ends the stream',
    requirements: ['rfc9113-8.1+3', 'rfc9113-8.1.1-5'],
    needs: ['exit-status'],
    given: [],
    control: { ...section([':status', '200']), endStream: true } as Frame,
    probe: { ...section([':status', '103']), endStream: true } as Frame,
    then: ended,
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/second-header-section',
    title: 'a second final header section',
    requirements: ['rfc9113-8.1-5', 'rfc9113-8.1.1-3'],
    control: { frame: 'DATA', stream: FIRST, data: 'x' },
    probe: [{ frame: 'DATA', stream: FIRST, data: 'x' }, head(FIRST)],
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/trailers-without-end-stream',
    title: 'a trailer section that does not end the stream',
    requirements: ['rfc9113-8.1-5'],
    control: { frame: 'DATA', stream: FIRST, data: 'x' },
    probe: [{ frame: 'DATA', stream: FIRST, data: 'x' }, section(['x-checksum', '7a'])],
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/data-before-headers',
    title: 'DATA before the header section',
    requirements: ['rfc9113-8.1+2', 'rfc9113-8.1.1-5'],
    given: [],
    control: [head(FIRST), { frame: 'DATA', stream: FIRST, data: 'x' }],
    probe: [{ frame: 'DATA', stream: FIRST, data: 'x' }, head(FIRST)],
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/data-after-interim-response',
    title: 'DATA between an interim and the final response',
    requirements: ['rfc9113-8.1+2'],
    given: [],
    control: [interim('103', hint), head(FIRST), { frame: 'DATA', stream: FIRST, data: 'x' }],
    probe: [interim('103', hint), { frame: 'DATA', stream: FIRST, data: 'x' }, head(FIRST)],
    expect: malformed(FIRST)
  }),
  ...(
    [
      [
        'pseudo-header-field-in-trailers',
        '":status" in trailers',
        [':status', '200'],
        ['rfc9113-8.1-4', 'rfc9113-8.3-4']
      ],
      [
        'uppercase-name-in-trailers',
        'a field name in upper case in trailers',
        ['X-checksum', '7a'],
        ['rfc9113-8.2.1-7']
      ],
      [
        'connection-field-in-trailers',
        'a Connection field in trailers',
        ['connection', 'close'],
        ['rfc9113-8.2.2-2']
      ]
    ] as const
  ).map(([name, title, field, requirements]) =>
    offence({
      id: `http2/client/${name}`,
      title,
      requirements: [...requirements, 'rfc9113-8.1.1-5'],
      needs: ['exit-status'],
      given: [send(head(FIRST), { frame: 'DATA', stream: FIRST, data: 'x' })],
      control: trailers(['x-checksum', '7a']),
      probe: trailers(field),
      then: ended,
      expect: malformed(FIRST)
    })
  ),
  tolerance({
    id: 'http2/client/switching-protocols',
    title: 'a response with status 101 (Switching Protocols)',
    requirements: ['rfc9113-8.6+1'],
    given: [],
    control: [head(FIRST)],
    probe: [interim('101', ['x-zyphos', '1']), head(FIRST)],
    expect: anyOf(accepted(FIRST), malformed(FIRST)),
    why: 'The client may pass over it or refuse it; what it must not do is to leave HTTP/2.'
  }),
  early,
  obligation({
    id: 'http2/client/response-lost-by-reset',
    title: 'RST_STREAM with NO_ERROR behind a complete response, before the end of the request',
    requirements: ['rfc9113-8.1-7', 'rfc9113-8.1-6'],
    needs: ['exit-status'],
    task: 'upload',
    opening: stuck,
    given: [send(head(FIRST), tail(FIRST))],
    probe: { frame: 'RST_STREAM', stream: FIRST, code: 'NO_ERROR' },
    then: [room, exit],
    expect: that('the response to be kept', (view) => {
      if (exitOf(view) === undefined && rejectionByClose(view) === undefined)
        return unsupported('the client did not end')
      return acceptedByClient(view, FIRST)
    })
  })
]
