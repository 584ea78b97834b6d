import type { FieldLine } from '../../application.ts'
import { listOf } from '../message/options.ts'
import type { Readings } from '../rules.ts'

/** Fields for one connection, named in Connection or not (RFC 9110, section 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'upgrade'
])
/** What is made anew for each message, whatever was received. */
const REMADE: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'transfer-encoding'
])

/** The fields of a message that go on to the next recipient, in their order, with this intermediary in Via. */
export function forwardedFields(
  fields: readonly FieldLine[],
  side: 'request' | 'response',
  received: string,
  readings: Readings
): FieldLine[] {
  const named = new Set(
    fields.filter(({ name }) => name === 'connection').flatMap(({ value }) => listOf(value))
  )
  const kept = fields.filter(({ name, value }) => {
    if (REMADE.has(name)) return isCopied(name, readings)
    if (name.startsWith('x-') && readings.unknownFieldsForwarded === 'dropped') return false
    if (name === 'via' && readings.viaSent === 'replaced') return false
    if (named.has(name)) return readings.connectionFieldsRemoved === 'forwarded'
    return value === undefined || !HOP_BY_HOP.has(name) || readings.hopByHopRemoved === 'forwarded'
  })
  if (readings.fieldOrderKept === 'reversed') kept.reverse()
  const omitted =
    readings.viaSent === 'omitted' || (readings.viaSent === 'requestOnly' && side === 'response')
  return omitted ? kept : [...kept, { name: 'via', value: received }]
}

function isCopied(name: string, readings: Readings): boolean {
  if (name === 'connection') return readings.connectionFieldsRemoved === 'connectionForwarded'
  return (name === 'content-length' || name === 'transfer-encoding') && readings.framingRemade === 'copied'
}
