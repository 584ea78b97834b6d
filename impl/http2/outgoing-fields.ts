import type { FieldLine } from '../application.ts'
import type { Readings } from './rules.ts'

const CONNECTION_SPECIFIC =
  /^(?:connection|proxy-connection|keep-alive|transfer-encoding|upgrade|http2-settings)$/
/** What no field line may hold on any way: line ends, NUL, and what is no octet. */
const UNSENDABLE = /[\0\r\n\u0100-\uffff]/

/**
 * The field lines of a message as they may be sent (RFC 9113, sections 8.2 and 8.3): pseudo-header fields first, names in
 * lowercase, no connection-specific fields. What an application may not say is left out.
 * @throws TypeError for a line that would end another message on its way.
 */
export function outgoingFields(
  pseudo: readonly FieldLine[],
  fields: readonly FieldLine[],
  readings: Readings
): readonly FieldLine[] {
  const lines = readings.pseudoFieldsFirst === 'enforce' ? [...pseudo] : []
  for (const line of fields) {
    if (UNSENDABLE.test(line.name) || UNSENDABLE.test(line.value))
      throw new TypeError(`field ${JSON.stringify(line.name)} cannot be sent`)
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

const statusLines = new Map<number, FieldLine>()

/** `:status`. @throws RangeError for what is no status code. */
export function statusLine(status: number): FieldLine {
  let line = statusLines.get(status)
  if (line === undefined) {
    if (!Number.isInteger(status) || status < 100 || status > 999) throw new RangeError(`status ${status}`)
    line = { name: ':status', value: String(status) }
    statusLines.set(status, line)
  }
  return line
}
