import type { StoredEntry, TraceLine } from '../log-line.ts'
import type { Entry, Trace } from '../trace.ts'

/** Entries as a run log keeps them: octets in base64 (RFC 4648 section 4). Indices stay as they are. */
export function storeEntries(entries: readonly Entry[]): StoredEntry[] {
  return entries.map((entry) =>
    'octets' in entry ? { ...entry, octets: toBase64(entry.octets) } : entry
  ) as StoredEntry[]
}

/** The trace of a stored line, equal to the one that was stored. */
export function restoreTrace(line: Pick<TraceLine, 'entries'>): Trace {
  return {
    entries: line.entries.map((entry) =>
      'octets' in entry ? { ...entry, octets: fromBase64(entry.octets) } : entry
    ) as Entry[]
  }
}

function toBase64(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('base64')
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}
