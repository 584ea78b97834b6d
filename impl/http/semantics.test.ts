import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mutantsOf } from '../rules.ts'
import { formatAsctimeDate, formatDate, formatRfc850Date, parseDate } from './date.ts'
import { parseEntityTags } from './entity-tag.ts'
import { negotiateType } from './negotiate.ts'
import { parseRanges } from './ranges.ts'
import { selectResponse, type Representation } from './representation.ts'
import { semanticRules, type SemanticRuleSet } from './rules.ts'

const THEN = 784_111_777_000
const NOW = THEN + 1_000_000

describe('dates', () => {
  test.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
    '%s',
    (text) => expect(parseDate(text, NOW)).toBe(THEN)
  )
  test.each([
    '',
    'Mon, 06 Nov 1994 08:49:37 GMT',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 24:49:37 GMT',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'sun, 06 nov 1994 08:49:37 gmt',
    '784111777'
  ])('"%s" is none', (text) => expect(parseDate(text, NOW)).toBeUndefined())
  test('a year of two digits is not more than 50 years ahead', () => {
    expect(parseDate('Sunday, 01-Jan-45 00:00:00 GMT', NOW)).toBeUndefined()
    expect(parseDate(formatRfc850Date(Date.UTC(1945, 0, 1)), NOW)).toBe(Date.UTC(1945, 0, 1))
    expect(parseDate(formatRfc850Date(Date.UTC(2044, 0, 1)), NOW)).toBe(Date.UTC(2044, 0, 1))
  })
  test('come back as they went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (second) => {
        const time = second * 1000
        for (const format of [formatDate, formatAsctimeDate, formatRfc850Date])
          expect(parseDate(format(time), time)).toBe(time)
      })
    )
  })
})

test('entity tags', () => {
  expect(parseEntityTags('"a", W/"b",,"c,d"')).toEqual([
    { weak: false, opaque: '"a"' },
    { weak: true, opaque: '"b"' },
    { weak: false, opaque: '"c,d"' }
  ])
  expect(parseEntityTags('*')).toBe('*')
  for (const bad of ['', 'a', '"a', 'w/"a"', '"a" "b"', ',']) expect(parseEntityTags(bad)).toBeUndefined()
})

test.each([
  ['bytes=0-4', '0-4'],
  ['bytes=5-', '5-9'],
  ['bytes=-3', '7-9'],
  ['bytes=-99', '0-9'],
  ['bytes=8-99', '8-9'],
  ['bytes=0-0,9-9', '0-0 9-9'],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=99999999999999999999-', 'unsatisfiable'],
  ['bytes=0-99999999999999999999', '0-9'],
  ['bytes=5-4', 'ignored'],
  ['bytes=-', 'ignored'],
  ['bytes=a-b', 'ignored'],
  ['lines=0-4', 'ignored'],
  ['bytes=', 'ignored'],
  ['bytes=0-9,0-9,0-9,0-9', 'ignored']
])('%s of ten octets', (value, expected) => {
  const ranges = parseRanges(value, 10)
  expect(
    typeof ranges === 'string' ? ranges : ranges.map(({ first, last }) => `${first}-${last}`).join(' ')
  ).toBe(expected)
})

test.each([
  [undefined, 'text/html'],
  ['text/plain', 'text/plain'],
  ['text/*;q=0.5, text/plain', 'text/plain'],
  ['*/*', 'text/html'],
  ['image/png', undefined],
  ['text/html;q=0, */*;q=0.1', 'text/plain'],
  ['TEXT/PLAIN;Q=1', 'text/plain'],
  ['text/html;level=1;q=0.2, text/plain;q=0.3', 'text/plain']
])('Accept: %s', (accept, expected) => {
  expect(negotiateType(accept, ['text/html', 'text/plain'])).toBe(expected)
})

const page: Representation = {
  type: 'text/plain',
  size: 10,
  tag: { weak: false, opaque: '"a"' },
  lastModified: THEN
}
const weak: Representation = { ...page, tag: { weak: true, opaque: '"a"' } }

function answer(
  method: string,
  fields: Record<string, string>,
  rules: SemanticRuleSet = {},
  of = page
): string {
  const lines = Object.entries(fields).map(([name, value]) => ({ name, value }))
  const { status, fields: sent, pieces } = selectResponse({ method, fields: lines }, of, NOW, rules)
  return JSON.stringify([status, sent.map(({ name, value }) => `${name}: ${value}`), pieces])
}
const statusOf = (...all: Parameters<typeof answer>) => (JSON.parse(answer(...all)) as [number])[0]

const date = formatDate(THEN)
const before = formatDate(THEN - 1000)

test.each([
  ['GET', {}, 200],
  ['GET', { 'if-none-match': '"a"' }, 304],
  ['GET', { 'if-none-match': 'W/"a"' }, 304],
  ['GET', { 'if-none-match': '"b"' }, 200],
  ['GET', { 'if-none-match': '*' }, 304],
  ['PUT', { 'if-none-match': '*' }, 412],
  ['GET', { 'if-none-match': '"b"', 'if-modified-since': date }, 200],
  ['GET', { 'if-modified-since': date }, 304],
  ['GET', { 'if-modified-since': before }, 200],
  ['GET', { 'if-modified-since': 'yesterday' }, 200],
  ['PUT', { 'if-modified-since': date }, 200],
  ['PUT', { 'if-match': '"a"' }, 200],
  ['PUT', { 'if-match': 'W/"a"' }, 412],
  ['PUT', { 'if-match': '"b", "a"' }, 200],
  ['PUT', { 'if-match': '*' }, 200],
  ['PUT', { 'if-match': '"a"', 'if-unmodified-since': before }, 200],
  ['PUT', { 'if-unmodified-since': before }, 412],
  ['GET', { range: 'bytes=0-4' }, 206],
  ['HEAD', { range: 'bytes=0-4' }, 200],
  ['GET', { range: 'bytes=10-' }, 416],
  ['GET', { range: 'bytes=0-4', 'if-range': '"a"' }, 206],
  ['GET', { range: 'bytes=0-4', 'if-range': '"b"' }, 200],
  ['GET', { range: 'bytes=0-4', 'if-range': date }, 206],
  ['GET', { range: 'bytes=0-4', 'if-range': before }, 200],
  ['GET', { range: 'bytes=0-4', 'if-none-match': '"a"' }, 304]
])('%s with %j is answered %i', (method, fields, status) => {
  expect(statusOf(method, fields as Record<string, string>)).toBe(status)
})

test('several ranges are parts, one is none', () => {
  expect(answer('GET', { range: 'bytes=0-1,8-' })).toContain('multipart/byteranges; boundary=')
  expect(answer('GET', { range: 'bytes=0-1,8-' })).toContain('content-range: bytes 8-9/10')
  expect(answer('GET', { range: 'bytes=2-3' })).toContain('content-range: bytes 2-3/10')
})

const trials: readonly [string, Record<string, string>, Representation?][] = [
  ['PUT', { 'if-match': 'W/"a"' }],
  ['PUT', { 'if-match': '"b"' }],
  ['GET', { 'if-none-match': 'W/"a"' }],
  ['PUT', { 'if-none-match': '*' }],
  ['GET', { 'if-none-match': '"b"', 'if-modified-since': date }],
  ['GET', { 'if-modified-since': date }],
  ['PUT', { 'if-modified-since': date }],
  ['PUT', { 'if-match': '"a"', 'if-unmodified-since': before }],
  ['PUT', { 'if-unmodified-since': before }],
  ['GET', { 'if-modified-since': formatAsctimeDate(THEN) }],
  ['GET', { range: 'bytes=0-4', 'if-range': '"b"' }],
  ['GET', { range: 'bytes=0-4', 'if-range': 'W/"a"' }, weak],
  ['HEAD', { range: 'bytes=0-4' }],
  ['GET', { range: 'lines=0-4' }],
  ['GET', { range: 'bytes=0-4' }],
  ['GET', { range: 'bytes=10-' }],
  ['GET', { range: 'bytes=0-1,4-5' }]
]

test.each(mutantsOf(semanticRules).map(({ rule, reading, rules }) => [rule, reading, rules] as const))(
  '%s read as %s behaves differently',
  (_rule, _reading, rules) => {
    expect(
      trials.some(
        ([method, fields, of]) => answer(method, fields, rules, of) !== answer(method, fields, {}, of)
      )
    ).toBe(true)
  }
)
