import { accepted } from '../../lab/http2/expectation.ts'
import { get } from '../../lab/http2/steps.ts'
import { tolerance } from '../http2/server-case.ts'

const values: readonly (readonly [id: string, title: string, requirement: string, value: string])[] = [
  ['', 'a Priority field', '2.1.1-4', 'u=2, i'],
  ['-with-unknown-parameter', 'a Priority field with an unknown parameter', '2.1.1-4', 'u=2, x=1;y=?1'],
  ['-with-urgency-out-of-range', 'a Priority field with an urgency out of range', '2.1.1-4', 'u=8'],
  [
    '-with-urgency-of-another-type',
    'a Priority field with an urgency that is a token',
    '2.1.1-4',
    'u=high, i=1'
  ],
  ['-that-does-not-parse', 'a Priority field that is no Dictionary', '5+1', 'u=,;='],
  ['-with-non-ascii', 'a Priority field with an octet above 0x7f', '5+1', 'u=\xe9'],
  ['-that-is-empty', 'an empty Priority field', '5+1', '']
]

export const cases = [
  ...values.map(([id, title, requirement, value]) =>
    tolerance({
      id: `http2/priority-field${id}`,
      title,
      requirements: [`rfc9218-${requirement}`],
      control: get(1, ['x-priority', value]),
      probe: get(1, ['priority', value]),
      expect: accepted(1)
    })
  ),
  tolerance({
    id: 'http2/priority-field-in-two-lines',
    title: 'a Priority field in two lines',
    requirements: ['rfc9218-2.1.1-4'],
    control: get(1, ['priority', 'u=2']),
    probe: get(1, ['priority', 'u=2'], ['priority', 'i']),
    expect: accepted(1)
  })
]
