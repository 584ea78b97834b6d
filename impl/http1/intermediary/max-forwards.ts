import type { FieldLine } from '../../application.ts'
import type { Readings } from '../rules.ts'

/** What Max-Forwards asks an intermediary to do (RFC 9110, section 7.6.2). */
export type Forwarding =
  { readonly answers: true } | { readonly answers: false; readonly fields: readonly FieldLine[] }

/** Counts Max-Forwards of TRACE and OPTIONS down; at 0 the intermediary answers itself. */
export function countForwards(method: string, fields: readonly FieldLine[], readings: Readings): Forwarding {
  const value = fields.find(({ name }) => name === 'max-forwards')?.value
  const counts = (method === 'TRACE' || method === 'OPTIONS') && value !== undefined && /^\d+$/.test(value)
  if (!counts || readings.maxForwards === 'ignored') return { answers: false, fields }
  if (/^0+$/.test(value))
    return readings.maxForwards === 'stuck' ? { answers: false, fields } : { answers: true }
  const left = String(BigInt(value) - 1n)
  return {
    answers: false,
    fields: fields.map((line) => (line.name === 'max-forwards' ? { name: line.name, value: left } : line))
  }
}
