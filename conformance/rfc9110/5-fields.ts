import { accepted, anyOf, closed, refused, that } from '../../lab/http1/expectation.ts'
import { get, octets, postChunked, type FieldLine } from '../../lab/http1/steps.ts'
import { contentOf } from '../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const echoed = (value: string) => octets('GET {echo} HTTP/1.1', [HOST, ['X-Zyphos', value]])
/** The response shows the field; it must not hold these octets. */
const without = (octet: string, what: string) =>
  that(`a refusal, or a value without ${what}`, ({ response, usual }) => {
    if (response === undefined || usual === undefined) return inconclusive('no response')
    const { status = 0 } = response.message
    if (!contentOf(usual).includes('zyphos-left zyphos-right'))
      return inconclusive('the response to the control does not show the field')
    if (status >= 400) return conforms('exact', `refused with status ${status}`, [response.entry])
    const content = contentOf(response.message)
    if (!content.includes('zyphos-left'))
      return inconclusive('the response does not show the field', [response.entry])
    return content.includes(`zyphos-left${octet}zyphos-right`)
      ? violates(`the value was taken with ${what} in it`, [response.entry])
      : conforms('exact', `the value was taken without ${what}`, [response.entry])
  })

/** RFC 9110, section 5: fields. */
export const fieldRules = [
  tolerance({
    id: 'http1/field-unknown',
    title: 'A field that nobody knows',
    requirements: ['rfc9110-5.1-2'],
    control: get(),
    probe: get(['Zyphos-Field', 'value']),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/field-name-of-token-marks',
    title: 'A field name of all marks that a token may have',
    requirements: ['rfc9110-5.1-2'],
    control: get(['X-Zyphos', 'value']),
    probe: get(["X!#$%&'*+.^_`|~0", 'value']),
    expect: accepted()
  }),
  ...(
    [
      ['nul', '\0', 'NUL'],
      ['bare-cr', '\r', 'CR']
    ] as const
  ).map(([name, octet, what]) =>
    offence({
      id: `http1/field-value-with-${name}`,
      title: `${what} inside a field value`,
      requirements: name === 'nul' ? ['rfc9110-5.5-4'] : ['rfc9110-5.5-4', 'rfc9112-2.2-4'],
      needs: ['echo'],
      control: echoed('zyphos-left zyphos-right'),
      probe: echoed(`zyphos-left${octet}zyphos-right`),
      expect: without(octet, what)
    })
  ),
  offence({
    id: 'http1/bare-cr-as-line-end',
    title: 'A bare CR before the only Host field: it ends no line',
    requirements: ['rfc9112-2.2-4', 'rfc9110-5.5-4'],
    control: octets('GET {path} HTTP/1.1', [['X-Field', 'value'], HOST]),
    probe: octets('GET {path} HTTP/1.1', [['X-Field', 'value\rHost: {authority}']]),
    expect: refused(400),
    why: 'The message is refused, or CR becomes SP, so that Host is missing: 400 either way.'
  }),
  offence({
    id: 'http1/bare-cr-behind-request-line',
    title: 'A bare CR in place of the line end of the request-line, before the only Host field',
    requirements: ['rfc9112-2.2-4'],
    control: get(),
    probe: `GET {path} HTTP/1.1\rHost: {authority}\r\n\r\n`,
    expect: refused(400)
  }),
  offence({
    id: 'http1/bare-cr-in-field-name',
    title: 'A bare CR inside a field name',
    requirements: ['rfc9112-2.2-4'],
    control: get(['X-Field', 'value']),
    probe: get(['X\rField', 'value']),
    expect: refused(400)
  }),
  ...(
    [
      ['bell', '\x07', 'A control octet'],
      ['escape', '\x1b', 'ESC'],
      ['delete', '\x7f', 'DEL']
    ] as const
  ).map(([name, octet, what]) =>
    tolerance({
      id: `http1/field-value-with-${name}`,
      title: `${what} inside a field value`,
      requirements: ['rfc9110-5.5-5'],
      control: get(['X-Field', 'left right']),
      probe: get(['X-Field', `left${octet}right`]),
      expect: anyOf(accepted(), refused(400))
    })
  ),
  tolerance({
    id: 'http1/field-value-with-high-octets',
    title: 'Octets above 0x7f inside a field value',
    requirements: ['rfc9110-5.5-3'],
    control: get(['X-Field', 'left right']),
    probe: get(['X-Field', 'left\xe9\xffright']),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/field-value-of-characters-that-end-like-lines',
    title: 'Characters whose UTF-8 octets end with those of line ends in other encodings',
    requirements: ['rfc9112-2.2-1'],
    control: get(['X-Field', 'left\xe5\x98\xbf\xe5\x98\xbfHost: other.example']),
    probe: get(['X-Field', 'left\xe5\x98\x8d\xe5\x98\x8aHost: other.example']),
    expect: accepted(),
    why: 'U+560D and U+560A, cut down to their last octet, are CR and LF: read so, the request has two Host fields.'
  }),
  obligation({
    id: 'http1/close-behind-empty-elements',
    title: '"close" behind empty elements of the list',
    requirements: ['rfc9110-5.6.1.2-1', 'rfc9110-5.6.1.2-2'],
    needs: ['keep-alive'],
    control: get(['Connection', ', ,\t, x-option']),
    probe: get(['Connection', ', ,\t, close']),
    expect: closed()
  }),
  obligation({
    id: 'http1/close-in-a-second-line',
    title: '"close" in a second Connection line',
    requirements: ['rfc9110-5.3-1', 'rfc9110-5.6.1.2-2'],
    needs: ['keep-alive'],
    control: get(['Connection', 'x-option'], ['Connection', 'x-other']),
    probe: get(['Connection', 'x-option'], ['Connection', 'close']),
    expect: closed()
  }),
  tolerance({
    id: 'http1/chunk-extension-with-bad-whitespace',
    title: 'Whitespace around the parts of a chunk extension',
    requirements: ['rfc9110-5.6.3-5'],
    needs: ['chunked'],
    control: postChunked('5;name=value\r\n01234\r\n0\r\n\r\n'),
    probe: postChunked('5 ; name = value\r\n01234\r\n0\r\n\r\n'),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/chunk-extension-with-quoted-pair',
    title: 'A quoted quote in the value of a chunk extension',
    requirements: ['rfc9110-5.6.4-1'],
    needs: ['chunked'],
    control: postChunked('5;name="a;b"\r\n01234\r\n0\r\n\r\n'),
    probe: postChunked('5;name="a\\";b"\r\n01234\r\n0\r\n\r\n'),
    expect: accepted()
  }),
  obligation({
    id: 'http1/field-section-too-large',
    title: 'A field line of 1 MiB is taken, or answered with a 4xx status',
    requirements: ['rfc9110-5.4-1', 'rfc9110-2.3-1'],
    control: get(['X-Field', 'x']),
    probe: get(['X-Field', 'x'.repeat(1024 * 1024)]),
    expect: that('a 4xx status, or the answer of the control', (view) => {
      const { response, usual } = view
      if (response === undefined) {
        const end = view.closedByItself()
        return end === undefined
          ? inconclusive('no answer')
          : conforms('close only', 'the connection was closed', [end.entry])
      }
      const code = response.message.status ?? 0
      if (code === usual?.status) return conforms('exact', 'taken', [response.entry])
      return code >= 400 && code < 500
        ? conforms('exact', `answered with status ${code}`, [response.entry])
        : violates(`answered with status ${code}`, [response.entry])
    })
  })
]
