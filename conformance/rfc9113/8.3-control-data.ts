import { malformed } from '../../lab/http2/expectation.ts'
import type { FieldLine, FrameOf } from '../../lab/http2/message.ts'
import { get, REQUEST } from '../../lab/http2/steps.ts'
import { offence } from '../http2/server-case.ts'

const request = (block: readonly FieldLine[]): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream: 1,
  block,
  endStream: true
})

const invalid: readonly (readonly [id: string, what: string, field: FieldLine])[] = [
  ['undefined', 'an undefined pseudo-header field', [':undefined', 'value']],
  ['status', 'the pseudo-header field of responses', [':status', '200']],
  ['without-name', 'a pseudo-header field without a name', [':', 'value']],
  ['uppercase', 'a pseudo-header field in upper case', [':PATH', '/']],
  ['two-colons', 'a pseudo-header field with two colons', ['::path', '/']]
]

/** Each of the four with a regular field before it. */
const late = REQUEST.map(
  (field, at) =>
    [
      field,
      [...REQUEST.slice(0, at), ...REQUEST.slice(at + 1), ['x-name', 'value'], field] as FieldLine[],
      [...REQUEST.slice(0, at), ...REQUEST.slice(at + 1), field, ['x-name', 'value']] as FieldLine[]
    ] as const
)

export const cases = [
  ...invalid.map(([id, what, field]) =>
    offence({
      id: `http2/pseudo-header-field-${id}`,
      title: `a request with ${what}`,
      requirements: ['rfc9113-8.3-4'],
      control: request(REQUEST),
      probe: request([...REQUEST, field]),
      expect: malformed(1)
    })
  ),
  ...late.map(([[name], probe, control]) =>
    offence({
      id: `http2/pseudo-header-field-${name.slice(1)}-after-field`,
      title: `${name} after a regular field line`,
      requirements: ['rfc9113-8.3-6'],
      control: request(control),
      probe: request(probe),
      expect: malformed(1)
    })
  ),
  offence({
    id: 'http2/pseudo-header-fields-after-field',
    title: 'all pseudo-header fields after a regular field line',
    requirements: ['rfc9113-8.3-6'],
    control: request([...REQUEST, ['x-name', 'value']]),
    probe: request([['x-name', 'value'], ...REQUEST]),
    expect: malformed(1)
  }),
  ...REQUEST.map((field) =>
    offence({
      id: `http2/pseudo-header-field-${field[0].slice(1)}-twice`,
      title: `${field[0]} twice, with the same value`,
      requirements: ['rfc9113-8.3-8'],
      control: request(REQUEST),
      probe: request([...REQUEST, field]),
      expect: malformed(1)
    })
  ),
  offence({
    id: 'http2/pseudo-header-field-path-twice-differing',
    title: ':path twice, with different values',
    requirements: ['rfc9113-8.3-8'],
    control: request(REQUEST),
    probe: request([...REQUEST, [':path', '/zyphos-other']]),
    expect: malformed(1)
  }),
  offence({
    id: 'http2/pseudo-header-field-undefined-among-many-fields',
    title: 'a pseudo-header field after forty regular field lines',
    requirements: ['rfc9113-8.3-6', 'rfc9113-8.3-4'],
    control: get(1, ...forty()),
    probe: get(1, ...forty(), [':undefined', 'value']),
    expect: malformed(1)
  })
]

function forty(): FieldLine[] {
  return Array.from({ length: 40 }, (_, i): FieldLine => [`x-name-${i}`, 'value'])
}
