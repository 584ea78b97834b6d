import type { Case } from '../../lab/case.ts'
import { fingerprintOf } from '../../lab/fingerprint.ts'
import type { TraceLine, VerdictLine } from '../../lab/log-line.ts'
import { conclude } from '../../lab/run/conclude.ts'
import { InvariantFold } from '../../lab/run/invariant-fold.ts'
import type { Suite } from '../../lab/suite.ts'
import type { Trace } from '../../lab/trace.ts'
import { TraceStore } from './trace-store.ts'

/** A stored verdict judged again, or why it cannot be. */
export type Rejudged = { readonly line: VerdictLine } | { readonly why: string }

/** How the end of a reason tells that the target was lost (lab/run/conclude.ts). */
const GONE = ', and the target is gone since: '
/** Attempts that a case can have. */
const MOST_ATTEMPTS = 3

/** Judges the verdicts of one run on one target again, from its traces as they pass. */
export class RejudgeSection {
  readonly #suite: Suite
  readonly #target: string
  readonly #store = new TraceStore()
  readonly #invariants: InvariantFold
  readonly #cases: ReadonlyMap<string, Case>
  #refuses = false
  #again: ReadonlyMap<string, VerdictLine> | undefined

  constructor(suite: Suite, target: string) {
    this.#suite = suite
    this.#target = target
    this.#invariants = new InvariantFold(suite)
    this.#cases = new Map(suite.cases.map((one) => [one.id, one]))
  }

  take(line: TraceLine): void {
    const trace = this.#store.add(line)
    this.#invariants.take(line.id, line.part, trace)
    // Sentinels leave their traces whether they were asked for or not: what they show bears on all others.
    const one = this.#cases.get(line.case)
    if (one === undefined || line.part !== 'probe' || !this.#suite.sentinels.includes(one.id)) return
    const control = this.#controlOf(one, line.attempt)
    if (control !== undefined && this.#suite.judge(one, control, trace).verdict === 'conforms')
      this.#refuses = true
  }

  verdict(stored: VerdictLine): Rejudged {
    if (stored.kind === 'invariant') return this.#invariant(stored)
    const one = this.#cases.get(stored.case)
    if (one === undefined) return { why: 'there is no such case any more' }
    if (stored.fingerprint !== undefined && stored.fingerprint !== fingerprintOf(one))
      return { why: 'the case was changed since' }
    if (stored.evidence === undefined) return { line: stored }
    const ids = this.#attemptsOf(one, stored)
    const attempts = ids.flatMap(({ control, probe }) => {
      const traces = { control: this.#store.get(control), probe: this.#store.get(probe) }
      if (traces.control === undefined || traces.probe === undefined) return []
      const made = { control: traces.control, probe: traces.probe }
      return [{ ...made, finding: this.#suite.judge(one, made.control, made.probe) }]
    })
    if (ids.length === 0 || attempts.length < ids.length) return { why: 'its traces are not in the log' }
    const lost = stored.reason.includes(GONE)
      ? stored.reason.slice(stored.reason.indexOf(GONE) + GONE.length)
      : undefined
    const line = conclude(one, attempts, {
      suite: this.#suite,
      target: this.#target,
      refuses: this.#refuses,
      lost,
      traceId: (part, number) => ids[number]?.[part] ?? ''
    })
    return { line: stored.took === undefined ? line : { ...line, took: stored.took } }
  }

  /** Invariants are judged when their first verdict comes: it stands behind all traces. */
  #invariant(stored: VerdictLine): Rejudged {
    this.#again ??= new Map(
      this.#invariants.lines(this.#target, this.#refuses).map((line) => [line.case, line])
    )
    const line = this.#again.get(stored.case)
    return line === undefined ? { why: 'there is no such invariant any more' } : { line }
  }

  /** The traces of all attempts; logs of format 1 give them by their names alone. */
  #attemptsOf(one: Case, stored: VerdictLine): readonly { control: string; probe: string }[] {
    if (stored.attempts !== undefined) return stored.attempts
    const { control, probe } = stored.evidence ?? {}
    if (stored.fingerprint !== undefined)
      return control === undefined || probe === undefined ? [] : [{ control, probe }]
    return Array.from({ length: MOST_ATTEMPTS }, (_, attempt) => ({
      control: `${one.id}/control/${attempt}`,
      probe: `${one.id}/probe/${attempt}`
    })).filter((ids) => this.#store.get(ids.probe) !== undefined)
  }

  /** The control of a case's attempt: its own, or that of a case with the same one. */
  #controlOf(one: Case, attempt: number): Trace | undefined {
    const own = this.#store.get(`${one.id}/control/${attempt}`)
    if (own !== undefined) return own
    const script = JSON.stringify(one.control)
    for (const other of this.#suite.cases) {
      const shared = this.#store.get(`${other.id}/control/0`)
      if (shared !== undefined && JSON.stringify(other.control) === script) return shared
    }
    return undefined
  }
}
