import { accepted, anyOf, status, that } from '../../lab/http1/expectation.ts'
import { get, octets, type FieldLine } from '../../lab/http1/steps.ts'
import { contentOf, membersOf, valuesOf } from '../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const ask = (accept: string) => octets('GET {negotiated} HTTP/1.1', [HOST, ['Accept', accept]])

/** RFC 9110, section 12: content negotiation. */
export const contentNegotiation = [
  ...(
    [
      [
        'accept-with-weights',
        'Accept with weights',
        ['rfc9110-12.1-1', 'rfc9110-8.3.1-1'],
        ['Accept', 'text/html;level=1;q=0.7, */*;q=0.5']
      ],
      [
        'accept-charset-with-weights',
        'Accept-Charset with weights',
        ['rfc9110-12.5.2-1'],
        ['Accept-Charset', 'utf-8;q=0.5, *;q=0.1']
      ],
      [
        'accept-encoding-with-weights',
        'Accept-Encoding with weights',
        ['rfc9110-12.5.3-1'],
        ['Accept-Encoding', 'identity;q=1.0, zyphos;q=0.5']
      ],
      [
        'accept-language-with-weights',
        'Accept-Language with weights',
        ['rfc9110-12.1-1'],
        ['Accept-Language', 'en;q=0.8, *;q=0.1']
      ],
      ['te-with-weights', 'TE with weights', ['rfc9112-7.4-2'], ['TE', 'trailers, deflate;q=0.5']]
    ] as const
  ).map(([id, title, requirements, field]) =>
    tolerance({
      id: `http1/${id}`,
      title,
      requirements,
      control: get(),
      probe: get(field as FieldLine),
      expect: anyOf(accepted(), status(304))
    })
  ),
  obligation({
    id: 'http1/coding-that-is-not-acceptable',
    title: 'Where no coding is acceptable the response has none',
    requirements: ['rfc9110-12.5.3-2'],
    needs: ['body'],
    control: get(['Accept-Encoding', '*']),
    probe: get(['Accept-Encoding', 'zyphos']),
    expect: that('no Content-Encoding', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const codings = membersOf(response.message, 'content-encoding').filter(
        (coding) => coding !== 'identity'
      )
      return codings.length === 0
        ? conforms('exact', 'no coding', [response.entry])
        : violates(`the content is coded with ${codings.join(', ')}`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/weight-in-accept',
    title: 'The weight of a media type decides which representation comes',
    requirements: ['rfc9110-12.5.1-2'],
    needs: ['negotiated'],
    control: ask('text/html;q=0.9, text/plain;q=0.1'),
    probe: ask('text/html;q=0.1, text/plain;q=0.9'),
    expect: that('another representation than that of the control', ({ response, usual }) => {
      if (response === undefined || usual === undefined) return inconclusive('no response')
      const [type = 'none'] = valuesOf(response.message, 'content-type')
      const [other = 'none'] = valuesOf(usual, 'content-type')
      return type !== other
        ? conforms('exact', `${type} in place of ${other}`, [response.entry])
        : violates(`${type} either way`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/negotiated-without-vary',
    title: 'A negotiated response names Accept in Vary',
    requirements: ['rfc9110-12.5.5-3'],
    needs: ['negotiated'],
    control: ask('text/html'),
    probe: ask('text/plain'),
    expect: that('Vary with accept', ({ response, usual }) => {
      if (response === undefined || usual === undefined) return inconclusive('no response')
      if (contentOf(response.message) === contentOf(usual))
        return inconclusive('the same content either way', [response.entry])
      const names = membersOf(response.message, 'vary')
      return names.includes('accept') || names.includes('*')
        ? conforms('exact', `Vary: ${names.join(', ')}`, [response.entry])
        : violates(names.length === 0 ? 'no Vary' : `Vary: ${names.join(', ')}`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/not-acceptable-without-a-list',
    title: 'A 406 response lists what there is',
    requirements: ['rfc9110-15.5.7-1'],
    needs: ['negotiated'],
    control: ask('text/html'),
    probe: ask('image/x-zyphos'),
    expect: that('a 406 response with content, or a representation all the same', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const { status: code, length } = response.message
      if (code !== 406) return inconclusive(`answered with status ${code}`, [response.entry])
      return length > 0
        ? conforms('exact', 'a 406 response with content', [response.entry])
        : violates('a 406 response without content', [response.entry])
    })
  })
]
