import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { HpackError } from './error.ts'
import { CODES, CODE_LENGTHS, EOS } from './huffman-code.ts'
import { huffmanDecode, huffmanEncode, huffmanLength } from './huffman.ts'
import { readingsOf } from './rules.ts'

const readings = readingsOf()
const decode = (octets: Uint8Array): string => huffmanDecode(octets, 0, octets.length, readings)

function encode(text: string): Uint8Array {
  const target = new Uint8Array(huffmanLength(text))
  expect(huffmanEncode(text, target, 0)).toBe(target.length)
  return target
}

const latin1 = fc.uint8Array({ maxLength: 300 }).map((octets) => Buffer.from(octets).toString('latin1'))

test('codes of RFC 7541, Appendix B', () => {
  const code = (symbol: number): string => CODES[symbol]!.toString(2).padStart(CODE_LENGTHS[symbol]!, '0')
  expect(code(0x30)).toBe('00000')
  expect(code(0x20)).toBe('010100')
  expect(code(0x00)).toBe('1111111111000')
  expect(code(0x5c)).toBe('1111111111111110000')
  expect(code(0xff)).toBe('11111111111111111111101110')
  expect(code(0x16)).toBe('111111111111111111111111111110')
  expect(code(EOS)).toBe('1'.repeat(30))
})

test('the code is complete: no bits are left over', () => {
  expect(CODE_LENGTHS.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1)
})

test('every octet, alone and among others', () => {
  for (let octet = 0; octet < 256; octet++) {
    const text = String.fromCharCode(octet)
    for (const around of [text, `a${text}`, `${text}a`, `Z~${text}${text}~`])
      expect(decode(encode(around))).toBe(around)
  }
})

test('decodes what it encodes', () => {
  fc.assert(fc.property(latin1, (text) => expect(decode(encode(text))).toBe(text)))
})

test('decodes strings larger than any buffer kept', () => {
  const text = 'The quick brown fox; \u00e9\u00ff'.repeat(10_000)
  expect(decode(encode(text))).toBe(text)
})

test('octets that decode are exactly those that the text encodes to', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (octets) => {
      let text: string
      try {
        text = decode(octets)
      } catch (error) {
        expect(error).toBeInstanceOf(HpackError)
        return
      }
      expect([...encode(text)]).toEqual([...octets])
    }),
    { numRuns: 2000 }
  )
})

test('decodes a part of an array', () => {
  const octets = Uint8Array.from([0xff, ...encode('example'), 0xff])
  expect(huffmanDecode(octets, 1, octets.length - 1, readings)).toBe('example')
})

test('does not write beyond the end, and says so', () => {
  fc.assert(
    fc.property(latin1, fc.nat(20), (text, missing) => {
      const length = huffmanLength(text)
      const end = Math.max(0, length - missing)
      const target = new Uint8Array(length + 4)
      expect(huffmanEncode(text, target, 0, end)).toBe(end < length ? -1 : length)
      expect([...target.subarray(end)]).toEqual(new Array(target.length - end).fill(0))
    })
  )
})

test('refuses characters that are no octets', () => {
  expect(() => huffmanEncode('caf\u0117', new Uint8Array(10), 0)).toThrow(RangeError)
})

describe('strings that cannot be decoded', () => {
  test.each([
    ['padding of zeros', [0x18], 'huffmanPaddingBits', 0],
    ['padding with one zero', [0x1e], 'huffmanPaddingBits', 0],
    ['a whole octet of padding', [0x1f, 0xff], 'huffmanPaddingLength', 1],
    ['nothing but padding', [0xff], 'huffmanPaddingLength', 0],
    ['29 bits of padding', [0x1f, 0xff, 0xff, 0xff, 0xff].slice(0, 4), 'huffmanPaddingLength', 3],
    ['EOS', [0xff, 0xff, 0xff, 0xff], 'huffmanEos', 0],
    ['EOS after a symbol', [0x1f, 0xff, 0xff, 0xff, 0xff], 'huffmanEos', 0],
    ['EOS before a symbol', [0xff, 0xff, 0xff, 0xfc, 0x7f], 'huffmanEos', 0],
    ['the start of a long code', [0xff, 0xfe], 'huffmanPaddingLength', 1]
  ])('%s', (_, octets, rule, offset) => {
    expect(() => decode(Uint8Array.from(octets))).toThrow(
      expect.objectContaining({ name: 'HpackError', rule, offset })
    )
  })
})
