import { accepted, anyOf, status, that, type Expectation } from '../../lab/http1/expectation.ts'
import { get, message, octets, open, send, until, type FieldLine, type Step } from '../../lab/http1/steps.ts'
import type { View } from '../../lab/http1/view.ts'
import { contentOf, valuesOf, type WireMessage } from '../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates, type Finding } from '../../lab/verdict.ts'
import { obligation, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const file = (...fields: FieldLine[]): string => octets('GET {file} HTTP/1.1', [HOST, ...fields])
const part = (ranges: string, ...fields: FieldLine[]): string => file(['Range', ranges], ...fields)
const LEARN: readonly Step[] = [open(), send(file()), until(message())]

/** Judges the response to a request for a part against the whole, which the control gives. */
const partial = (
  says: string,
  judge: (part: WireMessage, whole: WireMessage) => string | undefined
): Expectation =>
  that(says, ({ response, usual }: View): Finding => {
    if (response === undefined) return inconclusive('no response')
    if (usual?.status !== 200) return inconclusive('the control did not get the whole')
    const { message: head, entry } = response
    if (head.status !== 206) return violates(`answered with status ${head.status}, not 206`, [entry])
    const wrong = judge(head, usual)
    return wrong === undefined
      ? conforms('exact', 'a 206 response as it should be', [entry])
      : violates(wrong, [entry])
  })

/** Octets of the whole, both ends included; a negative first position counts from the end. */
const octetsAre = (first: number, last: number) =>
  partial(`status 206 with the octets ${first} to ${last}`, (head, whole) => {
    const all = contentOf(whole)
    const wanted = first < 0 ? all.slice(first) : all.slice(first, last + 1)
    const from = first < 0 ? Math.max(0, all.length + first) : first
    const range = `bytes ${from}-${from + wanted.length - 1}/${whole.length}`
    const [found = 'none'] = valuesOf(head, 'content-range')
    if (contentOf(head) !== wanted) return `the content is not octets ${from} to ${from + wanted.length - 1}`
    return found === range || found === range.replace(/\/.*/, '/*')
      ? undefined
      : `Content-Range is "${found}", not "${range}"`
  })

const hasFieldsOf = (names: readonly string[]) =>
  partial('the fields that the 200 response has', (head, whole) => {
    const lacking = names.filter(
      (name) => valuesOf(whole, name).length > 0 && valuesOf(head, name).length === 0
    )
    return lacking.length === 0
      ? undefined
      : `the 200 response has ${lacking.join(' and ')}, the 206 response has not`
  })

const several = (judge: (parts: readonly string[], whole: WireMessage) => string | undefined): Expectation =>
  that(
    'both parts as multipart/byteranges, each with its Content-Range; or one part that covers both; or the whole',
    (view) => {
      const { response, usual } = view
      if (response === undefined || usual?.status !== 200) return inconclusive('no response, or no whole')
      const { message: head, entry } = response
      if (head.status === 200 || head.status === 416)
        return inconclusive(`answered with status ${head.status}: several ranges are not supported`, [entry])
      if (head.status !== 206) return violates(`answered with status ${head.status}`, [entry])
      const [type = ''] = valuesOf(head, 'content-type')
      if (!/^multipart\/byteranges/i.test(type)) {
        // Ranges may be joined into one.
        return valuesOf(head, 'content-range').length === 1
          ? inconclusive('answered with one part', [entry])
          : violates(`two ranges are answered with Content-Type "${type}"`, [entry])
      }
      const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
      if (boundary === undefined) return violates(`Content-Type "${type}" has no boundary`, [entry])
      const parts = `\r\n${contentOf(head)}`.split(`\r\n--${boundary}`).slice(1, -1)
      const wrong = judge(parts, usual)
      return wrong === undefined
        ? conforms('exact', `${parts.length} parts`, [entry])
        : violates(wrong, [entry])
    }
  )

const FAR = '99999999999999999999999999'

/** RFC 9110, section 14: range requests; sections 13.1.5 and 15.3.7. */
export const rangeRequests = [
  ...(
    [
      [
        'range-of-first-octets',
        'The first five octets',
        ['rfc9110-14.2-9', 'rfc9110-15.3.7.1-1', 'rfc9110-14.3-1'],
        'bytes=0-4',
        octetsAre(0, 4)
      ],
      ['range-inside', 'Octets from inside', ['rfc9110-14.2-9'], 'bytes=5-9', octetsAre(5, 9)],
      ['range-of-last-octets', 'The last five octets', ['rfc9110-14.2-9'], 'bytes=-5', octetsAre(-5, -1)],
      [
        'range-beyond-its-end',
        'A range that ends beyond the end, with a position of 26 digits',
        ['rfc9110-14.1.2-1'],
        `bytes=5-${FAR}`,
        anyOf(octetsAre(5, Infinity), accepted())
      ],
      [
        'range-suffix-longer-than-file',
        'A suffix of 26 digits, longer than the file',
        ['rfc9110-14.1.2-1'],
        `bytes=-${FAR}`,
        anyOf(octetsAre(0, Infinity), accepted())
      ],
      [
        'range-unit-in-capitals',
        'The range unit in capitals',
        ['rfc9110-14.2-9'],
        'BYTES=0-4',
        anyOf(octetsAre(0, 4), accepted())
      ],
      [
        'one-range-as-one-part',
        'A single range is answered with a single part',
        ['rfc9110-15.3.7.2-6'],
        'bytes=0-4',
        partial('a single part', (head) =>
          /^multipart\//i.test(valuesOf(head, 'content-type')[0] ?? '')
            ? 'a multipart response to one range'
            : undefined
        )
      ],
      [
        'part-with-the-fields-of-a-cache',
        'A 206 response has the ETag, Date, Cache-Control, Expires, Vary and Content-Location of the 200 response',
        ['rfc9110-15.3.7-2'],
        'bytes=0-4',
        hasFieldsOf(['ETag', 'Date', 'Cache-Control', 'Expires', 'Vary', 'Content-Location'])
      ],
      [
        'part-with-the-metadata-of-the-whole',
        'A 206 response has the representation fields of the 200 response',
        ['rfc9110-15.3.7-4'],
        'bytes=0-4',
        hasFieldsOf(['Content-Type', 'Content-Encoding', 'Content-Language', 'Last-Modified'])
      ]
    ] as const
  ).map(([id, title, requirements, ranges, expect]) =>
    obligation({
      id: `http1/${id}`,
      title,
      requirements,
      needs: ['ranges'],
      control: file(),
      probe: part(ranges),
      expect
    })
  ),
  obligation({
    id: 'http1/range-that-cannot-be-satisfied',
    title: 'A range that begins beyond the end',
    requirements: ['rfc9110-14.2-10'],
    needs: ['ranges'],
    control: part('bytes=0-4'),
    probe: part('bytes=999999999-'),
    expect: status(416)
  }),
  obligation({
    id: 'http1/range-not-satisfiable-with-length',
    title: 'A 416 response says how long the representation is',
    requirements: ['rfc9110-14.4-6', 'rfc9110-15.5.17-1'],
    needs: ['ranges'],
    control: file(),
    probe: part('bytes=999999999-'),
    expect: that('Content-Range with the length', ({ response, usual }) => {
      if (response?.message.status !== 416 || usual === undefined) return inconclusive('no 416 response')
      const [found = 'none'] = valuesOf(response.message, 'content-range')
      return found === `bytes */${usual.length}`
        ? conforms('exact', `Content-Range: ${found}`, [response.entry])
        : violates(`Content-Range is "${found}", not "bytes */${usual.length}"`, [response.entry])
    })
  }),
  ...(
    [
      [
        'range-unit-unknown',
        'A range unit that nobody knows',
        ['rfc9110-14.2-3'],
        file(['Range', 'zyphos=0-4'])
      ],
      [
        'if-range-without-range',
        'If-Range without Range',
        ['rfc9110-13.1.5-2'],
        file(['If-Range', '"zyphos-no-such-tag"'])
      ]
    ] as const
  ).map(([id, title, requirements, probe]) =>
    tolerance({ id: `http1/${id}`, title, requirements, control: file(), probe, expect: accepted() })
  ),
  tolerance({
    id: 'http1/range-with-post',
    title: 'Range with a method for which it is not defined',
    requirements: ['rfc9110-14.2-2'],
    needs: ['upload'],
    control: octets('POST {upload} HTTP/1.1', [HOST, ['Content-Length', '5']], '01234'),
    probe: octets('POST {upload} HTTP/1.1', [HOST, ['Range', 'bytes=0-0'], ['Content-Length', '5']], '01234'),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/range-of-page',
    title: 'A range, which may be ignored',
    requirements: ['rfc9110-14.2-1', 'rfc9110-14-1', 'rfc9110-14.3-3'],
    control: get(),
    probe: get(['Range', 'bytes=0-0']),
    expect: anyOf(accepted(), status(206, 416))
  }),
  tolerance({
    id: 'http1/content-range-in-get',
    title: 'Content-Range in a request for which it is not defined',
    requirements: ['rfc9110-14.4-3'],
    control: get(),
    probe: get(['Content-Range', 'bytes 0-4/5']),
    expect: accepted()
  }),
  ...(
    [
      ['range-reversed', 'A range that ends before it begins', 'bytes=9-5'],
      ['range-of-letters', 'A range of letters', 'bytes=a-b'],
      [
        'range-overlapping',
        'Twenty ranges that overlap',
        `bytes=${Array.from({ length: 20 }, () => '0-9').join(',')}`
      ]
    ] as const
  ).map(([id, title, ranges]) =>
    tolerance({
      id: `http1/${id}`,
      title,
      requirements: ['rfc9110-14.2-5', 'rfc9110-15.3.7.2-5'],
      needs: ['ranges'],
      control: file(),
      probe: part(ranges),
      expect: anyOf(accepted(), status(206, 400, 416))
    })
  ),
  obligation({
    id: 'http1/if-range-with-another-tag',
    title: 'If-Range with another entity tag: the whole is sent',
    requirements: ['rfc9110-13.1.5-7', 'rfc9110-13.1.5-6'],
    needs: ['ranges', 'keep-alive'],
    given: LEARN,
    control: part('bytes=0-4'),
    probe: part('bytes=0-4', ['If-Range', '"zyphos-no-such-tag"']),
    expect: status(200)
  }),
  obligation({
    id: 'http1/if-range-with-an-earlier-date',
    title: 'If-Range with an earlier date: the whole is sent',
    requirements: ['rfc9110-13.1.5-7'],
    needs: ['ranges', 'keep-alive'],
    given: LEARN,
    control: part('bytes=0-4'),
    probe: part('bytes=0-4', ['If-Range', '{earlier}']),
    expect: status(200)
  }),
  obligation({
    id: 'http1/if-range-with-a-weak-tag',
    title: 'If-Range with the entity tag marked as weak: the whole is sent',
    requirements: ['rfc9110-13.1.5-7'],
    needs: ['ranges', 'keep-alive'],
    given: LEARN,
    control: part('bytes=0-4'),
    probe: part('bytes=0-4', ['If-Range', 'W/{opaque}']),
    expect: status(200)
  }),
  obligation({
    id: 'http1/if-range-with-its-tag',
    title: 'If-Range with the entity tag of the file: the part is sent',
    requirements: ['rfc9110-13.1.5-8'],
    needs: ['ranges', 'keep-alive'],
    given: LEARN,
    control: part('bytes=0-4', ['If-Range', '"zyphos-no-such-tag"']),
    probe: part('bytes=0-4', ['If-Range', '{etag}']),
    expect: that('status 206, where the entity tag is strong', (view) => {
      const { response } = view
      if (response === undefined) return inconclusive('no response')
      const [tag = 'W/'] = valuesOf(response.message, 'etag')
      if (tag.startsWith('W/')) return inconclusive('its entity tag is weak, or missing')
      return response.message.status === 206
        ? conforms('exact', 'answered with status 206', [response.entry])
        : violates(`answered with status ${response.message.status}`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/two-ranges',
    title: 'Two ranges',
    requirements: ['rfc9110-15.3.7.2-1', 'rfc9110-15.3.7.2-3', 'rfc9110-8.3.3-1', 'rfc9110-15.3.7.2-7'],
    needs: ['ranges'],
    control: file(),
    probe: part('bytes=0-1,20-21'),
    expect: several((parts) =>
      parts.length === 2 &&
      parts.every((one) => /^\r\n(?:[^\r\n]+\r\n)*content-range: *bytes \d+-\d+\/[\d*]+\r\n/i.test(one))
        ? undefined
        : `${parts.length} parts between boundaries, each of which needs a Content-Range`
    )
  }),
  obligation({
    id: 'http1/two-ranges-in-their-order',
    title: 'Two ranges, the second one before the first in the file',
    requirements: ['rfc9110-15.3.7.2-9'],
    needs: ['ranges'],
    control: file(),
    probe: part('bytes=20-21,0-1'),
    expect: several((parts) => {
      const starts = parts.map((one) => /content-range: *bytes (\d+)/i.exec(one)?.[1])
      return starts.join() === '20,0' ? undefined : `the parts begin at ${starts.join(' and ')}`
    })
  }),
  obligation({
    id: 'http1/parts-with-the-type-of-the-whole',
    title: 'Each of two parts has the Content-Type of the whole',
    requirements: ['rfc9110-15.3.7.2-4'],
    needs: ['ranges'],
    control: file(),
    probe: part('bytes=0-1,20-21'),
    expect: several((parts, whole) => {
      const [type] = valuesOf(whole, 'content-type')
      if (type === undefined) return undefined
      return parts.every((one) =>
        new RegExp(`content-type: *${type.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')}\\r\\n`, 'i').test(one)
      )
        ? undefined
        : `a part without "Content-Type: ${type}"`
    })
  })
]
