import type { FieldLine } from '../application.ts'
import { Malformed } from './malformed.ts'
import type { Readings } from './rules.ts'

/** The content-length of a message in octets, -1 without one. Several lines or values must agree on one number. */
export function contentLengthOf(fields: readonly FieldLine[], readings: Readings): number | Malformed {
  let length = -1
  for (const { name, value } of fields) {
    if (name !== 'content-length') continue
    for (const item of value.split(',')) {
      const text = item.trim()
      const number = /^[0-9]+$/.test(text) ? Number(text) : -1
      const valid = number >= 0 && number <= Number.MAX_SAFE_INTEGER
      if (valid && (length < 0 || length === number || readings.contentLengthSyntax === 'lastWins'))
        length = number
      else if (readings.contentLengthSyntax === 'ignored') return -1
      else if (readings.contentLengthSyntax !== 'lastWins' || !valid)
        return new Malformed('contentLengthSyntax', `content-length: ${value}`)
    }
  }
  return length
}
