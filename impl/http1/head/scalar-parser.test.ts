import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readingsOf } from '../readings.ts'
import { http1Rules, type Http1RuleSet } from '../rules.ts'
import { headFrom } from '../testing/heads.ts'
import { octetsOf, parseHead } from '../testing/parse-head.ts'
import * as contract from './contract.ts'
import type { HeadKind } from './contract.ts'
import { compileLexicon } from './lexicon.ts'
import { defaultHeadLimits, type HeadLimits } from './limits.ts'
import { ScalarHeadParser } from './scalar-parser.ts'
import { lexicalRules } from '../rules/lexical.ts'

const parserOf = (
  rules: Http1RuleSet = {},
  limits: Partial<HeadLimits> = {},
  side: 'request' | 'response' = 'request'
) => new ScalarHeadParser(compileLexicon(readingsOf(rules), { ...defaultHeadLimits, ...limits }, side))

const octetByOctet = (text: string) => Array.from(text, (_, index) => index)

/** Start-line and fields of a head as texts, or the refusal. */
function read(text: string, rules: Http1RuleSet = {}, kind: HeadKind = contract.REQUEST): string {
  const parser = parserOf(rules, {}, kind === contract.RESPONSE ? 'response' : 'request')
  const octets = octetsOf(text)
  parser.begin(kind)
  const status = parser.parse(octets, 0, octets.length)
  if (status === contract.MORE) return 'more'
  if (status === contract.REFUSED) return `${parser.rule} ${parser.offset}`
  const { spans } = parser
  const part = (word: number) => JSON.stringify(text.slice(spans[word]!, spans[word + 1]!)).slice(1, -1)
  const fields = Array.from({ length: spans[contract.FIELD_COUNT]! }, (_, index) => {
    const word = contract.FIRST_FIELD + index * contract.WORDS_OF_FIELD
    return `${part(word)}=${part(word + 2)}`
  })
  const rest = text.slice(parser.length)
  return [[2, 4, 6].map(part).join('|'), ...fields, ...(rest === '' ? [] : [`rest ${rest}`])].join(';')
}
const get = (lines: string) => `GET / HTTP/1.1\r\n${lines}\r\n\r\n`

describe('ScalarHeadParser', () => {
  test.each([
    [get('Host: a'), 'GET|/|HTTP/1.1;Host=a'],
    ['\r\n\r\nGET / HTTP/1.1\r\n\r\nmore', 'GET|/|HTTP/1.1;rest more'],
    [get('A:b\r\nC:  d \t\r\nE: \r\nF:'), 'GET|/|HTTP/1.1;A=b;C=d;E=;F='],
    [get('A: a b\tc\u00ff!'), 'GET|/|HTTP/1.1;A=a b\\tc\u00ff!'],
    ['GET / HTTP/1.1', 'more'],
    ['', 'more'],
    ['GET / HTTP/1.1\r\nA: b\r\n', 'more'],
    ['GET / HTTP/1.1\n', 'bareLf 14'],
    ['GET / HTTP/1.1\rX', 'bareCr 14'],
    ['GET /\r\n', 'versionMissing 5'],
    ['GET  / HTTP/1.1\r\n', 'startLineSpaces 4'],
    ['GET /  HTTP/1.1\r\n', 'startLineSpaces 6'],
    ['GET / HTTP/1.1 \r\n', 'startLineSpaces 14'],
    ['GET\t/ HTTP/1.1\r\n', 'startLineSpaces 3'],
    [' GET / HTTP/1.1\r\n', 'startLineSpaces 0'],
    ['G\u00e9T / HTTP/1.1\r\n', 'methodOctets 1'],
    ['GET /\0 HTTP/1.1\r\n', 'targetOctets 5'],
    ['GET /# HTTP/1.1\r\n', 'targetFragment 5'],
    [get(' A: b'), 'firstLineWhitespace 16'],
    [get('A: b\r\n c'), 'obsFold 22'],
    [get('A : b'), 'spaceBeforeColon 17'],
    [get('A b: c'), 'fieldNameOctets 17'],
    [get('A(: c'), 'fieldNameOctets 17'],
    [get(': c'), 'fieldNameEmpty 16'],
    [get('A'), 'colonMissing 17'],
    [get('A: \0'), 'fieldValueNul 19'],
    [get('A: \u0007'), 'fieldValueControls 19'],
    [get('A: b\rc'), 'bareCr 20'],
    [get('A: b\nC: d'), 'bareLf 20'],
    [`${'M'.repeat(40)} / HTTP/1.1`, 'methodLength 32'],
    [`GET /${'a'.repeat(17000)}`, 'targetLength 16388'],
    [get(`A: ${'a'.repeat(17000)}`), 'fieldLineLength 16400'],
    [get('A: b\r\n'.repeat(257)), 'fieldCount 1552'],
    [get(`A: ${'a'.repeat(16000)}\r\n`.repeat(5)), 'headLength 65536'],
    ['\r\n'.repeat(40_000), 'headLength 65536']
  ])('%# reads as it should', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test.each([
    ['HTTP/1.1 200 OK\r\nA: b\r\n\r\n', 'HTTP/1.1|200|OK;A=b'],
    ['HTTP/1.1 200 \r\n\r\n', 'HTTP/1.1|200|'],
    ['HTTP/1.1 200\r\n\r\n', 'reasonSpaceMissing 12'],
    ['HTTP/1.1  200 OK\r\n', 'startLineSpaces 9'],
    ['HTTP/1.1 200 a\0\r\n', 'reasonOctets 14'],
    ['HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n', 'HTTP/1.1|200|OK;A=b\\r\\n c'],
    ['HTTP/1.1 200 OK\r\nA : b\r\n\r\n', 'HTTP/1.1|200|OK;A=b']
  ])('%# of responses reads as it should', (text, expected) => {
    expect(read(text, {}, contract.RESPONSE)).toBe(expected)
  })

  test('reads trailer sections', () => {
    expect(read('\r\n', {}, contract.TRAILERS)).toBe('||')
    expect(read('A: b\r\n\r\nx', {}, contract.TRAILERS)).toBe('||;A=b;rest x')
    expect(read(' A: b\r\n', {}, contract.TRAILERS)).toBe('firstLineWhitespace 0')
  })

  const lenient: readonly [Http1RuleSet, string, string][] = [
    [{ leadingEmptyLines: 'refused' }, '\r\nGET / HTTP/1.1\r\n\r\n', 'leadingEmptyLines 0'],
    [{ leadingEmptyLines: 'one' }, '\r\n\r\nGET / HTTP/1.1\r\n\r\n', 'leadingEmptyLines 2'],
    [{ bareLf: 'accepted' }, 'GET / HTTP/1.1\nA: b\n\n', 'GET|/|HTTP/1.1;A=b'],
    [{ bareCr: 'lineEnd' }, 'GET / HTTP/1.1\rA: b\r\rx', 'GET|/|HTTP/1.1;A=b;rest x'],
    [{ bareCr: 'kept' }, get('A: b\rc'), 'GET|/|HTTP/1.1;A=b\\rc'],
    [{ bareCr: 'space' }, get('A: b\rc\r'), 'GET|/|HTTP/1.1;A=b\\rc'],
    [{ startLineSpaces: 'runs' }, ' GET   /  HTTP/1.1 \r\n\r\n', 'GET|/|HTTP/1.1'],
    [{ startLineSpaces: 'runs' }, 'GET\t/ HTTP/1.1\r\n\r\n', 'startLineSpaces 3'],
    [{ startLineSpaces: 'whitespace' }, 'GET\t/\u000b\u000cHTTP/1.1\r\n\r\n', 'GET|/|HTTP/1.1'],
    [{ startLineSpaces: 'inTarget' }, 'GET /a b c HTTP/1.1\r\n\r\n', 'GET|/a b c|HTTP/1.1'],
    [{ methodOctets: 'visible' }, 'G(T / HTTP/1.1\r\n\r\n', 'G(T|/|HTTP/1.1'],
    [{ methodOctets: 'lettersOnly' }, 'M-SEARCH / HTTP/1.1\r\n\r\n', 'methodOctets 1'],
    [{ targetOctets: 'visible' }, 'GET /"<> HTTP/1.1\r\n\r\n', 'GET|/\\"<>|HTTP/1.1'],
    [{ targetOctets: 'obsText' }, 'GET /\u00e9 HTTP/1.1\r\n\r\n', 'GET|/\u00e9|HTTP/1.1'],
    [{ targetOctets: 'anyOctet' }, 'GET /\0\t HTTP/1.1\r\n\r\n', 'GET|/\\u0000\\t|HTTP/1.1'],
    [{ targetOctets: 'plain' }, 'GET /~a HTTP/1.1\r\n\r\n', 'targetOctets 5'],
    [{ targetFragment: 'kept' }, 'GET /#a HTTP/1.1\r\n\r\n', 'GET|/#a|HTTP/1.1'],
    [{ targetFragment: 'cut' }, 'GET /#a HTTP/1.1\r\n\r\n', 'GET|/|HTTP/1.1'],
    [{ versionMissing: 'simple' }, 'GET /\r\nA: b', 'GET|/|;rest A: b'],
    [{ versionMissing: 'ignored' }, 'GET /\r\nA: b\r\n\r\n', 'GET|/|;A=b'],
    [{ firstLineWhitespace: 'skipped' }, get(' A: b\r\n\tC: d\r\nE: f'), 'GET|/|HTTP/1.1;E=f'],
    [{ firstLineWhitespace: 'field' }, get(' A: b'), 'GET|/|HTTP/1.1;A=b'],
    [{ spaceBeforeColon: 'trimmed' }, get('A \t: b'), 'GET|/|HTTP/1.1;A=b'],
    [{ spaceBeforeColon: 'kept' }, get('A : b'), 'GET|/|HTTP/1.1;A =b'],
    [{ spaceBeforeColon: 'skipped' }, get('A : b\r\nC: d'), 'GET|/|HTTP/1.1;C=d'],
    [{ obsFold: 'space' }, get('A: b\r\n c\r\n\td'), 'GET|/|HTTP/1.1;A=b\\r\\n c\\r\\n\\td'],
    [{ obsFold: 'space' }, get('A:\r\n b\r\nC: d\r\n '), 'GET|/|HTTP/1.1;A=b;C=d'],
    [{ obsFold: 'kept' }, get('A: b\r\n c'), 'GET|/|HTTP/1.1;A=b\\r\\n c'],
    [{ obsFold: 'field' }, get('A: b\r\n C: d'), 'GET|/|HTTP/1.1;A=b;C=d'],
    [{ obsFold: 'skipped' }, get('A: b\r\n C: d'), 'GET|/|HTTP/1.1;A=b'],
    [{ fieldNameOctets: 'visible' }, get('A(: b'), 'GET|/|HTTP/1.1;A(=b'],
    [{ fieldNameOctets: 'anyOctet' }, get('A\0\u00e9: b'), 'GET|/|HTTP/1.1;A\\u0000\u00e9=b'],
    [{ fieldNameOctets: 'skipped' }, get('A(: b\r\nC d: e\r\nF: g'), 'GET|/|HTTP/1.1;F=g'],
    [{ fieldNameOctets: 'lettersOnly' }, get('A_b: c'), 'fieldNameOctets 17'],
    [{ fieldNameEmpty: 'accepted' }, get(': b'), 'GET|/|HTTP/1.1;=b'],
    [{ fieldNameEmpty: 'skipped' }, get(': b\r\nC: d'), 'GET|/|HTTP/1.1;C=d'],
    [{ fieldNameEmpty: 'endsHead' }, get('A: b\r\n: b\r\nC: d'), 'GET|/|HTTP/1.1;A=b'],
    [{ colonMissing: 'accepted' }, get('A\r\nB: c'), 'GET|/|HTTP/1.1;A=;B=c'],
    [{ colonMissing: 'skipped' }, get('A b\r\nB: c'), 'fieldNameOctets 17'],
    [{ colonMissing: 'skipped' }, get('A\r\nB: c'), 'GET|/|HTTP/1.1;B=c'],
    [{ fieldValueNul: 'space' }, get('A: b\0c\0'), 'GET|/|HTTP/1.1;A=b\\u0000c'],
    [{ fieldValueNul: 'kept' }, get('A: b\0c'), 'GET|/|HTTP/1.1;A=b\\u0000c'],
    [{ fieldValueNul: 'truncated' }, get('A: b\0c\r\nD: e'), 'GET|/|HTTP/1.1;A=b;D=e'],
    [{ fieldValueControls: 'kept' }, get('A: b\u0007'), 'GET|/|HTTP/1.1;A=b\\u0007'],
    [{ fieldValueObsText: 'refused' }, get('A: \u00e9'), 'fieldValueObsText 19'],
    [{ fieldValueWhitespace: 'kept' }, get('A:  b  '), 'GET|/|HTTP/1.1;A=b  '],
    [{ fieldValueWhitespace: 'spaceOnly' }, get('A: \tb\t '), 'GET|/|HTTP/1.1;A=\\tb\\t'],
    [{ fieldValueWhitespace: 'wide' }, get('A: \u00a0b\u0085'), 'GET|/|HTTP/1.1;A=b'],
    [{ fieldCount: 'few' }, get('A: b\r\n'.repeat(17)), 'fieldCount 112'],
    [{ fieldLineLength: 'short' }, get(`A: ${'a'.repeat(260)}`), 'fieldLineLength 272'],
    [{ targetLength: 'short' }, `GET /${'a'.repeat(2000)}`, 'targetLength 2004'],
    [{ headLength: 'short' }, get(`A: ${'a'.repeat(1100)}`), 'headLength 1024']
  ]
  test.each(lenient)('%j: %#', (rules, text, expected) => {
    expect(read(text, rules)).toBe(expected)
  })

  test('drops fields beyond the limit where it is told so', () => {
    const parser = parserOf({ fieldCount: 'dropped' }, { fields: 2 })
    expect(parseHead(parser, contract.REQUEST, get('A: b\r\nC: d\r\nE: f'), [])).toMatch(/^complete 36 0 2 /)
  })

  const variants: readonly Http1RuleSet[] = [
    {},
    ...Object.entries(lexicalRules).flatMap(([rule, { readings }]) =>
      Object.keys(readings)
        .filter((reading) => !['enforce', 'silent', 'badRequest', 'success'].includes(reading))
        .map((reading) => ({ [rule]: reading }) as Http1RuleSet)
    )
  ]
  const anyVariant = fc
    .array(fc.constantFrom(...variants), { maxLength: 5 })
    .map((some) => Object.assign({}, ...some))
  const kinds: readonly HeadKind[] = [contract.REQUEST, contract.RESPONSE, contract.TRAILERS]

  const anyHead = fc.array(fc.nat(10_000), { minLength: 4, maxLength: 40 }).map(headFrom)
  const cuts = fc.array(fc.nat(200), { maxLength: 6 })

  test('gives the same however the octets are cut, whatever the rules', () => {
    fc.assert(
      fc.property(anyHead, cuts, anyVariant, fc.constantFrom(...kinds), (text, places, rules, kind) => {
        const side = kind === contract.RESPONSE ? 'response' : 'request'
        const parser = parserOf(rules, { fields: 4, fieldLine: 48, target: 12, head: 120, method: 6 }, side)
        const whole = parseHead(parser, kind, text, [])
        expect(parseHead(parser, kind, text, octetByOctet(text))).toBe(whole)
        expect(parseHead(parser, kind, text, places)).toBe(whole)
      }),
      { numRuns: 4000 }
    )
  })

  test('knows every lexical rule', () => {
    for (const rule of contract.headRuleNames) expect(http1Rules).toHaveProperty(rule)
  })
})
