import { accepted, malformed, that } from '../../lab/http2/expectation.ts'
import { get } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { offence, tolerance } from '../http2/server-case.ts'

/** Octets that a name must not have: the ends of each range, the usual delimiters, at the start, inside and at the end. */
const forbiddenInNames: readonly (readonly [id: string, what: string, name: string])[] = [
  ['nul', 'NUL', 'x\0name'],
  ['control', 'a control character (0x01)', 'x\x01name'],
  ['htab', 'HTAB', 'x\tname'],
  ['lf', 'LF', 'x\nname'],
  ['cr', 'CR', 'x\rname'],
  ['last-control', 'a control character (0x1f)', 'x\x1fname'],
  ['space', 'SP', 'x name'],
  ['space-at-start', 'SP at its start', ' x-name'],
  ['space-at-end', 'SP at its end', 'x-name '],
  ['uppercase-a', 'the letter A at its start', 'A-name'],
  ['uppercase-z', 'the letter Z at its end', 'x-namZ'],
  ['uppercase-only', 'nothing but upper-case letters', 'XNAME'],
  ['del', 'DEL (0x7f)', 'x\x7fname'],
  ['first-octet-above-del', 'the octet 0x80', 'x\x80name'],
  ['last-octet', 'the octet 0xff', 'x\xffname']
]

/** Names that break the grammar of a token only. */
const noTokens: readonly (readonly [id: string, what: string, name: string])[] = [
  ['no-octets', 'no octets', ''],
  ['quotation-mark', 'a quotation mark', 'x"name'],
  ['parenthesis', 'a parenthesis', 'x(name'],
  ['comma', 'a comma', 'x,name'],
  ['slash', 'a slash', 'x/name'],
  ['semicolon', 'a semicolon', 'x;name'],
  ['equals-sign', 'an equals sign', 'x=name'],
  ['at-sign', 'an at sign (0x40, before A)', 'x@name'],
  ['bracket', 'a bracket (0x5b, after Z)', 'x[name'],
  ['brace', 'a brace (0x7d)', 'x}name']
]

const forbiddenInValues: readonly (readonly [
  id: string,
  what: string,
  requirement: string,
  control: string,
  value: string
])[] = [
  ['nul', 'NUL', '5', 'a_b', 'a\0b'],
  ['nul-at-start', 'NUL at its start', '5', '_ab', '\0ab'],
  ['nul-at-end', 'NUL at its end', '5', 'ab_', 'ab\0'],
  ['lf', 'LF', '5', 'a_b', 'a\nb'],
  ['lf-at-start', 'LF at its start', '5', '_ab', '\nab'],
  ['lf-at-end', 'LF at its end', '5', 'ab_', 'ab\n'],
  ['cr', 'CR', '5', 'a_b', 'a\rb'],
  ['cr-at-start', 'CR at its start', '5', '_ab', '\rab'],
  ['cr-at-end', 'CR at its end', '5', 'ab_', 'ab\r'],
  ['line-ending', 'a whole line ending and a field behind it', '5', 'a__x-b: c', 'a\r\nx-b: c'],
  ['space-at-start', 'SP at its start', '6', '_a', ' a'],
  ['space-at-end', 'SP at its end', '6', 'a_', 'a '],
  ['htab-at-start', 'HTAB at its start', '6', '_a', '\ta'],
  ['htab-at-end', 'HTAB at its end', '6', 'a_', 'a\t'],
  ['space-only', 'nothing but SP', '6', '_', ' ']
]

const tolerableValues: readonly (readonly [id: string, what: string, value: string])[] = [
  ['space-inside', 'SP inside', 'a b'],
  ['htab-inside', 'HTAB inside', 'a\tb'],
  ['no-octets', 'no octets', ''],
  ['first-octet-above-del', 'the octet 0x80', 'a\x80b'],
  ['last-octet', 'the octet 0xff at its end', 'ab\xff'],
  ['delimiters', 'every visible ASCII delimiter', '"(),/:;<=>?@[\\]{}']
]

const WITHOUT_TOKEN =
  'A field name is a token (RFC 9110, section 5.1): one octet at least, and no delimiters.'

export const cases = [
  ...forbiddenInNames.map(([id, what, name]) =>
    offence({
      id: `http2/field-name-with-${id}`,
      title: `a field name with ${what}`,
      requirements: ['rfc9113-8.2.1-7', 'rfc9113-8.2.1-2', 'rfc9113-8.2.1-3'],
      control: get(1, ['x-name', 'value']),
      probe: get(1, [name, 'value']),
      expect: malformed(1)
    })
  ),
  ...(
    [
      ['inside', 'x:name'],
      ['at-end', 'x-name:']
    ] as const
  ).map(([id, name]) =>
    offence({
      id: `http2/field-name-with-colon-${id}`,
      title: `a field name with a colon ${id === 'inside' ? 'inside' : 'at its end'}`,
      requirements: ['rfc9113-8.2.1-7', 'rfc9113-8.2.1-2', 'rfc9113-8.2.1-4'],
      control: get(1, ['x-name', 'value']),
      probe: get(1, [name, 'value']),
      expect: malformed(1)
    })
  ),
  ...noTokens.map(([id, what, name]) =>
    offence({
      id: `http2/field-name-with-${id}`,
      title: `a field name with ${what}`,
      requirements: ['rfc9113-8.2.1-1'],
      control: get(1, ['x-name', 'value']),
      probe: get(1, [name, 'value']),
      expect: malformed(1),
      why: WITHOUT_TOKEN
    })
  ),
  tolerance({
    id: 'http2/field-name-with-every-symbol-of-a-token',
    title: 'a field name with every symbol that a token may have',
    requirements: ['rfc9113-8.2.1-3', 'rfc9113-8.2.1-1'],
    control: get(1, ['x-name', 'value']),
    probe: get(1, ["x!#$%&'*+-.^_`|~09az", 'value']),
    expect: accepted(1)
  }),
  ...forbiddenInValues.map(([id, what, requirement, control, value]) =>
    offence({
      id: `http2/field-value-with-${id}`,
      title: `a field value with ${what}`,
      requirements: ['rfc9113-8.2.1-7', 'rfc9113-8.2.1-2', `rfc9113-8.2.1-${requirement}`],
      control: get(1, ['x-name', control]),
      probe: get(1, ['x-name', value]),
      expect: malformed(1)
    })
  ),
  ...(
    [
      ['control', 'the control character 0x01', 'a\x01b'],
      ['del', 'DEL (0x7f)', 'a\x7fb']
    ] as const
  ).map(([id, what, value]) =>
    offence({
      id: `http2/field-value-with-${id}`,
      title: `a field value with ${what}`,
      requirements: ['rfc9113-8.2.1-1'],
      control: get(1, ['x-name', 'a_b']),
      probe: get(1, ['x-name', value]),
      expect: malformed(1),
      why: 'RFC 9110, section 5.5, excludes all controls but HTAB from values; that a recipient may keep them in safe contexts is weaker than this.'
    })
  ),
  ...tolerableValues.map(([id, what, value]) =>
    tolerance({
      id: `http2/field-value-with-${id}`,
      title: `a field value with ${what}`,
      // Octets above 0x7f are in the grammar, but no MUST keeps anybody from refusing them.
      requirements: /[\x80-\xff]/.test(value) ? ['rfc9113-8.2.1-1'] : ['rfc9113-8.2.1-5', 'rfc9113-8.2.1-6'],
      control: get(1, ['x-name', 'value']),
      probe: get(1, ['x-name', value]),
      expect: accepted(1),
      why: 'RFC 9110, section 5.5: visible characters, octets above 0x7f, and SP and HTAB between them; a value may be empty.'
    })
  ),
  offence({
    id: 'http2/no-status-for-forbidden-octet',
    title: 'a field value with NUL, answered without a status',
    requirements: ['rfc9113-8.2.1-9'],
    control: get(1, ['x-name', 'a_b']),
    probe: get(1, ['x-name', 'a\0b']),
    expect: that('a response with status 400 or another 4xx', (view) => {
      const response = view.response(1)
      const at = response === undefined ? [] : [response.event.entry]
      if (response !== undefined && response.status >= 400 && response.status < 500)
        return response.status === view.statusInControl.get(1)
          ? inconclusive(`status ${response.status}, as in the control`, at)
          : conforms('response', `status ${response.status}`, at)
      if (response !== undefined) return violates(`answered with status ${response.status}`, at)
      const end = view.resets(1)[0] ?? view.goaways[0] ?? view.closing
      return end === undefined
        ? inconclusive('no answer to the request')
        : violates('refused without a status', [end.entry])
    })
  })
]
