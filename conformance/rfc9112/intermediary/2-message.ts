import { forwards, refuses, relays, replaced } from '../../../lab/http1/intermediary/expectations.ts'
import { get, ok, request } from '../../../lab/http1/intermediary/messages.ts'
import { valuesOf } from '../../../lab/http1/wire-message.ts'
import { each, noLine, withField } from '../../http1/intermediary-checks.ts'
import { obligation, offence, tolerance } from '../../http1/intermediary-case.ts'

const noBareCr = noLine(/\r/, 'a bare CR')
const noNul = noLine(/\0/, 'NUL')

/** RFC 9112, sections 2 to 4: messages, versions, request-lines and status-lines. */
export const messages = [
  offence({
    id: 'bare-cr-in-value-forwarded',
    title: 'A bare CR in a field value of a request',
    requirements: ['rfc9112-2.2-4', 'rfc9110-5.5-4'],
    request: { control: get(['Zyphos-Text', 'a b']), probe: get(['Zyphos-Text', 'a\rb']) },
    expect: refuses([400], noBareCr),
    why: 'Smuggling (CWE-444) where the next recipient takes CR for the end of a line. Each CR may be replaced with SP.'
  }),
  offence({
    id: 'bare-cr-before-field-forwarded',
    title: 'A bare CR that hides a Content-Length in another field',
    requirements: ['rfc9112-2.2-4', 'rfc9110-5.5-4'],
    request: {
      control: get(['Zyphos-Text', 'a Content-Length: 5']),
      probe: get(['Zyphos-Text', 'a\rContent-Length: 5'])
    },
    expect: refuses([400], noBareCr),
    why: 'Smuggling (CWE-444).'
  }),
  offence({
    id: 'nul-in-value-forwarded',
    title: 'NUL in a field value of a request',
    requirements: ['rfc9110-5.5-4'],
    request: { control: get(['Zyphos-Text', 'a b']), probe: get(['Zyphos-Text', 'a\0b']) },
    expect: refuses([400], noNul)
  }),
  offence({
    id: 'bare-cr-in-value-relayed',
    title: 'A bare CR in a field value of a response',
    requirements: ['rfc9112-2.2-4', 'rfc9110-5.5-4'],
    response: {
      control: ok('hello', ['Zyphos-Text', 'a b']),
      probe: ok('hello', ['Zyphos-Text', 'a\rb'])
    },
    expect: replaced(noBareCr)
  }),
  offence({
    id: 'nul-in-value-relayed',
    title: 'NUL in a field value of a response',
    requirements: ['rfc9110-5.5-4'],
    response: {
      control: ok('hello', ['Zyphos-Text', 'a b']),
      probe: ok('hello', ['Zyphos-Text', 'a\0b'])
    },
    expect: replaced(noNul)
  }),
  ...(
    [
      ['field-line-without-colon', 'Zyphos-Other a', 'A field line without a colon'],
      ['field-name-empty', ': a', 'A field line that begins with its colon'],
      ['field-name-with-space', 'Zyphos Other: a', 'A field name with a space in it'],
      ['field-name-with-nul', 'Zyphos\0Other: a', 'A field name with NUL in it'],
      ['field-name-with-parenthesis', 'Zyphos(Other: a', 'A field name with a parenthesis in it'],
      ['field-name-with-slash', 'Zyphos/Other: a', 'A field name with a slash in it'],
      ['field-name-with-high-octet', 'Zyphos\xe9Other: a', 'A field name with an octet above 127 in it']
    ] as const
  ).map(([name, line, title]) =>
    offence({
      id: `${name}-forwarded`,
      title,
      requirements: ['rfc9112-2.2-10'],
      request: {
        control: get(['Zyphos-Other', 'a']),
        probe: get(['Zyphos-Other', 'a']).replace('Zyphos-Other: a', line)
      },
      // A line that is dropped hurts nobody.
      expect: refuses([400], ({ lines }) =>
        lines.some(({ text }) => text.toLowerCase().startsWith(line.toLowerCase()))
          ? 'the line was forwarded as it came'
          : undefined
      )
    })
  ),
  ...(
    [
      ['space-in-target', 'GET {to}{path}/a b HTTP/1.1', 'A space in the request-target'],
      [
        'control-character-in-target',
        'GET {to}{path}/a\x01b HTTP/1.1',
        'A control character in the request-target'
      ],
      ['nul-in-target', 'GET {to}{path}/a\0b HTTP/1.1', 'NUL in the request-target'],
      ['fragment-in-target', 'GET {to}{path}/a#b HTTP/1.1', 'A fragment in the request-target'],
      ['method-with-brace', 'GE{T {to}{path}/ab HTTP/1.1', 'A method with a brace in it'],
      ['version-in-lower-case', 'GET {to}{path}/ab http/1.1', 'The protocol name in lower case'],
      ['version-with-two-digits', 'GET {to}{path}/ab HTTP/1.01', 'A minor version of two digits']
    ] as const
  ).map(([name, line, title]) =>
    offence({
      id: `${name}-forwarded`,
      title,
      requirements: ['rfc9112-3.2-1', 'rfc9112-3.2-2'],
      request: { control: request('GET {to}{path}/ab HTTP/1.1'), probe: request(line) },
      expect: refuses([400, 301, 501, 505], ({ start: { text } }) =>
        /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-"$-~]+ HTTP\/1\.\d$/.test(text)
          ? undefined
          : `forwarded as "${text.slice(0, 80)}"`
      ),
      why: 'What is encoded or cut off before it is forwarded is no danger to the next recipient; the sentence says SHOULD.'
    })
  ),
  obligation({
    id: 'version-echoed',
    title: 'A request of HTTP/1.2 is forwarded with the version that the intermediary speaks',
    requirements: ['rfc9112-2.3-1'],
    request: { control: get(), probe: get().replace('HTTP/1.1', 'HTTP/1.2') },
    expect: forwards(
      'a request of HTTP/1.1 or 1.0',
      ({ version: { major, minor } }) =>
        major === 1 && minor < 2 ? undefined : `forwarded with HTTP/${major}.${minor}`,
      [505, 400]
    )
  }),
  obligation({
    id: 'version-of-response-echoed',
    title: 'A response of HTTP/1.2 is relayed with the version that the intermediary speaks',
    requirements: ['rfc9112-2.3-1'],
    response: { control: ok(), probe: ok().replace('HTTP/1.1', 'HTTP/1.2') },
    expect: replaced(({ version: { major, minor } }) =>
      major === 1 && minor < 2 ? undefined : `relayed with HTTP/${major}.${minor}`
    )
  }),
  obligation({
    id: 'version-1.0-of-response-echoed',
    title: 'A response of HTTP/1.0 is relayed with the version that the intermediary speaks',
    requirements: ['rfc9112-2.3-1'],
    response: { control: ok(), probe: ok().replace('HTTP/1.1', 'HTTP/1.0') },
    expect: relays('a response of the same version as ever', ({ version }, { usual }) =>
      version.minor === usual?.version.minor
        ? undefined
        : `relayed with HTTP/1.${version.minor}, where it speaks HTTP/1.${usual?.version.minor}`
    )
  }),
  tolerance({
    id: 'reason-phrase-absent',
    title: 'A status-line without a reason phrase',
    requirements: ['rfc9112-4-1'],
    response: { control: ok(), probe: ok().replace('200 OK', '200 ') },
    expect: relays('the response', ({ status }) => (status === 200 ? undefined : `status ${status}`))
  }),
  tolerance({
    id: 'long-request-line',
    title: 'A request-line of 8,000 octets',
    requirements: ['rfc9112-3-4', 'rfc9110-4.1-1'],
    request: { control: get(), probe: get().replace('{path} ', `{path}/${'a'.repeat(7960)} `) },
    expect: forwards('the request', ({ target = '' }) =>
      target.length >= 7960 ? undefined : 'the target was cut'
    )
  }),
  offence({
    id: 'host-missing-forwarded',
    title: 'A request without Host',
    requirements: ['rfc9112-3.2-6'],
    request: { control: get(), probe: get().replace(/Host: [^\r]*\r\n/, '') },
    expect: refuses([400])
  }),
  offence({
    id: 'host-twice-forwarded',
    title: 'A request with two Host lines',
    requirements: ['rfc9112-3.2-6'],
    request: { control: get(), probe: get(['Host', '{host}']) },
    expect: refuses([400]),
    why: 'Two recipients may go by different lines (CWE-444).'
  }),
  offence({
    id: 'host-invalid-forwarded',
    title: 'A Host with a space in it',
    requirements: ['rfc9112-3.2-6'],
    request: { control: get(), probe: get().replace('Host: {host}', 'Host: a b') },
    expect: refuses([400])
  }),
  tolerance({
    id: 'absolute-form-of-gateway',
    title: 'The absolute-form, which every server takes',
    requirements: ['rfc9112-3.2-14'],
    needs: ['gateway'],
    request: { control: get(), probe: get().replace('{path} ', 'http://{authority}{path} ') },
    expect: forwards('the request', ({ target = '' }) =>
      /^(?:http:\/\/[^/]+)?\/z/.test(target) ? undefined : `forwarded for "${target.slice(0, 60)}"`
    )
  }),
  obligation({
    id: 'host-of-absolute-form-ignored',
    title: 'The absolute-form and a Host that says something else',
    requirements: ['rfc9112-3.2-12', 'rfc9112-3.2-11'],
    needs: ['proxy'],
    request: { control: get(), probe: get().replace('Host: {host}', 'Host: zyphos.invalid') },
    expect: forwards(
      'a request with the host of the target in Host',
      each((message) => {
        const hosts = valuesOf(message, 'host')
        return hosts.length === 1 && hosts[0]?.includes('zyphos.invalid') === false
          ? undefined
          : `forwarded with Host "${hosts.join(', ')}"`
      }),
      [400]
    )
  }),
  obligation({
    id: 'options-without-path',
    title: 'OPTIONS for a URI without path and query goes on as "*"',
    requirements: ['rfc9112-3.2-17'],
    needs: ['proxy'],
    request: {
      control: request('OPTIONS {to}{path} HTTP/1.1'),
      probe: request('OPTIONS {to} HTTP/1.1')
    },
    expect: forwards('OPTIONS for "*"', ({ target }) =>
      target === '*' ? undefined : `forwarded for "${target}"`
    )
  }),
  tolerance({
    id: 'fields-many',
    title: 'Fifty fields that nobody knows',
    requirements: ['rfc9110-5.1-1'],
    request: {
      control: get(),
      probe: get(...Array.from({ length: 50 }, (_, n) => [`Zyphos-${n}`, 'a'] as const))
    },
    expect: forwards('the request with all of them', withField('Zyphos-49', 'a'))
  })
]
