import type { FieldLine } from '../application.ts'
import { outgoingFields } from './outgoing-fields.ts'
import type { Readings } from './rules.ts'

/** The request that a client sends. */
export interface OutgoingRequest {
  readonly method: string
  readonly scheme?: string
  readonly authority?: string
  readonly path?: string
  /** `:protocol` (RFC 8441). */
  readonly protocol?: string
  readonly fields?: readonly FieldLine[]
  /** Nothing follows the header section. */
  readonly endStream?: boolean
}

/** The field lines of a request (RFC 9113, section 8.3.1). */
export function requestLines(request: OutgoingRequest, readings: Readings): readonly FieldLine[] {
  const { method, scheme, path, authority, protocol } = request
  const pseudo: FieldLine[] = [{ name: ':method', value: method }]
  if (scheme !== undefined) pseudo.push({ name: ':scheme', value: scheme })
  let fields = request.fields ?? []
  if (authority !== undefined) {
    if (readings.authoritySent === 'enforce') pseudo.push({ name: ':authority', value: authority })
    else fields = [{ name: 'host', value: authority }, ...fields]
    if (readings.hostConsistent === 'enforce' && readings.authoritySent === 'enforce')
      fields = fields.filter(({ name, value }) => name.toLowerCase() !== 'host' || value === authority)
  }
  if (path !== undefined) pseudo.push({ name: ':path', value: path })
  if (protocol !== undefined) pseudo.push({ name: ':protocol', value: protocol })
  return outgoingFields(pseudo, fields, readings)
}
