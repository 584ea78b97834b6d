import { accepted } from '../../lab/http2/expectation.ts'
import { get } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, tolerance } from '../http2/server-case.ts'
import { ask, understood, untilShown } from '../http2/understood.ts'

const FIRST = 'zyphos-first=1'
const SECOND = 'zyphos-second=2'

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
  }),
  obligation({
    id: 'http2/cookie-lines-not-joined',
    title: 'a Cookie in two field lines, handed on to an application',
    requirements: ['rfc9113-8.2.3-2'],
    needs: ['echo'],
    control: ask(1, [['cookie', `${FIRST}; ${SECOND}`]]),
    probe: ask(1, [
      ['cookie', FIRST],
      ['cookie', SECOND]
    ]),
    then: untilShown(1),
    expect: understood('both pairs in one Cookie, joined by "; "', 1, (content, entry) => {
      if (content.includes(`${FIRST}; ${SECOND}`))
        return conforms('exact', 'the application got both pairs, joined by "; "', [entry])
      return content.includes(FIRST) || content.includes(SECOND)
        ? violates('the application got the two lines, but not joined by "; "', [entry])
        : inconclusive('the response does not show the Cookie', [entry])
    }),
    why: 'An application is not HTTP/2: it is to see what it would see of HTTP/1.1, one Cookie.'
  })
]
