import type { UriRuleName, UriRuleSet } from './rules.ts'
import { UriError } from './uri-error.ts'

/** Which octets a component is made of (RFC 3986, appendix A): one bit each. */
export const SCHEME = 1
export const USERINFO = 2
export const REG_NAME = 4
export const PATH = 8
export const QUERY = 16
export const HEX = 32
export const UNRESERVED = 64
export const DIGIT = 128

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const MARKS = '-._~'
const SUB_DELIMITERS = "!$&'()*+,;="

export const octetClasses: Uint8Array = classify([
  [SCHEME, `${LETTERS}${DIGITS}+-.`],
  [USERINFO, `${LETTERS}${DIGITS}${MARKS}${SUB_DELIMITERS}:`],
  [REG_NAME, `${LETTERS}${DIGITS}${MARKS}${SUB_DELIMITERS}`],
  [PATH, `${LETTERS}${DIGITS}${MARKS}${SUB_DELIMITERS}:@/`],
  [QUERY, `${LETTERS}${DIGITS}${MARKS}${SUB_DELIMITERS}:@/?`],
  [HEX, `${DIGITS}abcdefABCDEF`],
  [UNRESERVED, `${LETTERS}${DIGITS}${MARKS}`],
  [DIGIT, DIGITS]
])

function classify(classes: readonly (readonly [bit: number, octets: string])[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const [bit, octets] of classes) {
    for (const octet of octets) table[octet.charCodeAt(0)]! |= bit
  }
  return table
}

/** Whether the character at an offset is of a class. */
export function isOf(text: string, offset: number, bit: number): boolean {
  return ((octetClasses[text.charCodeAt(offset)] ?? 0) & bit) !== 0
}

/** Throws unless every octet from `start` to before `end` is of the class, or part of a percent-encoding. */
export function checkOctets(
  text: string,
  start: number,
  end: number,
  bit: number,
  rules: UriRuleSet,
  rule: UriRuleName = 'uriOctets'
): void {
  for (let at = start; at < end; at++) {
    if (isOf(text, at, bit)) continue
    if (text.charCodeAt(at) !== 0x25) {
      if (rules[rule] !== 'ignored') throw new UriError(rule, at, 'an octet that does not belong here')
    } else if (at + 2 < end && isOf(text, at + 1, HEX) && isOf(text, at + 2, HEX)) at += 2
    else if (rules.uriPercentEncoding !== 'ignored')
      throw new UriError('uriPercentEncoding', at, 'a percent sign without two hexadecimal digits')
  }
}
