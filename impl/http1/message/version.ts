import { latin1 } from '../../latin1.ts'
import { Refusal } from '../refusal.ts'
import type { Readings } from '../rules.ts'

const HTTP_1 = [0x48, 0x54, 0x54, 0x50, 0x2f, 0x31, 0x2e]

/** The minor version of HTTP/1 from `start` to before `end`: 0 or 1 (RFC 9112, section 2.3; RFC 9110, section 6.2). */
export function readMinorVersion(
  octets: Uint8Array,
  base: number,
  start: number,
  end: number,
  readings: Readings
): number | Refusal {
  const at = base + start
  if (end - start === 8 && HTTP_1.every((octet, index) => octets[at + index] === octet)) {
    const digit = octets[at + 7]!
    if (digit === 0x31 || digit === 0x30) return digit - 0x30
  }
  return readUnusual(latin1(octets, at, base + end), start, readings)
}

function readUnusual(text: string, offset: number, readings: Readings): number | Refusal {
  const match = patternOf(readings).exec(text)
  if (match === null) {
    if (readings.versionSyntax === 'ignored' || (text === '' && readings.versionMissing === 'ignored'))
      return 1
    return new Refusal('versionSyntax', offset, 'this is no version of HTTP')
  }
  const [, major = '', minor = '0'] = match
  if (Number(major) !== 1)
    return readings.versionMajor === 'ignored'
      ? 1
      : new Refusal('versionMajor', offset, 'only HTTP/1 is spoken here')
  if (Number(minor) <= 1) return Number(minor)
  if (readings.versionMinor === 'refused')
    return new Refusal('versionMinor', offset, 'a minor version above 1')
  return readings.versionMinor === 'http10' ? 0 : 1
}

function patternOf({ versionSyntax }: Readings): RegExp {
  switch (versionSyntax) {
    case 'anyCase':
      return /^HTTP\/(\d)\.(\d)$/i
    case 'digits':
      return /^HTTP\/(\d+)(?:\.(\d+))?$/
    case 'prefix':
      return /^HTTP\/(\d)\.(\d)/
    default:
      return /^HTTP\/(\d)\.(\d)$/
  }
}
