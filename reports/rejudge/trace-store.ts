import type { TraceLine } from '../../lab/log-line.ts'
import { restore } from '../../lab/run/stored.ts'
import type { Trace } from '../../lab/trace.ts'

/** Octets of traces that are kept at once; those that were not asked for the longest go first. */
const BUDGET = 256 * 1024 * 1024
/** What an entry takes beside its octets, roughly. */
const OVERHEAD = 200

/** The traces of one run by their ids, as far as they fit into memory. */
export class TraceStore {
  readonly #traces = new Map<string, { readonly trace: Trace; readonly size: number }>()
  #size = 0

  add(line: TraceLine): Trace {
    const trace = restore(line)
    const size = trace.entries.reduce(
      (sum, entry) => sum + OVERHEAD + ('octets' in entry ? entry.octets.length : 0),
      0
    )
    this.#traces.set(line.id, { trace, size })
    this.#size += size
    for (const [id, { size: freed }] of this.#traces) {
      if (this.#size <= BUDGET || id === line.id) break
      this.#traces.delete(id)
      this.#size -= freed
    }
    return trace
  }

  get(id: string): Trace | undefined {
    const found = this.#traces.get(id)
    if (found === undefined) return undefined
    this.#traces.delete(id)
    this.#traces.set(id, found)
    return found.trace
  }
}
