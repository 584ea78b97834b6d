import { answersItself, forwards, relays } from '../../../lab/http1/intermediary/expectations.ts'
import { get, ok, request } from '../../../lab/http1/intermediary/messages.ts'
import { membersOf, valuesOf } from '../../../lab/http1/wire-message.ts'
import type { Trace } from '../../../lab/trace.ts'
import { each, withField, withMembers, without } from '../../http1/intermediary-checks.ts'
import { obligation, tolerance } from '../../http1/intermediary-case.ts'

const OTHER: readonly [string, string] = ['Zyphos-Other', 'a']
const nominated = (name: string): readonly [string, string] => ['Connection', name]
const via = each((message) => {
  const members = membersOf(message, 'via')
  if (members.length === 0) return 'Via is missing'
  return members.every((one) => /^(?:http\/)?\d\.\d[ \t]+\S+/.test(one))
    ? undefined
    : `Via came through as "${members.join(', ').slice(0, 60)}"`
})

/** Fields about one connection, known by name. TE and Upgrade are for whoever gets them, and are sent anew by many. */
const CONCERNING = [
  ['proxy-connection', 'Proxy-Connection', 'keep-alive'],
  ['keep-alive', 'Keep-Alive', 'timeout=5'],
  ['te', 'TE', 'trailers']
] as const

/** RFC 9110, section 7.6: forwarding. */
export const forwarding = [
  obligation({
    id: 'nominated-field-forwarded',
    title: 'A field that Connection nominates in a request',
    requirements: ['rfc9110-7.6.1-2', 'rfc9110-7.6-1'],
    request: { control: get(OTHER), probe: get(OTHER, nominated('Zyphos-Other')) },
    expect: forwards('the request without that field', without('Zyphos-Other'))
  }),
  obligation({
    id: 'nominated-field-in-other-case-forwarded',
    title: 'A field that Connection nominates in other letters',
    requirements: ['rfc9110-7.6.1-2', 'rfc9110-7.6-1'],
    request: { control: get(OTHER), probe: get(OTHER, nominated('zyphos-OTHER')) },
    expect: forwards('the request without that field', without('Zyphos-Other'))
  }),
  obligation({
    id: 'nominated-field-in-list-forwarded',
    title: 'A field that Connection nominates as the last of several members',
    requirements: ['rfc9110-7.6.1-2', 'rfc9110-7.6-1'],
    request: { control: get(OTHER), probe: get(OTHER, nominated('Zyphos-First,,\t Zyphos-Other ,')) },
    expect: forwards('the request without that field', without('Zyphos-Other'))
  }),
  obligation({
    id: 'nomination-forwarded',
    title: 'Connection nominates a field that the request does not have',
    requirements: ['rfc9110-7.6.1-2', 'rfc9110-7.6-1'],
    request: { control: get(), probe: get(nominated('Zyphos-Other')) },
    expect: forwards('a Connection field of its own, if any', (message) =>
      membersOf(message, 'connection').includes('zyphos-other')
        ? 'Connection came through with the option that it had'
        : undefined
    )
  }),
  obligation({
    id: 'nominated-field-relayed',
    title: 'A field that Connection nominates in a response',
    requirements: ['rfc9110-7.6.1-2', 'rfc9110-7.6-1'],
    response: { control: ok('hello', OTHER), probe: ok('hello', OTHER, nominated('Zyphos-Other')) },
    expect: relays('the response without that field', without('Zyphos-Other'))
  }),
  obligation({
    id: 'nomination-relayed',
    title: 'Connection in a response nominates a field that it does not have',
    requirements: ['rfc9110-7.6.1-2', 'rfc9110-7.6-1'],
    response: { control: ok(), probe: ok('hello', nominated('Zyphos-Other')) },
    expect: relays('a Connection field of its own, if any', (message) =>
      membersOf(message, 'connection').includes('zyphos-other')
        ? 'Connection came through with the option that it had'
        : undefined
    )
  }),
  ...CONCERNING.map(([name, field, value]) =>
    obligation({
      id: `${name}-forwarded`,
      title: `${field} in a request, not nominated`,
      requirements: ['rfc9110-7.6.1-3', 'rfc9110-7.6-1'],
      request: { control: get(), probe: get([field, value]) },
      expect: forwards(`the request without ${field}, or with its own`, (message) => {
        const nominating = membersOf(message, 'connection').includes(field.toLowerCase())
        return nominating ? undefined : without(field)(message, undefined as never)
      })
    })
  ),
  obligation({
    id: 'keep-alive-relayed',
    title: 'Keep-Alive in a response',
    requirements: ['rfc9110-7.6.1-3', 'rfc9110-7.6-1'],
    response: { control: ok(), probe: ok('hello', ['Keep-Alive', 'timeout=1234']) },
    expect: relays('the response without the Keep-Alive that it had', (message) =>
      valuesOf(message, 'keep-alive').includes('timeout=1234') ? 'Keep-Alive came through' : undefined
    )
  }),
  obligation({
    id: 'nominated-host-not-forwarded',
    title: 'Connection nominates Host, which is for all recipients',
    requirements: ['rfc9112-3.2-4'],
    request: { control: get(), probe: get(nominated('Host')) },
    expect: forwards(
      'a request with one Host',
      (message) => {
        const hosts = valuesOf(message, 'host')
        return hosts.length === 1 ? undefined : `${hosts.length} Host lines`
      },
      [400]
    )
  }),
  obligation({
    id: 'nominated-content-length-smuggles',
    title: 'Connection nominates Content-Length, and what is forwarded would lose its framing',
    requirements: ['rfc9110-8.6-9'],
    request: {
      control: request('POST {to}{path} HTTP/1.1', [['Content-Length', '5']], 'hello'),
      probe: request(
        'POST {to}{path} HTTP/1.1',
        [
          ['Content-Length', '5'],
          ['Connection', 'Content-Length']
        ],
        'hello'
      )
    },
    expect: forwards(
      'a request with its content in a framing of its own',
      (message) =>
        message.length === 5 && message.over
          ? undefined
          : `a request with ${message.length} octets of content`,
      [400]
    ),
    why: 'Request smuggling (CWE-444): a front that removes the length and forwards the content makes a second request of it.'
  }),
  obligation({
    id: 'via-missing',
    title: 'A request that is forwarded gets Via',
    requirements: ['rfc9110-7.6.3-2', 'rfc9110-7.6.3-1'],
    request: { control: get(), probe: get(['Zyphos-Via', 'wanted']) },
    expect: forwards('a request with Via', via)
  }),
  obligation({
    id: 'via-replaced',
    title: 'A request that has Via already keeps it, with the intermediary behind',
    requirements: ['rfc9110-7.6.3-2', 'rfc9110-7.6.3-1'],
    request: { control: get(), probe: get(['Via', '1.0 fred, 1.1 p.example.net']) },
    expect: forwards('a request with Via that grew', (message) => {
      const members = membersOf(message, 'via')
      if (members[0] !== '1.0 fred' || members[1] !== '1.1 p.example.net')
        return `Via came through as "${members.join(', ').slice(0, 60)}"`
      return members.length > 2 ? undefined : 'Via came through without a member of its own'
    })
  }),
  obligation({
    id: 'via-joined-over-protocols',
    title: 'Members of Via with different protocols stay apart',
    requirements: ['rfc9110-7.6.3-11'],
    request: { control: get(), probe: get(['Via', '1.0 ricky, 1.1 ethel, 1.1 fred, 1.0 lucy']) },
    expect: forwards(
      'a request with a member for 1.0 before and behind those for 1.1',
      each((message) => {
        const versions = membersOf(message, 'via').map((one) => one.split(/[ \t]/)[0])
        const first = versions.indexOf('1.0')
        const between = versions.indexOf('1.1', first)
        const last = versions.indexOf('1.0', between)
        return first !== -1 && between !== -1 && last !== -1
          ? undefined
          : `Via came through with the protocols "${versions.join(', ')}"`
      })
    )
  }),
  obligation({
    id: 'via-missing-in-response',
    title: 'A response that a proxy relays gets Via',
    requirements: ['rfc9110-7.6.3-1'],
    needs: ['proxy'],
    response: { control: ok(), probe: ok('hello', ['Zyphos-Via', 'wanted']) },
    expect: relays('a response with Via', via)
  }),
  ...(['OPTIONS', 'TRACE'] as const).flatMap((method) => {
    const by = (count: string) =>
      request(`${method} {to}{path} HTTP/1.1`, count === '' ? [] : [['Max-Forwards', count]])
    const name = method.toLowerCase()
    return [
      obligation({
        id: `max-forwards-of-${name}-not-counted`,
        title: `${method} with Max-Forwards of 7`,
        requirements: ['rfc9110-7.6.2-1', 'rfc9110-7.6.2-3'],
        request: { control: by(''), probe: by('7') },
        expect: forwards(
          'a request with Max-Forwards of 6, or less where the intermediary allows no more',
          (message) => {
            const values = valuesOf(message, 'max-forwards')
            if (values.length === 0) return 'Max-Forwards is missing'
            return values.length === 1 && /^[0-6]$/.test(values[0] ?? '')
              ? undefined
              : `Max-Forwards came through as "${values.join(', ').slice(0, 40)}"`
          },
          [403, 405, 501]
        )
      }),
      obligation({
        id: `max-forwards-of-${name}-made-up`,
        title: `${method} without Max-Forwards`,
        requirements: ['rfc9110-9.3.7-3'],
        request: { control: get(), probe: by('') },
        expect: forwards('a request without Max-Forwards', without('Max-Forwards'), [403, 405, 501])
      }),
      obligation({
        id: `max-forwards-of-${name}-zero-forwarded`,
        title: `${method} with Max-Forwards of 0`,
        requirements: ['rfc9110-7.6.2-2'],
        request: { control: by(''), probe: by('0') },
        expect: answersItself('a final response of its own, and nothing forwarded', () => undefined)
      })
    ]
  }),
  tolerance({
    id: 'max-forwards-of-get',
    title: 'Max-Forwards with a method for which it need not be counted',
    requirements: ['rfc9110-7.6.2-4'],
    request: { control: get(), probe: get(['Max-Forwards', '7']) },
    expect: forwards('the request', () => undefined)
  }),
  obligation({
    id: 'path-changed',
    title: 'A path with what some take for another one: dot segments, encoded letters, empty segments',
    requirements: ['rfc9110-7.7-3'],
    request: {
      control: get(),
      probe: get().replace('{path} ', '{path}/a/./b/../c//d%41%2f%7e;e=f?g=%41&h=/../+ ')
    },
    expect: forwards(
      'the path and query as they came',
      (message) => {
        const wanted = '/a/./b/../c//d%41%2f%7e;e=f?g=%41&h=/../+'
        const { target = '' } = message
        return target.endsWith(wanted) ? undefined : `they came through as "${target.slice(0, 80)}"`
      },
      [400]
    )
  }),
  ...(
    [
      ['dot-segments', '/a/../b', 'dot segments'],
      ['encoded-letter', '/%41', 'a letter in percent-encoding'],
      ['lower-case-encoding', '/%2f', 'an encoded slash in lower case'],
      ['empty-segments', '//a', 'an empty segment'],
      ['query', '?a=%41&b=/../c', 'a query'],
      ['empty-query', '?', 'an empty query'],
      ['parameters', ';a=b/c', 'parameters in a segment']
    ] as const
  ).map(([name, path, what]) =>
    obligation({
      id: `path-changed-in-${name}`,
      title: `A path with ${what}`,
      requirements: ['rfc9110-7.7-3'],
      request: { control: get(), probe: get().replace('{path} ', `{path}${path} `) },
      expect: forwards(
        'the path and query as they came',
        ({ target = '' }) =>
          target.endsWith(path) ? undefined : `they came through as "${target.slice(0, 80)}"`,
        [400]
      )
    })
  ),
  obligation({
    id: 'unknown-field-dropped',
    title: 'A field that nobody knows',
    requirements: ['rfc9110-5.1-1'],
    request: { control: get(), probe: get(['X-Zyphos-Unknown', 'a, "b";c']) },
    expect: forwards('the request with that field', withField('X-Zyphos-Unknown', 'a, "b";c'))
  }),
  obligation({
    id: 'unknown-field-of-response-dropped',
    title: 'A field that nobody knows, in a response',
    requirements: ['rfc9110-5.1-1'],
    response: { control: ok(), probe: ok('hello', ['X-Zyphos-Unknown', 'a, "b";c']) },
    expect: relays('the response with that field', withField('X-Zyphos-Unknown', 'a, "b";c'))
  }),
  obligation({
    id: 'order-of-lines-changed',
    title: 'Three lines of one name',
    requirements: ['rfc9110-5.3-2'],
    request: {
      control: get(['Zyphos-List', 'c']),
      probe: get(['Zyphos-List', 'c'], ['Zyphos-List', 'a'], ['Zyphos-List', 'b'])
    },
    expect: forwards('the lines in their order, joined or not', withMembers('Zyphos-List', 'c', 'a', 'b'))
  }),
  obligation({
    id: 'order-of-lines-of-response-changed',
    title: 'Three lines of one name, in a response',
    requirements: ['rfc9110-5.3-2'],
    response: {
      control: ok('hello', ['Zyphos-List', 'c']),
      probe: ok('hello', ['Zyphos-List', 'c'], ['Zyphos-List', 'a'], ['Zyphos-List', 'b'])
    },
    expect: relays('the lines in their order, joined or not', withMembers('Zyphos-List', 'c', 'a', 'b'))
  }),
  obligation({
    id: 'obs-text-changed',
    title: 'Octets above 127 in a field value',
    requirements: ['rfc9110-5.5-3'],
    request: { control: get(), probe: get(['Zyphos-Text', 'a\xe9b']) },
    expect: forwards('the value as it came', withField('Zyphos-Text', 'a\xe9b'), [400])
  }),
  ...(
    [
      ['authorization', 'Authorization', 'Basic dXNlcjpwYXNzd29yZA==', 'rfc9110-11.6.2-1'],
      ['referer', 'Referer', 'http://{host}{path}/from?a=b', 'rfc9110-10.1.3-6'],
      ['if-none-match', 'If-None-Match', '"zyphos"', 'rfc9110-13.2.1-3'],
      ['if-match', 'If-Match', '"zyphos"', 'rfc9110-13.2.1-3'],
      ['if-modified-since', 'If-Modified-Since', 'Sun, 06 Nov 1994 08:49:37 GMT', 'rfc9110-13.2.1-3'],
      ['range', 'Range', 'bytes=0-1', 'rfc9110-7.7-6'],
      ['user-agent', 'User-Agent', 'zyphos/1 (a test)', 'rfc9110-7.7-6'],
      ['accept', 'Accept', 'text/plain;q=0.5, */*;q=0.1', 'rfc9110-7.7-6'],
      ['content-type', 'Content-Type', 'Text/Plain;Charset="utf-8"', 'rfc9110-7.7-6']
    ] as const
  ).map(([name, field, value, requirement]) =>
    obligation({
      id: `${name}-changed`,
      title: `${field} in a request`,
      requirements: [requirement],
      request: { control: get(), probe: get([field, value]) },
      expect: forwards(`${field} as it came`, (message, view) =>
        withField(field, filled(value, view.trace))(message, view)
      )
    })
  ),
  ...(
    [
      ['www-authenticate', 'WWW-Authenticate', 'Basic realm="zyphos", charset="UTF-8"', 'rfc9110-11.6.1-3'],
      ['allow', 'Allow', 'GET, HEAD, ZYPHOS', 'rfc9110-10.2.1-2'],
      ['etag', 'ETag', '"zyphos"', 'rfc9110-7.7-6'],
      ['last-modified', 'Last-Modified', 'Sun, 06 Nov 1994 08:49:37 GMT', 'rfc9110-7.7-6'],
      ['server', 'Server', 'zyphos/1 (a test)', 'rfc9110-7.7-6'],
      ['content-type-of-response', 'Content-Type', 'Text/Plain;Charset="utf-8"', 'rfc9110-7.7-6'],
      ['content-language', 'Content-Language', 'de, en-GB', 'rfc9110-7.7-6'],
      ['retry-after', 'Retry-After', '120', 'rfc9110-7.7-6']
    ] as const
  ).map(([name, field, value, requirement]) =>
    obligation({
      id: `${name}-changed`,
      title: `${field} in a response`,
      requirements: [requirement],
      // To its clients a gateway is the origin, and may say so in Server.
      needs: name === 'server' ? ['proxy'] : [],
      response: { control: ok(), probe: ok('hello', [field, value]) },
      expect: relays(`${field} as it came`, withField(field, value))
    })
  ),
  obligation({
    id: 'vary-star-sent',
    title: 'Vary in a response',
    requirements: ['rfc9110-12.5.5-1'],
    response: { control: ok(), probe: ok('hello', ['Vary', 'Accept']) },
    expect: relays('Vary without "*"', (message) =>
      membersOf(message, 'vary').includes('*') ? 'Vary came through as "*"' : undefined
    )
  }),
  obligation({
    id: 'no-transform-transformed',
    title: 'Content with no-transform for a client that takes gzip',
    requirements: ['rfc9110-7.7-4'],
    request: get(['Accept-Encoding', 'gzip']),
    response: {
      control: ok('a'.repeat(4096), ['Content-Type', 'text/plain']),
      probe: ok('a'.repeat(4096), ['Content-Type', 'text/plain'], ['Cache-Control', 'no-transform'])
    },
    expect: relays('the content as it came', (message) =>
      message.length === 4096 && valuesOf(message, 'content-encoding').length === 0
        ? undefined
        : `${message.length} octets came through${valuesOf(message, 'content-encoding').length === 0 ? '' : ', coded'}`
    )
  }),
  obligation({
    id: 'date-missing',
    title: 'A response without Date',
    requirements: ['rfc9110-6.6.1-4'],
    response: { control: ok(), probe: ok().replace(/Date: [^\r]*\r\n/, '') },
    expect: relays('the response with a Date', (message) =>
      valuesOf(message, 'date').length > 0 ? undefined : 'Date is missing'
    )
  })
]

/** A value with the placeholders as the client filled them in, read from what it sent. */
function filled(value: string, trace: Trace): string {
  if (!value.includes('{')) return value
  const sent = trace.entries.find((entry) => entry.kind === 'sent')
  const text = sent?.kind === 'sent' ? Buffer.from(sent.octets).toString('latin1') : ''
  const host = /^Host: (.*)\r$/m.exec(text)?.[1] ?? ''
  const mark = /^Zyphos-Kept: (.*)\r$/m.exec(text)?.[1] ?? ''
  return value.replace('{host}', host).replace('{path}', `/${mark}`)
}
