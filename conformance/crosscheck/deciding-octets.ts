import type { StoredEntry, TraceLine, VerdictLine } from '../../lab/log-line.ts'

/** Octets that crossed the wire and bear on a verdict. */
export interface DecidingOctets {
  readonly by: 'lab' | 'target'
  /** Hexadecimal, in pairs; cut after 48 octets. */
  readonly hex: string
  /** How many octets it was. */
  readonly length: number
}

const SHOWN = 48

/**
 * What we sent at the step in which probe and control differ, and the entries by which the judge decided, of the trace that
 * it decided in; ends of the connection have no octets and are told by the verdict's reason.
 */
export function decidingOctets(
  { evidence }: VerdictLine,
  traces: ReadonlyMap<string, TraceLine>,
  mark: number
): DecidingOctets[] {
  if (evidence === undefined) return []
  const trace = traces.get(evidence[evidence.decidedIn] ?? '')
  if (trace === undefined) return []
  const sent = trace.entries.findIndex(
    (entry) => entry.kind === 'sent' && entry.auto !== true && entry.step >= mark
  )
  const indices = [...new Set([...(sent === -1 ? [] : [sent]), ...evidence.entries])].sort((a, b) => a - b)
  return indices.flatMap((index) => octetsOf(trace.entries[index]))
}

function octetsOf(entry: StoredEntry | undefined): DecidingOctets[] {
  if (entry === undefined || (entry.kind !== 'sent' && entry.kind !== 'received')) return []
  const octets = Buffer.from(entry.octets, 'base64')
  const hex = (octets.subarray(0, SHOWN).toString('hex').match(/../g) ?? []).join(' ')
  return [{ by: entry.kind === 'sent' ? 'lab' : 'target', hex, length: octets.length }]
}
