import { accepted, anyOf, refused, that } from '../../lab/http1/expectation.ts'
import {
  closing,
  get,
  head,
  message,
  octets,
  open,
  post,
  postChunked,
  send,
  until,
  untilQuiet,
  type FieldLine
} from '../../lab/http1/steps.ts'
import { membersOf } from '../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, offence, patiently, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const CHUNKS = '5\r\n01234\r\n0\r\n\r\n'
const coded = (coding: string) =>
  octets('POST {upload} HTTP/1.1', [HOST, ['Transfer-Encoding', coding]], CHUNKS)
/** An upload that ends before its time: the target must not take it for complete. */
const incomplete = that('the request not to be taken for complete', (view) => {
  const { response, usual } = view
  if (response === undefined) return conforms('close only', 'no response', [])
  const code = response.message.status ?? 0
  return code === usual?.status && code < 400
    ? violates(`answered with status ${code}, as the complete request is`, [response.entry])
    : conforms('exact', `answered with status ${code}`, [response.entry])
})

/** RFC 9112, sections 2.3, 6, 7 and 8: what framing does to the exchange as a whole. */
export const framingObserved = [
  obligation({
    id: 'http1/lower-version-in-response',
    title: 'A response to HTTP/1.1 has the version 1.1',
    requirements: ['rfc9112-2.3-3'],
    control: octets('GET {path} HTTP/1.0', [HOST]),
    probe: get(),
    expect: that('a response of HTTP/1.1', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const { major, minor } = response.message.version
      return major === 1 && minor === 0
        ? violates('a response of HTTP/1.0', [response.entry])
        : conforms('exact', `a response of HTTP/${major}.${minor}`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/chunks-to-1.0',
    title: 'No Transfer-Encoding in a response to HTTP/1.0',
    requirements: ['rfc9112-6.1-11'],
    control: get(),
    probe: octets('GET {path} HTTP/1.0', [HOST]),
    expect: that('no Transfer-Encoding', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const codings = membersOf(response.message, 'transfer-encoding')
      return codings.length === 0
        ? conforms('exact', 'none', [response.entry])
        : violates(`Transfer-Encoding: ${codings.join(', ')}`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/large-chunks-to-1.0',
    title: 'No Transfer-Encoding in a large response to HTTP/1.0',
    requirements: ['rfc9112-6.1-11'],
    needs: ['large'],
    control: octets('GET {large} HTTP/1.1', [HOST]),
    probe: octets('GET {large} HTTP/1.0', [HOST]),
    then: [until({ until: 'any', of: [head(), closing] }), { do: 'close' }],
    expect: that('no Transfer-Encoding', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const codings = membersOf(response.message, 'transfer-encoding')
      return codings.length === 0
        ? conforms('exact', 'none', [response.entry])
        : violates(`Transfer-Encoding: ${codings.join(', ')}`, [response.entry])
    })
  }),
  ...(
    [
      ['chunked;q=1', 'chunked-with-weight', 'A weight on the chunked coding', 'rfc9112-7.1-4'],
      ['chunked;name=value', 'chunked-with-parameter', 'A parameter on the chunked coding', 'rfc9112-7.1-4'],
      [
        'gzip;name=value, chunked',
        'compression-with-parameter',
        'A parameter on a compression coding',
        'rfc9112-7.2-1'
      ]
    ] as const
  ).map(([coding, name, title, requirement]) =>
    offence({
      id: `http1/transfer-coding-${name}`,
      title,
      requirements: [requirement],
      needs: ['chunked'],
      control: postChunked(CHUNKS),
      probe: coded(coding),
      expect: refused(400, 501)
    })
  ),
  obligation({
    id: 'http1/upload-cut-off',
    title: 'A request whose connection ends before its Content-Length is incomplete',
    requirements: ['rfc9112-6.3-8', 'rfc9112-8-1'],
    needs: ['upload'],
    control: post('01234'),
    probe: octets('POST {upload} HTTP/1.1', [HOST, ['Content-Length', '9']], '01234'),
    then: patiently,
    expect: incomplete
  }),
  obligation({
    id: 'http1/chunks-cut-off',
    title: 'A request whose connection ends before the last chunk is incomplete',
    requirements: ['rfc9112-6.3-8', 'rfc9112-8-1'],
    needs: ['chunked'],
    control: postChunked(CHUNKS),
    probe: postChunked('5\r\n01234\r\n'),
    then: patiently,
    expect: incomplete
  }),
  obligation({
    id: 'http1/head-cut-off',
    title: 'A request whose connection ends inside its header section is not served',
    requirements: ['rfc9110-5.3-4', 'rfc9112-8-1'],
    control: get(),
    probe: octets('GET {path} HTTP/1.1', [HOST]).slice(0, -2),
    then: patiently,
    expect: incomplete
  }),
  tolerance({
    id: 'http1/post-without-length',
    title: 'POST without Content-Length and Transfer-Encoding has no content',
    requirements: ['rfc9112-6.3-10'],
    needs: ['upload'],
    control: post(''),
    probe: octets('POST {upload} HTTP/1.1', [HOST]),
    expect: anyOf(accepted(), refused(411))
  }),
  tolerance({
    id: 'http1/both-lengths-read-by-chunks-or-refused',
    title: 'Content-Length beside Transfer-Encoding: refused, or read by Transfer-Encoding alone',
    requirements: ['rfc9112-6.1-12'],
    needs: ['chunked'],
    control: postChunked(CHUNKS),
    probe: postChunked(CHUNKS, ['Content-Length', '3']),
    expect: anyOf(accepted(), refused(400, 501))
  }),
  ...(
    [
      ['content-length', 'Content-Length: 5'],
      ['transfer-encoding', 'Transfer-Encoding: chunked'],
      ['host', 'Host: other.example'],
      ['connection', 'X-Connection: close']
    ] as const
  ).map(([name, line]) =>
    tolerance({
      id: `http1/trailer-with-${name}`,
      title: `A trailer section with "${line}"`,
      requirements: ['rfc9112-7.1.2-1', 'rfc9112-7.1.2-3'],
      needs: ['chunked'],
      control: postChunked('5\r\n01234\r\n0\r\nX-Trailer: value\r\n\r\n'),
      probe: postChunked(`5\r\n01234\r\n0\r\n${line}\r\n\r\n`),
      expect: anyOf(accepted(), refused(400))
    })
  ),
  offence({
    id: 'http1/trailer-without-colon',
    title: 'A trailer line without a colon',
    requirements: ['rfc9112-2.2-10'],
    needs: ['chunked'],
    control: postChunked('5\r\n01234\r\n0\r\nX-Trailer: value\r\n\r\n'),
    probe: postChunked('5\r\n01234\r\n0\r\nX-Trailer\r\n\r\n'),
    expect: refused(400)
  }),
  obligation({
    id: 'http1/unread-content-as-request',
    title: 'Content of a request is not taken for the next request, whatever is done with it',
    requirements: ['rfc9112-9.3-5'],
    needs: ['keep-alive'],
    control: octets('POST {path} HTTP/1.1', [HOST, ['Content-Length', '28']], '0123456789012345678901234567'),
    probe: octets(
      'POST {path} HTTP/1.1',
      [HOST, ['Content-Length', '28']],
      'GET /zyphos HTTP/1.1\r\nHost:\r\n'.slice(0, 26) + '\r\n'
    ),
    then: [
      until({ until: 'any', of: [message(), closing] }),
      untilQuiet({ until: 'any', of: [message(2), closing] }),
      { do: 'end' },
      untilQuiet(closing)
    ],
    expect: that('one response', (view) => {
      const [first, second] = view.responses()
      if (first === undefined) return inconclusive('no response')
      return second === undefined
        ? conforms('exact', 'one response', [first.entry])
        : violates('the content was answered as a request', [second.entry])
    })
  }),
  obligation({
    id: 'http1/request-behind-announced-close',
    title: 'Once the server has said "close" no further request is answered',
    requirements: ['rfc9112-9.6-7'],
    control: get() + get(),
    probe: get().replace('HTTP/1.1', 'HTTP/1.0') + get(),
    then: [untilQuiet({ until: 'any', of: [message(2), closing] }), { do: 'end' }, untilQuiet(closing)],
    expect: that('one response, if it says "close"', (view) => {
      const [first, second] = view.responses()
      if (first === undefined) return inconclusive('no response')
      if (second === undefined) return conforms('exact', 'one response', [first.entry])
      return membersOf(first.message, 'connection').includes('close')
        ? violates('a second response behind one with "close"', [first.entry, second.entry])
        : inconclusive('it goes on with a request of HTTP/1.0', [first.entry, second.entry])
    })
  }),
  obligation({
    id: 'http1/closes-without-saying-so',
    title: 'A server that closes the connection after a response of HTTP/1.1 says "close" in it',
    requirements: ['rfc9112-9.3-3', 'rfc9112-9.6-1'],
    control: get(['Connection', 'close']),
    probe: get(),
    then: [
      until({ until: 'any', of: [message(), closing] }),
      untilQuiet(closing),
      { do: 'end' },
      untilQuiet(closing)
    ],
    expect: that('"close" in the response, if the connection closes', (view) => {
      const { response } = view
      if (response === undefined) return inconclusive('no response')
      const end = view.closedByItself()
      if (end === undefined) return conforms('exact', 'the connection stays', [response.entry])
      return membersOf(response.message, 'connection').includes('close')
        ? conforms('exact', 'it says "close"', [response.entry])
        : violates('the connection was closed without saying so', [response.entry, end.entry])
    })
  }),
  tolerance({
    id: 'http1/another-connection-reset',
    title: 'Another connection is reset inside a request',
    requirements: ['rfc9112-9.5-3'],
    given: [
      { do: 'open', on: 'aside' },
      { do: 'send', on: 'aside', messages: [{ text: 'GET {path} HTTP/1.1\r\nHost: aside' }] } as const,
      open()
    ],
    probe: { do: 'close', on: 'aside', abruptly: true },
    then: [send(get()), until({ until: 'any', of: [message(), closing] })],
    expect: accepted()
  }),
  tolerance({
    id: 'http1/many-pipelined-requests',
    title: 'Ten pipelined requests',
    requirements: ['rfc9112-9.3.2-1', 'rfc9110-3.3-1'],
    needs: ['keep-alive'],
    control: get(),
    probe: get().repeat(10),
    expect: accepted()
  })
]
