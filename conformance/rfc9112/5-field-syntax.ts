import { accepted, anyOf, refused } from '../../lab/http1/expectation.ts'
import { get } from '../../lab/http1/steps.ts'
import { offence, tolerance } from '../http1/server-case.ts'

/** RFC 9112, section 5: field syntax. */
export const fieldSyntax = [
  offence({
    id: 'http1/space-before-colon',
    title: 'Whitespace between a field name and the colon',
    requirements: ['rfc9112-5.1-1'],
    control: get(['X-Field', 'value']),
    probe: get(['X-Field ', 'value']),
    expect: refused(400)
  }),
  offence({
    id: 'http1/tab-before-colon',
    title: 'A tab between a field name and the colon',
    requirements: ['rfc9112-5.1-1'],
    control: get(['X-Field', 'value']),
    probe: get(['X-Field\t', 'value']),
    expect: refused(400)
  }),
  offence({
    id: 'http1/space-before-colon-of-content-length',
    title: 'Whitespace between Content-Length and the colon',
    requirements: ['rfc9112-5.1-1'],
    control: get(['Content-Length', '0']),
    probe: get(['Content-Length ', '0']),
    expect: refused(400)
  }),
  tolerance({
    id: 'http1/folded-field-line',
    title: 'A field value that goes on in the next line',
    requirements: ['rfc9112-5.2-2'],
    control: get(['X-Field', 'one two']),
    probe: get(['X-Field', 'one\r\n two']),
    expect: anyOf(accepted(), refused(400)),
    why: 'It is refused with 400, or the fold is read as spaces.'
  }),
  ...(
    [
      ['no-whitespace', 'X-Field:value', 'No whitespace before a field value'],
      ['tab', 'X-Field:\tvalue', 'A tab before a field value'],
      ['several-spaces', 'X-Field:   value   ', 'Several spaces around a field value'],
      ['empty', 'X-Field:', 'An empty field value'],
      ['obs-text', 'X-Field: v\xe9lue', 'Octets above 0x7f in a field value']
    ] as const
  ).map(([name, text, title]) =>
    tolerance({
      id: `http1/field-value-with-${name}`,
      title,
      requirements: ['rfc9110-5.5-1'],
      control: get(['X-Field', 'value']),
      probe: get(['X-Field', 'value']).replace('X-Field: value', text),
      expect: accepted()
    })
  )
]
