import type { FieldLine } from '../application.ts'
import { contentLengthOf } from './content-length.ts'
import { checkFieldLine } from './field-lines.ts'
import { Malformed } from './malformed.ts'
import type { Readings } from './rules.ts'

export interface ResponseHead {
  readonly status: number
  readonly fields: readonly FieldLine[]
  /** In octets, -1 without one. */
  readonly contentLength: number
}

/** Reads the field lines of a response, informational or final (RFC 9113, sections 8.2 and 8.3.2). */
export function readResponseHead(lines: readonly FieldLine[], readings: Readings): ResponseHead | Malformed {
  let status: string | undefined
  const fields: FieldLine[] = []
  for (const line of lines) {
    const { name, value } = line
    if (name.charCodeAt(0) !== 0x3a) {
      const checked = checkFieldLine(line, readings, false)
      if (checked instanceof Malformed) return checked
      if (checked !== undefined) fields.push(checked)
    } else if (name !== ':status') {
      const ofRequests = /^:(?:method|scheme|authority|path|protocol)$/.test(name)
      const rule = ofRequests ? 'pseudoFieldOfOtherSide' : 'pseudoFieldUndefined'
      if (readings[rule] !== 'ignored') return new Malformed(rule, `${name} in a response`)
    } else if (fields.length > 0 && readings.pseudoFieldOrder !== 'ignored') {
      return new Malformed('pseudoFieldOrder', ':status after a regular field')
    } else if (status === undefined || readings.pseudoFieldRepeated === 'lastWins') status = value
    else if (readings.pseudoFieldRepeated !== 'firstWins')
      return new Malformed('pseudoFieldRepeated', ':status repeated')
  }
  if (status === undefined) {
    if (readings.statusPresent !== 'ignored') return new Malformed('statusPresent', 'no :status')
    status = '200'
  }
  if (!/^[1-9][0-9]{2}$/.test(status)) {
    if (readings.statusSyntax !== 'ignored') return new Malformed('statusSyntax', `:status "${status}"`)
    status = '200'
  }
  if (status === '101' && readings.switchingProtocols !== 'ignored')
    return new Malformed('switchingProtocols', ':status 101')
  const contentLength = contentLengthOf(fields, readings)
  if (contentLength instanceof Malformed) return contentLength
  return { status: Number(status), fields, contentLength }
}
