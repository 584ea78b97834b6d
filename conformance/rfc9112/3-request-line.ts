import { accepted, anyOf, refused } from '../../lab/http1/expectation.ts'
import { get, octets } from '../../lab/http1/steps.ts'
import { offence, tolerance } from '../http1/server-case.ts'

const HOST = [['Host', '{authority}']] as const
const line = (start: string) => octets(start, HOST)
const lawful = line('GET {path} HTTP/1.1')

/** RFC 9112, section 3: the request-line. */
export const requestLine = [
  ...(
    [
      ['two-spaces-before-target', 'GET  {path} HTTP/1.1', 'Two spaces between method and target'],
      ['two-spaces-before-version', 'GET {path}  HTTP/1.1', 'Two spaces between target and version'],
      ['tab-before-target', 'GET\t{path} HTTP/1.1', 'A tab between method and target'],
      ['form-feed-before-version', 'GET {path}\fHTTP/1.1', 'A form feed between target and version'],
      ['space-behind-version', 'GET {path} HTTP/1.1 ', 'A space behind the version'],
      ['space-before-method', ' GET {path} HTTP/1.1', 'A space before the method']
    ] as const
  ).map(([name, start, title]) =>
    tolerance({
      id: `http1/${name}`,
      title,
      requirements: ['rfc9112-3-1'],
      control: lawful,
      probe: line(start),
      expect: anyOf(accepted(), refused(400)),
      why: 'A recipient may cut the line at any whitespace, or refuse it.'
    })
  ),
  ...(
    [
      ['version-missing-digit', 'GET {path} HTTP/1.', 'A version without its last digit'],
      ['version-with-letters', 'GET {path} HTTP/1.1x', 'A version with a letter behind it'],
      ['version-in-lower-case', 'GET {path} http/1.1', 'A version in lower case'],
      ['version-with-comma', 'GET {path} HTTP/1,1', 'A version with a comma for its point'],
      ['version-with-two-digits', 'GET {path} HTTP/01.1', 'A major version of two digits'],
      ['version-of-another-protocol', 'GET {path} HTTQ/1.1', 'The name of another protocol'],
      ['version-with-space', 'GET {path} HTTP/ 1.1', 'A space inside the version'],
      ['space-in-target', 'GET {path}?a b HTTP/1.1', 'A space inside the target'],
      ['nul-in-target', 'GET {path}?a\0b HTTP/1.1', 'NUL in the target'],
      ['control-in-target', 'GET {path}?a\x01b HTTP/1.1', 'A control character in the target'],
      ['fragment-in-target', 'GET {path}#part HTTP/1.1', 'A fragment in the target'],
      ['target-without-slash', 'GET page HTTP/1.1', 'A target that begins with neither slash nor scheme'],
      ['method-with-parenthesis', 'G(T {path} HTTP/1.1', 'A method that is no token'],
      ['method-with-nul', 'G\0T {path} HTTP/1.1', 'NUL in the method'],
      ['target-missing', 'GET HTTP/1.1', 'A request-line without target'],
      ['asterisk-with-get', 'GET * HTTP/1.1', 'The target * with a method other than OPTIONS']
    ] as const
  ).map(([name, start, title]) =>
    offence({
      id: `http1/${name}`,
      title,
      requirements: ['rfc9112-3.2-1', 'rfc9112-3.2-2'],
      control: lawful,
      probe: line(start),
      expect: refused(400, 301, 308, 505)
    })
  ),
  tolerance({
    id: 'http1/request-line-of-8000-octets',
    title: 'A request-line of 8,000 octets',
    requirements: ['rfc9112-3-4'],
    control: get().replace('{path}', '{path}?x'),
    probe: get().replace('{path}', `{path}?${'x'.repeat(7900)}`),
    expect: accepted()
  }),
  offence({
    id: 'http1/method-too-long',
    title: 'A method of 1,000 octets',
    requirements: ['rfc9112-3-2'],
    control: lawful,
    probe: line(`${'M'.repeat(1000)} {path} HTTP/1.1`),
    expect: refused(501),
    why: 'It is longer than any method that a server implements.'
  }),
  offence({
    id: 'http1/target-too-long',
    title: 'A target of 2 MiB',
    requirements: ['rfc9112-3-3'],
    control: get().replace('{path}', '{path}?x'),
    probe: get().replace('{path}', `{path}?${'x'.repeat(2 * 1024 * 1024)}`),
    expect: refused(414)
  })
]
