import type { Entry, Trace } from './trace.ts'

/**
 * What the deciding entries of a trace are, in words that are the same whenever a target does the same again: kinds and
 * codes, no times, no stream identifiers, no octets. `read` names what a protocol knows of a received entry.
 */
export function kindsOf(
  trace: Trace,
  entries: readonly number[],
  read: (entry: number) => readonly string[] = () => ['octets']
): string[] {
  const kinds = entries.flatMap((index) => {
    const entry = trace.entries[index]
    if (entry === undefined) return []
    return entry.kind === 'received' ? read(index) : [kindOf(entry)]
  })
  return [...new Set(kinds)]
}

function kindOf(entry: Entry): string {
  switch (entry.kind) {
    case 'fin':
    case 'rst':
      return entry.by === 'lab' ? `our ${entry.kind.toUpperCase()}` : entry.kind.toUpperCase()
    case 'exit':
      return `exit ${entry.signal ?? entry.status ?? 'unknown'}`
    default:
      return entry.kind
  }
}
