import type { Invariant, Observation } from '../invariant.ts'
import type { VerdictLine } from '../log-line.ts'
import type { Suite } from '../suite.ts'
import type { Trace } from '../trace.ts'

interface Tally {
  seen: number
  broken: {
    readonly trace: string
    readonly part: 'control' | 'probe'
    readonly found: NonNullable<Observation['broken']>
    readonly kinds: readonly string[] | undefined
  }[]
}

/** Judges the invariants on every trace of a run as it passes, keeping only what the verdicts need. */
export class InvariantFold {
  readonly #tallies: readonly { readonly invariant: Invariant; readonly tally: Tally }[]

  /** A control that several cases share is judged once. */
  readonly #judged = new WeakSet<Trace>()

  readonly #suite: Pick<Suite, 'invariants' | 'kinds'>

  constructor(suite: Pick<Suite, 'invariants' | 'kinds'>) {
    this.#suite = suite
    this.#tallies = suite.invariants.map((invariant) => ({ invariant, tally: { seen: 0, broken: [] } }))
  }

  take(id: string, part: 'control' | 'probe', trace: Trace): void {
    if (this.#judged.has(trace)) return
    this.#judged.add(trace)
    for (const { invariant, tally } of this.#tallies) {
      const { seen, broken } = invariant.judge(trace)
      tally.seen += seen
      if (broken !== undefined && tally.broken.length < 8)
        tally.broken.push({
          trace: id,
          part,
          found: broken,
          kinds: this.#suite.kinds?.(trace, broken.entries, broken.reason)
        })
    }
  }

  /** One verdict an invariant. Octets that broke it are octets: no repetition is needed. `refuses`: see Suite.sentinels. */
  lines(target: string, refuses: boolean): VerdictLine[] {
    return this.#tallies.map(({ invariant: { id, title, requirements, level, section }, tally }) => {
      const [first] = tally.broken
      const base = {
        type: 'verdict',
        case: id,
        target,
        level,
        requirements,
        kind: 'invariant',
        section,
        title
      } as const
      if (first !== undefined)
        return {
          ...base,
          verdict: 'violates',
          reason: first.found.reason,
          evidence: {
            [first.part]: first.trace,
            decidedIn: first.part,
            entries: first.found.entries,
            ...(first.kinds === undefined ? {} : { kinds: first.kinds })
          }
        }
      if (tally.seen === 0)
        return {
          ...base,
          verdict: 'unsupported',
          reason: 'the target never came to where it could have broken it'
        }
      if (!refuses)
        return { ...base, verdict: 'inconclusive', reason: 'it refused none of the sentinel offences' }
      return { ...base, verdict: 'conforms', manner: 'exact', reason: `kept on ${tally.seen} occasions` }
    })
  }
}
