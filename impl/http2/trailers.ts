import type { FieldLine } from '../application.ts'
import { checkFieldLine } from './field-lines.ts'
import { Malformed } from './malformed.ts'
import type { Readings } from './rules.ts'

/** Reads a trailer section (RFC 9113, section 8.1): regular field lines only. */
export function readTrailers(
  lines: readonly FieldLine[],
  readings: Readings,
  inRequest: boolean
): FieldLine[] | Malformed {
  const fields: FieldLine[] = []
  for (const line of lines) {
    if (line.name.charCodeAt(0) === 0x3a) {
      if (readings.pseudoFieldInTrailers !== 'ignored')
        return new Malformed('pseudoFieldInTrailers', `${line.name} in trailers`)
      fields.push(line)
      continue
    }
    const checked = checkFieldLine(line, readings, inRequest)
    if (checked instanceof Malformed) return checked
    if (checked !== undefined) fields.push(checked)
  }
  return fields
}
