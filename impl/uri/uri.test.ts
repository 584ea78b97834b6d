import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isIPv4Address, isIPv6Address } from './host.ts'
import { normalizeUri } from './normalize.ts'
import { parseAbsoluteUri, parseUri, parseUriReference } from './parse-uri.ts'
import { parseRequestTarget } from './request-target.ts'
import { removeDotSegments } from './remove-dot-segments.ts'
import { resolveReference } from './resolve.ts'
import { uriRules } from './rules.ts'
import { formatUri } from './uri.ts'
import { UriError } from './uri-error.ts'

const refusal = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof UriError) return `${error.rule} ${error.offset}`
    throw error
  }
  return 'accepted'
}

describe('parseUriReference', () => {
  test.each([
    'ftp://ftp.is.co.za/rfc/rfc1808.txt',
    'http://www.ietf.org/rfc/rfc2396.txt',
    'ldap://[2001:db8::7]/c=GB?objectClass?one',
    'mailto:John.Doe@example.com',
    'news:comp.infosystems.www.servers.unix',
    'tel:+1-816-555-1212',
    'telnet://192.0.2.16:80/',
    'urn:oasis:names:specification:docbook:dtd:xml:4.1.2',
    'foo://example.com:8042/over/there?name=ferret#nose',
    'http://user:pass@host:/?#',
    '//a?b',
    '',
    './this:that',
    '#f',
    'http://[v1f.a:b]/',
    'a:',
    '///p'
  ])('%s comes back as it went in', (text) => {
    expect(formatUri(parseUriReference(text))).toBe(text)
  })

  test.each([
    ['a b', 'uriOctets 1'],
    ['http://a/%zz', 'uriPercentEncoding 9'],
    ['http://a/%4', 'uriPercentEncoding 9'],
    ['http://a/\u00e9', 'uriOctets 9'],
    ['http://a/\u0141', 'uriOctets 9'],
    ['1a:b', 'uriColonInFirstSegment 2'],
    [':b', 'uriScheme 0'],
    ['h\\a:', 'uriScheme 1'],
    ['http://a:8x/', 'uriPort 10'],
    ['http://[::1/', 'uriHost 7'],
    ['http://[::1]x/', 'uriHost 7'],
    ['http://[1:2]/', 'uriHost 8'],
    ['http://[fe80::1%25en0]/', 'uriHost 8'],
    ['http://a@b@c/', 'uriHost 10'],
    ['http://a[b/', 'uriHost 8'],
    ['/a#b#c', 'uriOctets 4'],
    ['/a?b#c', 'accepted'],
    ['/<', 'uriOctets 1']
  ])('%s is %s', (text, expected) => {
    expect(refusal(() => parseUriReference(text))).toBe(expected)
  })

  test('a URI has a scheme, an absolute one no fragment', () => {
    expect(refusal(() => parseUri('/a'))).toBe('uriScheme 0')
    expect(refusal(() => parseAbsoluteUri('a:b#c'))).toBe('uriOctets 3')
  })

  test('whatever text: an answer or a UriError within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        try {
          expect(formatUri(parseUriReference(text))).toBe(text)
        } catch (error) {
          expect(error).toBeInstanceOf(UriError)
          expect((error as UriError).offset).toBeLessThanOrEqual(text.length)
        }
      })
    )
  })

  test('readings other than enforce accept what is refused', () => {
    expect(refusal(() => parseUriReference('/<', { uriOctets: 'ignored' }))).toBe('accepted')
    expect(refusal(() => parseUriReference('/%zz', { uriPercentEncoding: 'ignored' }))).toBe('accepted')
    expect(refusal(() => parseUriReference('//a b/', { uriHost: 'ignored' }))).toBe('accepted')
    expect(refusal(() => parseUriReference('//[::1]/', { uriHost: 'refusesLiterals' }))).toBe('uriHost 2')
    expect(refusal(() => parseUriReference('//a:b/', { uriPort: 'ignored' }))).toBe('accepted')
    expect(refusal(() => parseUriReference('1:b', { uriColonInFirstSegment: 'ignored' }))).toBe('accepted')
    expect(parseUriReference('1:b', { uriScheme: 'ignored' }).scheme).toBe('1')
    expect(Object.keys(uriRules)).toHaveLength(7)
  })
})

describe('resolveReference', () => {
  // RFC 3986, sections 5.4.1 and 5.4.2.
  test.each([
    ['g:h', 'g:h'],
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q#s'],
    ['g#s', 'http://a/b/c/g#s'],
    ['g?y#s', 'http://a/b/c/g?y#s'],
    [';x', 'http://a/b/c/;x'],
    ['g;x?y#s', 'http://a/b/c/g;x?y#s'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['./', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../g', 'http://a/b/g'],
    ['../..', 'http://a/'],
    ['../../g', 'http://a/g'],
    ['../../../g', 'http://a/g'],
    ['../../../../g', 'http://a/g'],
    ['/./g', 'http://a/g'],
    ['/../g', 'http://a/g'],
    ['g.', 'http://a/b/c/g.'],
    ['..g', 'http://a/b/c/..g'],
    ['./../g', 'http://a/b/g'],
    ['./g/.', 'http://a/b/c/g/'],
    ['g/./h', 'http://a/b/c/g/h'],
    ['g;x=1/../y', 'http://a/b/c/y'],
    ['g?y/../x', 'http://a/b/c/g?y/../x'],
    ['http:g', 'http:g']
  ])('%s is %s', (reference, expected) => {
    const base = parseUri('http://a/b/c/d;p?q')
    expect(formatUri(resolveReference(base, parseUriReference(reference)))).toBe(expected)
  })
})

describe('removeDotSegments', () => {
  /** The procedure of section 5.2.4, step by step. */
  const byTheBook = (path: string): string => {
    let [input, output] = [path, '']
    while (input !== '') {
      if (/^\.\.?\//.test(input)) input = input.replace(/^\.\.?\//, '')
      else if (/^\/\.(?:\/|$)/.test(input)) input = input.replace(/^\/\.(?:\/|$)/, '/')
      else if (/^\/\.\.(?:\/|$)/.test(input)) {
        input = input.replace(/^\/\.\.(?:\/|$)/, '/')
        output = output.slice(0, Math.max(0, output.lastIndexOf('/')))
      } else if (input === '.' || input === '..') input = ''
      else {
        const segment = /^\/?[^/]*/.exec(input)![0]
        output += segment
        input = input.slice(segment.length)
      }
    }
    return output
  }

  test('is what the RFC describes', () => {
    const segment = fc.constantFrom('.', '..', '', 'a', 'b', '...', '.a')
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 9 }), fc.boolean(), (segments, absolute) => {
        const path = (absolute ? '/' : '') + segments.join('/')
        expect(removeDotSegments(path)).toBe(byTheBook(path))
      })
    )
  })
})

describe('normalizeUri', () => {
  test.each([
    ['HTTP://www.EXAMPLE.com/', 'http://www.example.com/'],
    ['http://example.com', 'http://example.com/'],
    ['http://example.com:/', 'http://example.com/'],
    ['http://example.com:80/', 'http://example.com/'],
    ['https://example.com:80/', 'https://example.com:80/'],
    ['http://a/%7Efoo/%2f%c3', 'http://a/~foo/%2F%C3'],
    ['http://a/b/%2e%2E/c', 'http://a/c'],
    ['eXAMPLE://a/./b/../b/%63/%7bfoo%7d', 'example://a/b/c/%7Bfoo%7D']
  ])('%s is %s', (text, expected) => {
    expect(formatUri(normalizeUri(parseUri(text)))).toBe(expected)
  })

  test('of a normal form is the same', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
        const once = normalizeUri(parseUri(text))
        expect(normalizeUri(once)).toEqual(once)
      })
    )
  })
})

describe('addresses', () => {
  test.each(['::', '::1', '1::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:1.2.3.4', '::1.2.3.4', '1:2:3:4:5:6:7::'])(
    '%s is IPv6',
    (text) => expect(isIPv6Address(text)).toBe(true)
  )
  test.each([
    '',
    ':',
    ':::',
    '1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '12345::',
    'g::',
    '1:2:3:4:5:6:7:8::'
  ])('%s is not IPv6', (text) => expect(isIPv6Address(text)).toBe(false))
  test('IPv4', () => {
    expect(['1.2.3.4', '255.255.255.255', '0.0.0.0'].every(isIPv4Address)).toBe(true)
    expect(['1.2.3', '1.2.3.4.', '256.1.1.1', '01.2.3.4', '1.2.3.4.5', ''].some(isIPv4Address)).toBe(false)
  })
})

describe('parseRequestTarget', () => {
  test.each([
    ['GET', '/', 'origin'],
    ['GET', '//a/b?c?d', 'origin'],
    ['GET', 'http://a:1/b', 'absolute'],
    ['OPTIONS', '*', 'asterisk'],
    ['CONNECT', 'a:1', 'authority'],
    ['CONNECT', '[::1]:1', 'authority'],
    ['GET', '/a#b', 'uriOctets 2'],
    ['GET', 'http://a/#b', 'uriOctets 9'],
    ['GET', '', 'uriScheme 0'],
    ['GET', 'a', 'uriScheme 0'],
    ['CONNECT', '/a', 'uriHost 0'],
    ['CONNECT', 'u@a:1', 'uriHost 1'],
    ['GET', '/%', 'uriPercentEncoding 1']
  ])('%s %s: %s', (method, text, expected) => {
    let form = ''
    const fault = refusal(() => (form = parseRequestTarget(method, text).form))
    expect(fault === 'accepted' ? form : fault).toBe(expected)
  })
})
