import { describe, expect, test } from '@jest/globals'
import { Malformed } from './malformed.ts'
import { compileRules } from './readings.ts'
import { readRequestHead } from './request-head.ts'
import { readResponseHead } from './response-head.ts'
import { readTrailers } from './trailers.ts'
import { GET, lines } from './testing/wire.ts'

const { readings } = compileRules()
const request = (...texts: string[]) =>
  readRequestHead(lines(texts), readings, { connectProtocol: true, scheme: 'http' })
const get = (...texts: string[]) => request(...GET, ...texts)
const start = (method: string, scheme: string, path: string) => [
  `:method: ${method}`,
  `:scheme: ${scheme}`,
  `:path: ${path}`
]

describe('requests', () => {
  test.each<[string[]]>([
    [GET],
    [start('OPTIONS', 'https', '*')],
    [start('GET', 'coap', '')],
    [start('BREW', 'http', '/a?b=c%20d')],
    [[...GET, 'te: trailers']],
    [[...GET, 'te: Trailers']],
    [[...GET, 'host: A.EXAMPLE:80']],
    [[...GET, 'x:']],
    [[...GET, "a!#$%&'*+-.^_`|~9: \x80\xff\t!"]],
    [[...GET, 'content-length: 42, 42']],
    [[':method: CONNECT', ':authority: [::1]:443']],
    [[':method: CONNECT', ':scheme: https', ':path: /chat', ':authority: a', ':protocol: websocket']],
    [[...start('GET', 'http', '/'), ':authority: 127.0.0.1:8080']]
  ])('%j is accepted', (texts) => {
    expect(request(...texts)).not.toBeInstanceOf(Malformed)
  })

  test.each<[rule: string, texts: string[]]>([
    ['methodPresent', GET.slice(1)],
    ['methodSyntax', start('G(T', 'http', '/')],
    ['schemePresent', [':method: GET', ':path: /']],
    ['schemeSyntax', start('GET', '9p', '/')],
    ['pathPresent', GET.slice(0, 3)],
    ['pathNotEmpty', start('GET', 'http', '')],
    ['pathSyntax', start('GET', 'http', 'a')],
    ['pathSyntax', start('GET', 'http', '*')],
    ['pathSyntax', start('GET', 'http', '/a b')],
    ['pathSyntax', start('GET', 'http', '/a#b')],
    ['pathSyntax', start('GET', 'http', 'http://a.example/')],
    ['pseudoFieldRepeated', [...GET, ':method: GET']],
    ['pseudoFieldUndefined', [...GET, ':x: y']],
    ['pseudoFieldOfOtherSide', [...GET, ':status: 200']],
    ['pseudoFieldOrder', ['a: b', ...GET]],
    ['authorityUserinfo', [...start('GET', 'https', '/'), ':authority: u:p@a']],
    ['authoritySyntax', [...start('GET', 'https', '/'), ':authority: a b']],
    ['authoritySyntax', [...start('GET', 'https', '/'), ':authority: ']],
    ['authoritySyntax', [...start('GET', 'https', '/'), ':authority: a:b']],
    ['hostDiffers', [...GET, 'host: b.example']],
    ['hostDiffers', [...start('GET', 'http', '/'), 'host: a', 'host: b']],
    ['connectPseudoFields', [':method: CONNECT', ':scheme: http', ':authority: a:1']],
    ['connectPseudoFields', [':method: CONNECT', ':path: /', ':authority: a:1']],
    ['connectAuthority', [':method: CONNECT', ':authority: a']],
    ['connectAuthority', [':method: CONNECT', ':authority: a:0']],
    ['connectAuthority', [':method: CONNECT']],
    ['extendedConnectFields', [':method: CONNECT', ':authority: a', ':protocol: x']],
    ['protocolWithoutConnect', [...GET, ':protocol: x']],
    ['contentLengthSyntax', [...GET, 'content-length: -1']],
    ['contentLengthSyntax', [...GET, 'content-length: 0x1']],
    ['contentLengthSyntax', [...GET, 'content-length: ']],
    ['contentLengthSyntax', [...GET, 'content-length: 1', 'content-length: 2']],
    ['fieldValueOctets', [...GET.slice(0, 3), ':path: /\0']],
    ['fieldNameToken', [...GET, '"x": y']]
  ])('%s refuses %j', (rule, texts) => {
    const result = request(...texts)
    expect(result).toBeInstanceOf(Malformed)
    expect((result as Malformed).rule).toBe(rule)
  })

  test('a field name that is empty is no token', () => {
    const result = readRequestHead([...lines(GET), { name: '', value: 'x' }], readings, {
      connectProtocol: false,
      scheme: 'http'
    })
    expect(result).toMatchObject({ rule: 'fieldNameToken' })
  })

  test('cookies are joined where the first was, and stay out of tables if one of them had to', () => {
    const cookies = [
      { name: 'cookie', value: 'a=1' },
      { name: 'x', value: 'y' },
      { name: 'cookie', value: 'b=2', neverIndexed: true }
    ]
    const head = readRequestHead([...lines(GET), ...cookies], readings, {
      connectProtocol: false,
      scheme: 'http'
    })
    expect(head).toMatchObject({
      fields: [
        { name: 'cookie', value: 'a=1; b=2', neverIndexed: true },
        { name: 'x', value: 'y' }
      ]
    })
  })

  test('the authority is :authority, or else host', () => {
    expect(get('host: a.example:80')).toMatchObject({ authority: 'a.example' })
    expect(request(...start('GET', 'http', '/'), 'host: b')).toMatchObject({ authority: 'b' })
  })
})

test('responses and trailers', () => {
  expect(readResponseHead(lines([':status: 204', 'a: b']), readings)).toMatchObject({
    status: 204,
    contentLength: -1
  })
  expect(readResponseHead(lines([':status: 20']), readings)).toMatchObject({ rule: 'statusSyntax' })
  expect(readResponseHead(lines([':status: 101']), readings)).toMatchObject({ rule: 'switchingProtocols' })
  expect(readResponseHead(lines([':status: 200', 'te: trailers']), readings)).toMatchObject({
    rule: 'teValue'
  })
  expect(readResponseHead(lines([':status: 200', ':path: /']), readings)).toMatchObject({
    rule: 'pseudoFieldOfOtherSide'
  })
  expect(readTrailers(lines(['a: b']), readings, true)).toMatchObject([{ name: 'a' }])
  expect(readTrailers(lines([':path: /']), readings, true)).toMatchObject({ rule: 'pseudoFieldInTrailers' })
})
