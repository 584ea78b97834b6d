import { accepted, anyOf, refused } from '../../lab/http1/expectation.ts'
import { get, octets } from '../../lab/http1/steps.ts'
import { offence, tolerance } from '../http1/server-case.ts'

const LF = get().replaceAll('\r\n', '\n')

/** RFC 9112, section 2.2: how a message is parsed. */
export const messageParsing = [
  tolerance({
    id: 'http1/empty-line-before-request',
    title: 'An empty line before the request-line',
    requirements: ['rfc9112-2.2-7'],
    control: get(),
    probe: `\r\n${get()}`,
    expect: accepted()
  }),
  tolerance({
    id: 'http1/lines-ended-by-lf',
    title: 'Lines that end with LF alone',
    requirements: ['rfc9112-2.2-2'],
    control: get(),
    probe: LF,
    expect: anyOf(accepted(), refused(400)),
    why: 'A recipient may take LF alone as the end of a line, and need not.'
  }),
  offence({
    id: 'http1/whitespace-before-first-field',
    title: 'A space before the first field line, which is the only Host',
    requirements: ['rfc9112-2.2-9'],
    control: octets('GET {path} HTTP/1.1', [['Host', '{authority}']]),
    probe: octets('GET {path} HTTP/1.1', [[' Host', '{authority}']]),
    expect: refused(400),
    why: 'The message is refused, or the line is dropped unread, so that Host is missing: 400 either way.'
  }),
  offence({
    id: 'http1/tab-before-first-field',
    title: 'A tab before the first field line, which is the only Host',
    requirements: ['rfc9112-2.2-9'],
    control: octets('GET {path} HTTP/1.1', [['Host', '{authority}']]),
    probe: octets('GET {path} HTTP/1.1', [['\tHost', '{authority}']]),
    expect: refused(400)
  }),
  offence({
    id: 'http1/field-line-without-colon',
    title: 'A field line without a colon',
    requirements: ['rfc9112-2.2-10'],
    control: get(['X-Field', 'value']),
    probe: get(['X-Field', 'value']).replace('X-Field: ', 'X-Field '),
    expect: refused(400)
  }),
  offence({
    id: 'http1/field-name-empty',
    title: 'A field line that begins with its colon',
    requirements: ['rfc9112-2.2-10'],
    control: get(['X-Field', 'value']),
    probe: get(['', 'value']),
    expect: refused(400)
  }),
  ...(
    [
      ['nul', '\0', 'NUL'],
      ['space', ' ', 'a space'],
      ['parenthesis', '(', 'a parenthesis'],
      ['quote', '"', 'a double quote'],
      ['slash', '/', 'a slash'],
      ['at-sign', '@', 'an at sign'],
      ['bracket', '[', 'a bracket'],
      ['delete', '\x7f', 'DEL'],
      ['high-octet', '\xe9', 'an octet above 0x7f']
    ] as const
  ).map(([name, octet, what]) =>
    offence({
      id: `http1/field-name-with-${name}`,
      title: `A field name with ${what} in it`,
      requirements: ['rfc9112-2.2-10'],
      control: get(['X-Field', 'value']),
      probe: get([`X-Fi${octet}eld`, 'value']),
      expect: refused(400)
    })
  )
]
