import { Refusal } from '../refusal.ts'
import type { Readings } from '../rules.ts'

/** The values of Content-Length lines, and where the first of them is. */
export interface LengthLines {
  readonly values: readonly string[]
  readonly offset: number
}

/**
 * The length that Content-Length lines declare (RFC 9112, section 6.3; RFC 9110, section 8.6), undefined where they are to
 * be ignored.
 */
export function readContentLength(
  { values, offset }: LengthLines,
  readings: Readings
): number | undefined | Refusal {
  const lengths: number[] = []
  for (const element of values.flatMap((value) => value.split(','))) {
    const length = readElement(element.replace(/^[ \t]+|[ \t]+$/g, ''), offset, readings)
    if (typeof length === 'object') return length
    if (length !== undefined) lengths.push(length)
  }
  const [first] = lengths
  if (first === undefined || lengths.length === 1) return first
  if (lengths.every((length) => length === first))
    return readings.contentLengthList === 'refused'
      ? new Refusal('contentLengthList', offset, 'Content-Length is repeated')
      : first
  switch (readings.contentLengthDiffers) {
    case 'first':
      return first
    case 'last':
      return lengths[lengths.length - 1]
    case 'least':
      return Math.min(...lengths)
    case 'greatest':
      return Math.max(...lengths)
    default:
      return new Refusal('contentLengthDiffers', offset, 'Content-Lengths differ')
  }
}

function readElement(text: string, offset: number, readings: Readings): number | undefined | Refusal {
  if (text === '') {
    if (readings.contentLengthEmpty === 'absent') return undefined
    if (readings.contentLengthEmpty === 'zero') return 0
    return new Refusal('contentLengthEmpty', offset, 'Content-Length is empty')
  }
  const digits = digitsOf(text, readings)
  if (digits === undefined) {
    if (readings.contentLengthSyntax === 'absent') return undefined
    if (readings.contentLengthSyntax === 'zero') return 0
    return new Refusal('contentLengthSyntax', offset, 'Content-Length is no number')
  }
  const length = Number(digits)
  if (length <= Number.MAX_SAFE_INTEGER) return length
  switch (readings.contentLengthOverflow) {
    case 'wraps32':
      return Number(BigInt.asUintN(32, BigInt(digits)))
    case 'wraps64':
      return Number(BigInt.asUintN(64, BigInt(digits)))
    case 'saturates':
      return Number.MAX_SAFE_INTEGER
    default:
      return new Refusal('contentLengthOverflow', offset, 'Content-Length is above 2^53 - 1')
  }
}

/** What a reading takes for the number, in a form that `BigInt` knows. */
function digitsOf(text: string, readings: Readings): string | undefined {
  switch (readings.contentLengthSyntax) {
    case 'plus':
      return /^\+?(\d+)$/.exec(text)?.[1]
    case 'hexadecimal':
      return /^(?:\d+|0x[\dA-Fa-f]+)$/.exec(text)?.[0]
    case 'underscores':
      return /^\d+(?:_\d+)*$/.exec(text)?.[0].replaceAll('_', '')
    case 'fraction':
      return /^\d+(?:\.\d*)?(?:[eE]\d{1,2})?$/.test(text)
        ? String(BigInt(Math.trunc(Number(text))))
        : undefined
    case 'prefix':
      return /^\d+/.exec(text)?.[0]
    case 'digitsOnly':
      return text.replace(/\D/g, '') || undefined
    case 'octal':
      return /^0[0-7]+$/.test(text) ? `0o${text.slice(1)}` : /^\d+$/.exec(text)?.[0]
    default:
      return /^\d+$/.exec(text)?.[0]
  }
}
