import type { TraceLine } from '../log-line.ts'
import type { Trace } from '../trace.ts'
import { traceLine } from './stored.ts'

type Part = TraceLine['part']

/**
 * The traces of a run as its log has them: one that several cases share (a control) is written once, under the id of the case that it was
 * first asked for.
 */
export class Traces {
  readonly #owners = new WeakMap<
    Trace,
    { readonly one: string; readonly part: Part; readonly attempt: number }
  >()
  readonly #written = new WeakSet<Trace>()
  readonly #target: string

  constructor(target: string) {
    this.#target = target
  }

  /** The id of a trace; that of this case, part and attempt unless it has one already. */
  idOf(trace: Trace, one: string, part: Part, attempt: number): string {
    const owner = this.#owners.get(trace) ?? { one, part, attempt }
    this.#owners.set(trace, owner)
    return `${owner.one}/${owner.part}/${owner.attempt}`
  }

  /** The line of a trace, or undefined when the log has it already. */
  line(trace: Trace, one: string, part: Part, attempt: number): TraceLine | undefined {
    if (this.#written.has(trace)) return undefined
    this.#written.add(trace)
    this.idOf(trace, one, part, attempt)
    const owner = this.#owners.get(trace) ?? { one, part, attempt }
    return traceLine(owner.one, this.#target, owner.part, owner.attempt, trace)
  }
}
