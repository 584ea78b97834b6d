import { accepted } from '../../lab/http2/expectation.ts'
import { get } from '../../lab/http2/steps.ts'
import { tolerance } from '../http2/server-case.ts'

export const cases = [
  tolerance({
    id: 'http2/cookie-in-several-lines',
    title: 'a Cookie split into one field line for each pair',
    requirements: ['rfc9113-8.2.3-1'],
    control: get(1, ['cookie', 'a=b']),
    probe: get(1, ['cookie', 'a=b'], ['cookie', 'c=d'], ['cookie', 'e=f']),
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/cookie-lines-apart',
    title: 'Cookie field lines, one with two pairs, with another field between them',
    requirements: ['rfc9113-8.2.3-1'],
    control: get(1, ['cookie', 'a=b; c=d'], ['x-name', 'value']),
    probe: get(1, ['cookie', 'a=b; c=d'], ['x-name', 'value'], ['cookie', 'e=f']),
    expect: accepted(1)
  })
]
