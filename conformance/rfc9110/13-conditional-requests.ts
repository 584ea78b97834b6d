import { status, that, type Expectation } from '../../lab/http1/expectation.ts'
import { message, octets, open, send, until, type FieldLine, type Step } from '../../lab/http1/steps.ts'
import { valuesOf } from '../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const ask = (method: string, ...fields: FieldLine[]): string =>
  octets(`${method} {file} HTTP/1.1`, [HOST, ...fields])
const file = (...fields: FieldLine[]): string => ask('GET', ...fields)
/** The validators of the file are learnt first. */
const LEARN: readonly Step[] = [open(), send(file()), until(message())]

type Row = readonly [
  id: string,
  title: string,
  requirements: readonly string[],
  control: string,
  probe: string,
  expect: Expectation
]

const NEVER = '"zyphos-no-such-tag"'
const LONG_AGO = 'Thu, 01 Jan 1970 00:00:01 GMT'

/** Only a strong entity tag matches itself in If-Match. */
const strongly = (expected: Expectation & { expect: 'status' }): Expectation =>
  that(`a response with status ${expected.statuses.join(' or ')}, where the entity tag is strong`, (view) => {
    const { response } = view
    if (response === undefined) return inconclusive('no response')
    const known = view
      .heads()
      .find(({ message: { fields } }) => fields.some(({ name }) => /^etag$/i.test(name)))
    const [tag = ''] = known === undefined ? [] : valuesOf(known.message, 'etag')
    if (tag === '' || tag.startsWith('W/'))
      return inconclusive(`its entity tag is ${tag === '' ? 'missing' : tag}`)
    const code = response.message.status ?? 0
    return expected.statuses.includes(code)
      ? conforms('exact', `answered with status ${code}`, [response.entry])
      : violates(`answered with status ${code}`, [response.entry])
  })
const exactly = (...statuses: number[]) => status(...statuses) as Expectation & { expect: 'status' }

const doing: readonly Row[] = [
  [
    'if-none-match-with-its-tag',
    'If-None-Match with the entity tag of the file',
    ['rfc9110-13.1.2-3', 'rfc9110-13.1.2-4', 'rfc9110-13.2.1-1'],
    file(['If-None-Match', NEVER]),
    file(['If-None-Match', '{etag}']),
    status(304)
  ],
  [
    'if-none-match-with-its-tag-at-head',
    'HEAD and If-None-Match with the entity tag of the file',
    ['rfc9110-13.1.2-4'],
    ask('HEAD', ['If-None-Match', NEVER]),
    ask('HEAD', ['If-None-Match', '{etag}']),
    status(304)
  ],
  [
    'if-none-match-weakly',
    'If-None-Match with the entity tag marked as weak',
    ['rfc9110-13.1.2-1'],
    file(['If-None-Match', `W/${NEVER}`]),
    file(['If-None-Match', 'W/{opaque}']),
    status(304)
  ],
  [
    'if-none-match-in-a-list',
    'If-None-Match with the entity tag among others',
    ['rfc9110-13.1.2-3'],
    file(['If-None-Match', `"a", ${NEVER}, "b"`]),
    file(['If-None-Match', '"a", {etag}, "b"']),
    status(304)
  ],
  [
    'if-none-match-in-a-list-with-empty-elements',
    'If-None-Match with empty elements before the entity tag',
    ['rfc9110-5.6.1.2-1', 'rfc9110-13.1.2-3'],
    file(['If-None-Match', `, ,${NEVER}`]),
    file(['If-None-Match', ', ,{etag}']),
    status(304)
  ],
  [
    'if-none-match-any',
    'If-None-Match with an asterisk',
    ['rfc9110-13.1.2-4'],
    file(['If-None-Match', NEVER]),
    file(['If-None-Match', '*']),
    status(304)
  ],
  [
    'if-modified-since-its-date',
    'If-Modified-Since with the date of the file',
    ['rfc9110-13.1.3-5', 'rfc9110-13.1.3-6', 'rfc9110-13.1.3-4'],
    file(['If-Modified-Since', '{earlier}']),
    file(['If-Modified-Since', '{modified}']),
    status(304)
  ],
  [
    'if-modified-since-in-format-of-rfc-850',
    'If-Modified-Since in the format of RFC 850',
    ['rfc9110-5.6.7-1'],
    file(['If-Modified-Since', '{earlier}']),
    file(['If-Modified-Since', '{rfcdate}']),
    status(304)
  ],
  [
    'if-modified-since-in-format-of-asctime',
    'If-Modified-Since in the format of asctime',
    ['rfc9110-5.6.7-1'],
    file(['If-Modified-Since', '{earlier}']),
    file(['If-Modified-Since', '{asctime}']),
    status(304)
  ],
  [
    'if-match-with-another-tag',
    'If-Match with another entity tag',
    ['rfc9110-13.1.1-2', 'rfc9110-13.1.1-3', 'rfc9110-13.1.1-4'],
    file(['If-Match', '*']),
    file(['If-Match', NEVER]),
    status(412)
  ],
  [
    'if-match-weakly',
    'If-Match with the entity tag marked as weak',
    ['rfc9110-13.1.1-1'],
    file(['If-Match', '*']),
    file(['If-Match', 'W/{opaque}']),
    status(412)
  ],
  [
    'if-unmodified-since-an-earlier-date',
    'If-Unmodified-Since with an earlier date',
    ['rfc9110-13.1.4-5', 'rfc9110-13.1.4-6', 'rfc9110-13.1.4-7', 'rfc9110-13.1.4-4'],
    file(['If-Unmodified-Since', '{modified}']),
    file(['If-Unmodified-Since', '{earlier}']),
    status(412)
  ],
  [
    'conditions-in-order',
    'If-None-Match is evaluated where If-Match is true',
    ['rfc9110-13.2.2-1'],
    file(['If-Match', '*'], ['If-None-Match', NEVER]),
    file(['If-Match', '*'], ['If-None-Match', '{etag}']),
    status(304)
  ],
  [
    'if-match-before-if-none-match',
    'A false If-Match goes before a false If-None-Match',
    ['rfc9110-13.2.2-1', 'rfc9110-13.1.1-3'],
    file(['If-Match', '*'], ['If-None-Match', '*']),
    file(['If-Match', NEVER], ['If-None-Match', '*']),
    status(412)
  ]
]

const lawful: readonly Row[] = [
  [
    'if-none-match-before-if-modified-since',
    'If-Modified-Since beside If-None-Match',
    ['rfc9110-13.1.3-1'],
    file(['If-None-Match', NEVER], ['If-Modified-Since', LONG_AGO]),
    file(['If-None-Match', NEVER], ['If-Modified-Since', '{modified}']),
    status(200)
  ],
  [
    'if-modified-since-no-date',
    'If-Modified-Since with something that is no date',
    ['rfc9110-13.1.3-2'],
    file(['If-Modified-Since', LONG_AGO]),
    file(['If-Modified-Since', 'the day before yesterday']),
    status(200)
  ],
  [
    'if-modified-since-with-two-dates',
    'If-Modified-Since with two dates',
    ['rfc9110-13.1.3-2'],
    file(['If-Modified-Since', LONG_AGO]),
    file(['If-Modified-Since', '{modified}, {modified}']),
    status(200)
  ],
  [
    'if-match-any',
    'If-Match with an asterisk',
    ['rfc9110-13.1.1-2', 'rfc9110-13.1.1-6'],
    file(),
    file(['If-Match', '*']),
    status(200)
  ],
  [
    'if-match-with-its-tag',
    'If-Match with the entity tag of the file',
    ['rfc9110-13.1.1-1', 'rfc9110-13.1.1-6'],
    file(['If-Match', '*']),
    file(['If-Match', '{etag}']),
    strongly(exactly(200))
  ],
  [
    'if-match-in-a-list',
    'If-Match with the entity tag among others',
    ['rfc9110-13.1.1-1'],
    file(['If-Match', '*']),
    file(['If-Match', '"a", {etag}']),
    strongly(exactly(200))
  ],
  [
    'if-unmodified-since-its-date',
    'If-Unmodified-Since with the date of the file',
    ['rfc9110-13.1.4-5', 'rfc9110-13.1.4-9'],
    file(),
    file(['If-Unmodified-Since', '{modified}']),
    status(200)
  ],
  [
    'if-unmodified-since-no-date',
    'If-Unmodified-Since with something that is no date',
    ['rfc9110-13.1.4-2'],
    file(['If-Unmodified-Since', '{modified}']),
    file(['If-Unmodified-Since', 'the day before yesterday']),
    status(200)
  ],
  [
    'if-match-before-if-unmodified-since',
    'If-Unmodified-Since beside If-Match',
    ['rfc9110-13.1.4-1'],
    file(['If-Match', '*'], ['If-Unmodified-Since', '{modified}']),
    file(['If-Match', '*'], ['If-Unmodified-Since', '{earlier}']),
    status(200)
  ],
  [
    'year-of-two-digits-that-is-past',
    'If-Modified-Since in the format of RFC 850 with a year of two digits that must be past',
    ['rfc9110-5.6.7-4'],
    file(['If-Modified-Since', 'Thursday, 01-Jan-70 00:00:01 GMT']),
    file(['If-Modified-Since', 'Wednesday, 01-Jan-92 00:00:01 GMT']),
    status(200)
  ],
  [
    'if-modified-since-earlier',
    'If-Modified-Since with an earlier date',
    ['rfc9110-13.1.3-6'],
    file(),
    file(['If-Modified-Since', '{earlier}']),
    status(200)
  ]
]

const rows = (make: typeof obligation, table: readonly Row[]) =>
  table.map(([id, title, requirements, control, probe, expect]) =>
    make({
      id: `http1/${id}`,
      title,
      requirements,
      needs: ['file', 'keep-alive'],
      given: LEARN,
      control,
      probe,
      expect,
      // The control of an obligation in order is refused as the case means it to be.
      refusedToo: true
    })
  )

/** Fields of a 304 response, compared with those of the 200 response. */
function kept(says: string, names: readonly string[]): Expectation {
  return that(says, (view) => {
    const { response, usual } = view
    if (response?.message.status !== 304 || usual?.status !== 200) return inconclusive('no 304 response')
    for (const name of names) {
      const [whole] = valuesOf(usual, name)
      const [found] = valuesOf(response.message, name)
      if (whole !== undefined && found === undefined)
        return violates(`the 200 response has ${name}, the 304 response has none`, [response.entry])
    }
    return conforms('exact', 'the 304 response has them', [response.entry])
  })
}

const notModified = {
  needs: ['file', 'keep-alive'] as const,
  given: LEARN,
  control: file(['If-None-Match', NEVER]),
  probe: file(['If-None-Match', '{etag}'])
}

/** RFC 9110, section 13: conditional requests; sections 8.8 and 15.4.5: validators, and what a 304 response carries. */
export const conditionalRequests = [
  ...rows(obligation, doing),
  ...rows(tolerance, lawful),
  obligation({
    ...notModified,
    id: 'http1/not-modified-with-its-fields',
    title:
      'A 304 response has the ETag, Date, Cache-Control, Expires, Vary and Content-Location of the 200 response',
    requirements: ['rfc9110-15.4.5-1'],
    expect: kept('the fields of the 200 response by which a cache updates its own', [
      'ETag',
      'Date',
      'Cache-Control',
      'Expires',
      'Vary',
      'Content-Location'
    ])
  }),
  obligation({
    ...notModified,
    id: 'http1/not-modified-with-content-length',
    title: 'Content-Length of a 304 response, if any, is that of the 200 response',
    requirements: ['rfc9110-8.6-4'],
    expect: that('no Content-Length, or that of the 200 response', ({ response, usual }) => {
      if (response?.message.status !== 304 || usual?.status !== 200) return inconclusive('no 304 response')
      const [length] = valuesOf(response.message, 'content-length')
      return length === undefined || Number(length) === usual.length
        ? conforms('exact', length === undefined ? 'no Content-Length' : `Content-Length ${length}`, [
            response.entry
          ])
        : violates(`Content-Length ${length}, where the 200 response has ${usual.length} octets`, [
            response.entry
          ])
    })
  }),
  obligation({
    ...notModified,
    id: 'http1/not-modified-with-metadata',
    title: 'A 304 response has no representation metadata beyond what a cache needs',
    requirements: ['rfc9110-15.4.5-2'],
    expect: that('no Content-Type, Content-Encoding or Content-Language', ({ response }) => {
      if (response?.message.status !== 304) return inconclusive('no 304 response')
      const { message: head } = response
      const found = ['Content-Type', 'Content-Encoding', 'Content-Language', 'Content-Range'].filter(
        (name) => valuesOf(head, name).length > 0
      )
      return found.length === 0
        ? conforms('exact', 'none', [response.entry])
        : violates(`it has ${found.join(' and ')}`, [response.entry])
    })
  })
]
