import type { FieldLine } from '../application.ts'
import type { Readings } from './rules.ts'

const CONNECTION_SPECIFIC =
  /^(?:connection|proxy-connection|keep-alive|transfer-encoding|upgrade|http2-settings)$/

/**
 * The field lines of a message as they may be sent (RFC 9113, sections 8.2 and 8.3): pseudo-header fields first, names in
 * lowercase, no connection-specific fields. What an application may not say is left out.
 */
export function outgoingFields(
  pseudo: readonly FieldLine[],
  fields: readonly FieldLine[],
  readings: Readings
): readonly FieldLine[] {
  const lines = readings.pseudoFieldsFirst === 'enforce' ? [...pseudo] : []
  for (const line of fields) {
    const lower = line.name.toLowerCase()
    if (lower.startsWith(':')) continue
    if (readings.connectionFieldsWithheld === 'enforce') {
      if (CONNECTION_SPECIFIC.test(lower)) continue
      if (lower === 'te' && line.value.toLowerCase() !== 'trailers') continue
    }
    lines.push(
      lower === line.name || readings.fieldNamesLowercase === 'asGiven' ? line : { ...line, name: lower }
    )
  }
  if (readings.pseudoFieldsFirst !== 'enforce') lines.push(...pseudo)
  return lines
}
