import { forwards, neverWhole, refuses } from '../../../lab/http1/intermediary/expectations.ts'
import { get, post, postChunked, request } from '../../../lab/http1/intermediary/messages.ts'
import type { FieldLine } from '../../../lab/http1/steps.ts'
import { membersOf, valuesOf } from '../../../lab/http1/wire-message.ts'
import { each, framedOnce, withContent, without } from '../../http1/intermediary-checks.ts'
import { obligation, offence, tolerance } from '../../http1/intermediary-case.ts'

const CHUNKS = '5\r\nhello\r\n0\r\n\r\n'
const by = (fields: readonly FieldLine[], content: string) =>
  request('POST {to}{path} HTTP/1.1', fields, content)
const SMUGGLING = 'Request smuggling (CWE-444): whoever reads the next octets may frame them otherwise.'
const whole = each(framedOnce, withContent('hello'))

/** RFC 9112, sections 6 and 7: how what a client sends is framed anew. */
export const framingOfRequests = [
  ...(
    [
      ['no-number', '5x', 'that is no number'],
      ['with-plus', '+5', 'with a plus sign'],
      ['negative', '-5', 'that is negative'],
      ['hexadecimal', '0x5', 'in hexadecimal'],
      ['with-space', '5 5', 'of two numbers with a space between'],
      ['empty', '', 'without a value'],
      ['differing-list', '5, 6', 'that lists two numbers'],
      ['with-vertical-tab', '\x0b5', 'with a vertical tab before the number']
    ] as const
  ).map(([name, length, what]) =>
    offence({
      id: `content-length-${name}-forwarded`,
      title: `Content-Length ${what}, in a request`,
      requirements: ['rfc9112-6.3-5', 'rfc9110-8.6-10'],
      request: {
        control: by([['Content-Length', '5']], 'hello'),
        probe: by([['Content-Length', length]], 'hello')
      },
      expect: refuses([400]),
      why: SMUGGLING
    })
  ),
  offence({
    id: 'content-length-twice-differing-forwarded',
    title: 'Two Content-Length lines of different values, in a request',
    requirements: ['rfc9112-6.3-5', 'rfc9110-8.6-10'],
    request: {
      control: by([['Content-Length', '5']], 'hello'),
      probe: by(
        [
          ['Content-Length', '5'],
          ['Content-Length', '6']
        ],
        'hello'
      )
    },
    expect: refuses([400]),
    why: SMUGGLING
  }),
  tolerance({
    id: 'content-length-twice-alike-forwarded',
    title: 'Two Content-Length lines of the same value, in a request',
    requirements: ['rfc9110-8.6-10'],
    request: {
      control: by([['Content-Length', '5']], 'hello'),
      probe: by(
        [
          ['Content-Length', '5'],
          ['Content-Length', '5']
        ],
        'hello'
      )
    },
    expect: forwards('a request with one framing and the content', whole, [400]),
    why: 'It is refused, or the number is forwarded once.'
  }),
  obligation({
    id: 'content-length-beside-chunked-forwarded',
    title: 'Content-Length beside Transfer-Encoding, in a request',
    requirements: ['rfc9112-6.3-2', 'rfc9110-8.6-9'],
    request: {
      control: postChunked(CHUNKS),
      probe: postChunked(CHUNKS, ['Content-Length', '4'])
    },
    expect: forwards('a request with one framing and the content of the chunks', whole, [400]),
    why: SMUGGLING
  }),
  obligation({
    id: 'chunked-beside-content-length-forwarded',
    title: 'Transfer-Encoding behind a Content-Length that is shorter than the chunks, in a request',
    requirements: ['rfc9112-6.3-2', 'rfc9110-8.6-9'],
    request: {
      control: by([['Transfer-Encoding', 'chunked']], CHUNKS),
      probe: by(
        [
          ['Content-Length', '3'],
          ['Transfer-Encoding', 'chunked']
        ],
        CHUNKS
      )
    },
    expect: forwards('a request with one framing and the content of the chunks', whole, [400]),
    why: SMUGGLING
  }),
  ...(
    [
      ['xchunked', 'xchunked', 'A coding whose name ends with "chunked"'],
      ['quoted', '"chunked"', 'The name of the coding in quotes'],
      ['with-vertical-tab', '\x0bchunked', 'A vertical tab before the name of the coding'],
      ['identity', 'identity', 'The coding identity, which is no more'],
      ['chunked-first', 'chunked, zyphos', 'Chunked before another transfer coding'],
      ['chunked-twice', 'chunked, chunked', 'Chunked twice']
    ] as const
  ).map(([name, coding, title]) =>
    offence({
      id: `transfer-coding-${name}-forwarded`,
      title: `${title}, in a request`,
      requirements: ['rfc9112-6.3-3', 'rfc9112-6.1-9'],
      request: {
        control: by([['Transfer-Encoding', 'chunked']], CHUNKS),
        probe: by([['Transfer-Encoding', coding]], CHUNKS)
      },
      expect: refuses([400, 501]),
      why: SMUGGLING
    })
  ),
  offence({
    id: 'transfer-encoding-with-space-before-colon-forwarded',
    title: 'Transfer-Encoding with a space before the colon, beside Content-Length',
    requirements: ['rfc9112-5.1-1'],
    request: {
      control: by(
        [
          ['Content-Length', '5'],
          ['Zyphos-Encoding', 'chunked']
        ],
        'hello'
      ),
      probe: by(
        [
          ['Content-Length', '5'],
          ['Transfer-Encoding ', 'chunked']
        ],
        'hello'
      )
    },
    expect: refuses([400]),
    why: SMUGGLING
  }),
  offence({
    id: 'transfer-encoding-folded-forwarded',
    title: 'Transfer-Encoding whose value stands in a folded line',
    requirements: ['rfc9112-5.2-2'],
    request: {
      control: by([['Transfer-Encoding', 'chunked']], CHUNKS),
      probe: by([['Transfer-Encoding', '\r\n chunked']], CHUNKS)
    },
    expect: refuses([400, 501], whole),
    why: SMUGGLING
  }),
  ...(
    [
      ['hex-prefix', '0x5\r\nhello\r\n0\r\n\r\n', 'A chunk size with 0x before it'],
      ['plus', '+5\r\nhello\r\n0\r\n\r\n', 'A chunk size with a plus sign'],
      ['minus', '-5\r\nhello\r\n0\r\n\r\n', 'A chunk size with a minus sign'],
      ['letter-behind', '5g\r\nhello\r\n0\r\n\r\n', 'A chunk size with a letter behind it'],
      ['space-before', ' 5\r\nhello\r\n0\r\n\r\n', 'A chunk size with a space before it'],
      ['missing', ';a=b\r\nhello\r\n0\r\n\r\n', 'A chunk without a size']
    ] as const
  ).map(([name, content, title]) =>
    offence({
      id: `chunk-size-with-${name}-forwarded`,
      title,
      requirements: ['rfc9112-2.2-10'],
      request: { control: postChunked(CHUNKS), probe: postChunked(content) },
      expect: refuses([400]),
      why: SMUGGLING
    })
  ),
  ...(
    [
      ['64-bits', '10000000000000005', 'that is 5 modulo two to the power of 64'],
      ['32-bits', '100000005', 'that is 5 modulo two to the power of 32']
    ] as const
  ).map(([name, size, what]) =>
    offence({
      id: `chunk-size-beyond-${name}-forwarded`,
      title: `A chunk size ${what}`,
      requirements: ['rfc9112-7.1-3'],
      request: { control: postChunked(CHUNKS), probe: postChunked(CHUNKS.replace('5', size)) },
      expect: neverWhole(400, 413),
      why: SMUGGLING
    })
  ),
  offence({
    id: 'chunk-data-without-line-end-forwarded',
    title: 'Data of a chunk with two other octets where its line end is due',
    requirements: ['rfc9112-2.2-10'],
    request: { control: postChunked(CHUNKS), probe: postChunked('5\r\nhelloXX0\r\n\r\n') },
    expect: refuses([400]),
    why: SMUGGLING
  }),
  offence({
    id: 'chunk-extension-with-bare-lf-forwarded',
    title: 'A bare LF in a chunk extension, behind which a request seems to hide',
    requirements: ['rfc9112-2.2-10'],
    request: {
      control: postChunked('5;a=bXX\r\nhello\r\n0\r\n\r\n'),
      probe: postChunked('5;a=b\nX\r\nhello\r\n0\r\n\r\n')
    },
    expect: refuses([400]),
    why: `${SMUGGLING} Seen in the wild as TERM.EXT.`
  }),
  tolerance({
    id: 'chunk-extension-forwarded',
    title: 'A chunk extension that nobody knows',
    requirements: ['rfc9112-7.1.1-1'],
    request: { control: postChunked(CHUNKS), probe: postChunked('5;a="b;c"\r\nhello\r\n0\r\n\r\n') },
    expect: forwards('a request with the content', whole)
  }),
  tolerance({
    id: 'chunks-forwarded',
    title: 'Content in several chunks',
    requirements: ['rfc9112-6.1-1', 'rfc9112-7.1-2'],
    request: { control: postChunked(CHUNKS), probe: postChunked('2\r\nhe\r\n003\r\nllo\r\n000\r\n\r\n') },
    expect: forwards('a request with the content', whole)
  }),
  tolerance({
    id: 'transfer-coding-in-capitals-forwarded',
    title: 'The name of the coding in capitals',
    requirements: ['rfc9112-6.1-1'],
    request: {
      control: by([['Transfer-Encoding', 'chunked']], CHUNKS),
      probe: by([['Transfer-Encoding', 'CHUNKED']], CHUNKS)
    },
    expect: forwards('a request with the content', whole)
  }),
  ...(
    [
      ['unknown', 'Zyphos-Trailer: a', 'zyphos-trailer', 'A trailer field that nobody knows'],
      ['authorization', 'Authorization: Basic YTpi', 'authorization', 'Authorization in a trailer section']
    ] as const
  ).map(([name, line, field, title]) =>
    obligation({
      id: `trailer-${name}-merged`,
      title,
      requirements: ['rfc9112-7.1.2-3', 'rfc9110-6.5.1-2', 'rfc9112-7.1.2-2'],
      request: { control: postChunked(CHUNKS), probe: postChunked(`5\r\nhello\r\n0\r\n${line}\r\n\r\n`) },
      expect: forwards('a request whose header section does not have it', each(whole, without(field)), [400])
    })
  ),
  obligation({
    id: 'trailer-with-framing-merged',
    title: 'Content-Length in a trailer section',
    requirements: ['rfc9112-7.1.2-3', 'rfc9110-6.5.1-2'],
    request: {
      control: postChunked(CHUNKS),
      probe: postChunked('5\r\nhello\r\n0\r\nContent-Length: 3\r\n\r\n')
    },
    expect: forwards(
      'a request framed as before',
      each(whole, (message) =>
        valuesOf(message, 'content-length').every((value) => value === '5')
          ? undefined
          : 'it was merged into the header section'
      ),
      [400]
    ),
    why: SMUGGLING
  }),
  tolerance({
    id: 'content-of-get-forwarded',
    title: 'A GET with content is forwarded in whole, or refused',
    requirements: ['rfc9112-6.3-4'],
    request: { control: get(), probe: `${get(['Content-Length', '5'])}hello` },
    expect: forwards(
      'the request, with its content in a framing of its own or without both',
      each(framedOnce, ({ over, length }) =>
        over && (length === 5 || length === 0) ? undefined : 'the content is not whole'
      ),
      [400, 403, 405, 413]
    )
  }),
  tolerance({
    id: 'content-length-of-zero-forwarded',
    title: 'A POST with Content-Length of 0',
    requirements: ['rfc9112-6.3-4'],
    request: { control: post('hello'), probe: post('') },
    expect: forwards('the request, without content', each(framedOnce, withContent('')))
  }),
  obligation({
    id: 'transfer-encoding-of-1.0-forwarded',
    title: 'Transfer-Encoding in a request of HTTP/1.0',
    requirements: ['rfc9112-6.1-14'],
    request: {
      control: postChunked(CHUNKS),
      probe: postChunked(CHUNKS).replace('HTTP/1.1', 'HTTP/1.0')
    },
    expect: forwards(
      'a request with one framing, or none',
      each(
        framedOnce,
        (message) =>
          message.broken ??
          (membersOf(message, 'transfer-encoding').length > 0 && !message.over
            ? 'the content is not whole'
            : undefined)
      ),
      [400, 411, 501, 505]
    ),
    why: SMUGGLING
  })
]
