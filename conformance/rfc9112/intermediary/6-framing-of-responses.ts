import { badGateway, relays, replaced } from '../../../lab/http1/intermediary/expectations.ts'
import { get, ok, okChunked, request, response } from '../../../lab/http1/intermediary/messages.ts'
import { ends } from '../../../lab/http1/intermediary/steps.ts'
import type { FieldLine } from '../../../lab/http1/steps.ts'
import { contentOf, membersOf, valuesOf } from '../../../lab/http1/wire-message.ts'
import { each, framedOnce, withContent, without } from '../../http1/intermediary-checks.ts'
import { obligation, offence, tolerance } from '../../http1/intermediary-case.ts'

const CHUNKS = '5\r\nhello\r\n0\r\n\r\n'
const by = (fields: readonly FieldLine[], content: string) => response('HTTP/1.1 200 OK', fields, content)
const SPLITTING = 'Response splitting (CWE-113, CWE-444): the client may read another response out of it.'
const whole = each(framedOnce, withContent('hello'))

/** RFC 9112, sections 6 and 7: how what an origin sends is framed anew. */
export const framingOfResponses = [
  ...(
    [
      ['no-number', '5x', 'that is no number'],
      ['with-plus', '+5', 'with a plus sign'],
      ['negative', '-5', 'that is negative'],
      ['hexadecimal', '0x5', 'in hexadecimal'],
      ['empty', '', 'without a value'],
      ['differing-list', '5, 6', 'that lists two numbers']
    ] as const
  ).map(([name, length, what]) =>
    offence({
      id: `content-length-${name}-relayed`,
      title: `Content-Length ${what}, in a response`,
      requirements: ['rfc9112-6.3-4', 'rfc9112-6.3-6', 'rfc9110-8.6-10'],
      response: {
        control: by([['Content-Length', '5']], 'hello'),
        probe: by([['Content-Length', length]], 'hello')
      },
      behind: [ends()],
      expect: replaced(),
      why: SPLITTING
    })
  ),
  offence({
    id: 'content-length-twice-differing-relayed',
    title: 'Two Content-Length lines of different values, in a response',
    requirements: ['rfc9112-6.3-4', 'rfc9112-6.3-6', 'rfc9110-8.6-10'],
    response: {
      control: by([['Content-Length', '5']], 'hello'),
      probe: by(
        [
          ['Content-Length', '5'],
          ['Content-Length', '6']
        ],
        'hello'
      )
    },
    behind: [ends()],
    expect: replaced(),
    why: SPLITTING
  }),
  obligation({
    id: 'bad-response-not-answered',
    title: 'A response that cannot be framed: a proxy says so to its client',
    requirements: ['rfc9112-6.3-6'],
    needs: ['proxy'],
    response: {
      control: by([['Content-Length', '5']], 'hello'),
      probe: by([['Content-Length', 'zyphos']], 'hello')
    },
    behind: [ends()],
    expect: badGateway()
  }),
  obligation({
    id: 'content-length-beside-chunked-relayed',
    title: 'Content-Length beside Transfer-Encoding, in a response',
    requirements: ['rfc9112-6.3-2', 'rfc9110-8.6-9'],
    response: { control: okChunked(CHUNKS), probe: okChunked(CHUNKS, ['Content-Length', '3']) },
    expect: replaced(whole),
    why: SPLITTING
  }),
  offence({
    id: 'chunk-size-no-number-relayed',
    title: 'A chunk size that is no number, in a response',
    requirements: ['rfc9112-8-2'],
    response: { control: okChunked(CHUNKS), probe: okChunked('xyz\r\nhello\r\n0\r\n\r\n') },
    behind: [ends()],
    expect: replaced()
  }),
  offence({
    id: 'chunks-incomplete-relayed',
    title: 'The origin ends the connection before the last chunk',
    requirements: ['rfc9112-8-2'],
    response: { control: okChunked(CHUNKS), probe: okChunked('5\r\nhello\r\n') },
    behind: [ends()],
    expect: replaced(),
    why: 'The client must be able to see that the response is not complete.'
  }),
  offence({
    id: 'content-incomplete-relayed',
    title: 'The origin ends the connection before the Content-Length is reached',
    requirements: ['rfc9112-6.3-8', 'rfc9112-8-2'],
    response: {
      control: by([['Content-Length', '5']], 'hello'),
      probe: by([['Content-Length', '50']], 'hello')
    },
    behind: [ends()],
    expect: replaced(),
    why: 'The client must be able to see that the response is not complete.'
  }),
  offence({
    id: 'head-incomplete-relayed',
    title: 'The origin ends the connection inside the header section',
    requirements: ['rfc9112-8-2'],
    response: { control: ok(), probe: ok().split('\r\n\r\n')[0] ?? '' },
    behind: [ends()],
    expect: replaced()
  }),
  offence({
    id: 'garbage-relayed',
    title: 'The origin answers with something that is no HTTP',
    requirements: ['rfc9110-2.2-1'],
    response: { control: ok(), probe: `garbage\r\n${ok()}` },
    behind: [ends()],
    expect: replaced(framedOnce),
    why: 'Whoever takes it for a response of HTTP/0.9 makes a response of its own of it.'
  }),
  tolerance({
    id: 'content-until-close-relayed',
    title: 'Content that ends with the connection',
    requirements: ['rfc9112-6.3-4'],
    response: { control: ok(), probe: response('HTTP/1.1 200 OK', [], 'hello') },
    behind: [ends()],
    expect: relays('the response with its content', whole)
  }),
  tolerance({
    id: 'response-of-1.0-relayed',
    title: 'A response of HTTP/1.0 whose content ends with the connection',
    requirements: ['rfc9112-6.3-4'],
    response: {
      control: response('HTTP/1.1 200 OK', [], 'hello'),
      probe: response('HTTP/1.0 200 OK', [], 'hello')
    },
    behind: [ends()],
    expect: relays('the response with its content', whole)
  }),
  tolerance({
    id: 'chunks-relayed',
    title: 'Content in several chunks, with an extension',
    requirements: ['rfc9112-7.1-2', 'rfc9112-7.1.1-1'],
    response: { control: okChunked(CHUNKS), probe: okChunked('2;a=b\r\nhe\r\n003\r\nllo\r\n000\r\n\r\n') },
    expect: relays('the response with its content', whole)
  }),
  tolerance({
    id: 'trailers-of-response-relayed',
    title: 'A response with a trailer section',
    requirements: ['rfc9112-7.1-1', 'rfc9112-7.1.2-3', 'rfc9110-6.5.1-2'],
    response: {
      control: okChunked(CHUNKS),
      probe: okChunked('5\r\nhello\r\n0\r\nZyphos-Trailer: a\r\n\r\n')
    },
    expect: relays(
      'the response with its content, and the trailer field not in the header section',
      each(whole, without('Zyphos-Trailer'))
    )
  }),
  obligation({
    id: 'transfer-encoding-to-1.0',
    title: 'Chunked content for a client of HTTP/1.0',
    requirements: ['rfc9112-6.1-11'],
    request: { control: get(), probe: get().replace('HTTP/1.1', 'HTTP/1.0') },
    response: okChunked(CHUNKS),
    expect: relays(
      'the content without Transfer-Encoding',
      each(without('Transfer-Encoding'), withContent('hello'))
    )
  }),
  obligation({
    id: 'content-of-head-relayed',
    title: 'A response to HEAD has no content, whatever its Content-Length',
    requirements: ['rfc9110-9.3.2-1'],
    request: { control: request('GET {to}{path} HTTP/1.1'), probe: request('HEAD {to}{path} HTTP/1.1') },
    response: response('HTTP/1.1 204 No Content'),
    expect: relays('a response without content', ({ length, over }) =>
      over && length === 0 ? undefined : `${length} octets of content`
    )
  }),
  tolerance({
    id: 'not-modified-with-length-relayed',
    title: 'A 304 response with the Content-Length of what it stands for',
    requirements: ['rfc9110-15.4.5-3'],
    request: get(['If-None-Match', '"zyphos"']),
    response: {
      control: response('HTTP/1.1 304 Not Modified', [['ETag', '"zyphos"']]),
      probe: response('HTTP/1.1 304 Not Modified', [
        ['ETag', '"zyphos"'],
        ['Content-Length', '1234']
      ])
    },
    expect: relays('a 304 response without content', ({ status, length }) =>
      status === 304 && length === 0 ? undefined : `status ${status} with ${length} octets of content`
    )
  }),
  tolerance({
    id: 'not-modified-relayed',
    title: "A 304 response to the client's own condition",
    requirements: ['rfc9110-15.4.5-3'],
    request: get(['If-None-Match', '"zyphos"']),
    response: {
      control: response('HTTP/1.1 200 OK', [['ETag', '"zyphos"']]),
      probe: response('HTTP/1.1 304 Not Modified', [['ETag', '"zyphos"']])
    },
    behind: [ends()],
    expect: relays('the 304 response', ({ status }) => (status === 304 ? undefined : `status ${status}`))
  }),
  tolerance({
    id: 'partial-content-of-unknown-unit-relayed',
    title: 'A 206 response in a range unit that nobody knows',
    requirements: ['rfc9110-14.4-2'],
    request: get(['Range', 'zyphos=1-2']),
    response: {
      control: ok('hello', ['Content-Range', 'zyphos 1-2/3']),
      probe: ok('hello', ['Content-Range', 'zyphos 1-2/3']).replace('200 OK', '206 Partial Content')
    },
    expect: relays(
      'the 206 response with its content',
      each(({ status }) => (status === 206 ? undefined : `status ${status}`), withContent('hello'))
    )
  }),
  tolerance({
    id: 'status-unknown-relayed',
    title: 'A status that nobody knows',
    requirements: ['rfc9110-7.7-6'],
    response: { control: ok(), probe: ok().replace('200 OK', '299 Zyphos') },
    expect: relays('the response with its status', ({ status }) =>
      status === 299 ? undefined : `status ${status}`
    )
  }),
  obligation({
    id: 'octets-behind-response-relayed',
    title: 'Octets behind a response that look like another one',
    requirements: ['rfc9112-6.3-15'],
    response: { control: ok(), probe: `${ok()}${ok('smuggled')}` },
    expect: relays('the response, and nothing behind it', (message, view) => {
      const second = view.responses()[1]
      if (second !== undefined) return 'the octets behind it came through as a response'
      return view.foreign === undefined && contentOf(message) === 'hello'
        ? undefined
        : `the content came through as "${contentOf(message).slice(0, 40)}"`
    }),
    then: [{ do: 'pause', patience: 'quiet' }],
    why: 'Response queue poisoning (CWE-444).'
  }),
  obligation({
    id: 'nominated-content-length-of-response',
    title: 'Connection in a response nominates Content-Length',
    requirements: ['rfc9110-8.6-9'],
    response: { control: ok(), probe: ok('hello', ['Connection', 'Content-Length']) },
    expect: replaced(
      each(framedOnce, withContent('hello'), (message) =>
        membersOf(message, 'connection').includes('content-length') &&
        valuesOf(message, 'content-length').length === 0
          ? 'the nomination came through'
          : undefined
      )
    )
  })
]
