import { Refusal } from '../refusal.ts'
import type { Readings } from '../rules.ts'

/** The values of Transfer-Encoding lines, and where the first of them is. */
export interface CodingLines {
  readonly values: readonly string[]
  readonly offset: number
}

/** What Transfer-Encoding says: chunked comes last, something else does, or nothing at all is said. */
export type Coding = 'chunked' | 'other' | 'none'

/** Reads Transfer-Encoding lines as one list of codings (RFC 9112, sections 6.1 and 7). */
export function readTransferEncoding({ values, offset }: CodingLines, readings: Readings): Coding | Refusal {
  const refuse = (
    rule: 'transferEncodingEmpty' | 'transferEncodingTwice' | 'transferEncodingSyntax',
    text: string
  ) => new Refusal(rule, offset, text)
  if (values.length > 1 && readings.transferEncodingLines === 'refused')
    return new Refusal('transferEncodingLines', offset, 'Transfer-Encoding is repeated')
  const codings = codingsOf(linesOf(values, readings), readings)
  if (codings.length === 0) {
    if (readings.transferEncodingEmpty === 'absent' || readings.transferEncodingSyntax !== 'enforce')
      return 'none'
    return refuse('transferEncodingEmpty', 'Transfer-Encoding names no coding')
  }
  const chunked = codings.filter((coding) => coding === 'chunked').length
  if (chunked > 1 && readings.transferEncodingTwice !== 'once')
    return refuse('transferEncodingTwice', 'the content is chunked twice')
  const last =
    codings[codings.length - 1] === 'chunked' || (chunked > 0 && readings.transferEncodingFinal === 'ignored')
  if (!last) return 'other'
  if (chunked < codings.length && readings.transferEncodingFinal !== 'ignored')
    return refuse('transferEncodingSyntax', `the transfer coding ${codings[0] ?? ''} is not known`)
  return 'chunked'
}

function linesOf(values: readonly string[], { transferEncodingLines }: Readings): string {
  if (transferEncodingLines === 'first') return values[0] ?? ''
  if (transferEncodingLines === 'last') return values[values.length - 1] ?? ''
  return values.join(',')
}

function codingsOf(value: string, readings: Readings): string[] {
  const lower =
    readings.transferEncodingCase === 'sensitive'
      ? value
      : value.replace(/[A-Z]+/g, (some) => some.toLowerCase())
  switch (readings.transferEncodingSyntax) {
    case 'contains':
      if (lower.includes('chunked')) return ['chunked']
      break
    case 'suffix':
      if (lower.endsWith('chunked')) return ['chunked']
      break
    case 'prefix':
      if (lower.startsWith('chunked')) return ['chunked']
      break
    default:
  }
  const codings = lower.split(',').map((coding) => trim(coding, readings))
  return codings.filter((coding) => {
    if (coding === '') return false
    if (readings.transferEncodingSyntax === 'ignored') return coding === 'chunked'
    return readings.transferEncodingSyntax !== 'identity' || coding !== 'identity'
  })
}

function trim(coding: string, { transferEncodingSyntax }: Readings): string {
  const trimmed = coding.replace(/^[ \t]+|[ \t]+$/g, '')
  switch (transferEncodingSyntax) {
    case 'quoted':
      return trimmed.replace(/^(["'])(.*)\1$/, '$2')
    case 'controls':
      return coding.replace(/^[\0- \x7f-\xa0]+|[\0- \x7f-\xa0]+$/g, '')
    case 'parameters':
      return trimmed.replace(/[ \t]*;.*$/, '')
    default:
      return trimmed
  }
}
