import type { StoredEntry, TraceLine } from '../log-line.ts'
import type { Entry, Trace } from '../trace.ts'

/** A trace as a line of the run log: octets in base64. */
export function traceLine(
  id: string,
  target: string,
  part: TraceLine['part'],
  attempt: number,
  trace: Trace
): TraceLine {
  return {
    type: 'trace',
    id: `${id}/${part}/${attempt}`,
    target,
    case: id,
    part,
    attempt,
    entries: trace.entries.map(store)
  }
}

function store(entry: Entry): StoredEntry {
  const at = Math.round(entry.at * 1000) / 1000
  if (!('octets' in entry)) return { ...entry, at }
  const { buffer, byteOffset, length } = entry.octets
  return { ...entry, at, octets: Buffer.from(buffer, byteOffset, length).toString('base64') }
}

/** The trace of a line. */
export function restore(line: TraceLine): Trace {
  return {
    entries: line.entries.map((entry) =>
      'octets' in entry ? { ...entry, octets: Uint8Array.from(Buffer.from(entry.octets, 'base64')) } : entry
    ) as Entry[]
  }
}
