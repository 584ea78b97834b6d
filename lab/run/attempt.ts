import type { Case } from '../case.ts'
import type { Deadlines } from '../patience.ts'
import type { Suite } from '../suite.ts'
import type { Target } from '../target.ts'
import type { Trace } from '../trace.ts'
import type { Finding } from '../verdict.ts'

/** One exchange of control and probe, and what the judge found. */
export interface Attempt {
  readonly control: Trace
  readonly probe: Trace
  readonly finding: Finding & { readonly decidedIn: 'control' | 'probe' }
  /** The run was ended meanwhile: the traces are not whole. */
  readonly cut: boolean
}

/** What all attempts of a run have in common. */
export interface Bench {
  readonly suite: Suite
  readonly target: Target
  readonly records: boolean
  readonly signal: AbortSignal
  /** Controls of first attempts: many cases have the same one, which is then exchanged once. */
  readonly controls: Map<string, Promise<Trace>>
  /** Milliseconds of the longest wait so far that an answer ended. */
  readonly pace: { slowest: number }
}

/**
 * Plays control and probe of a case, at the same time unless the case or the target wants to be alone, and judges.
 * `again`: an earlier attempt is to be confirmed, so nothing is shared with another case.
 */
export async function attempt(
  bench: Bench,
  one: Case,
  deadlines: Deadlines,
  again: boolean
): Promise<Attempt> {
  const { suite, target, records, signal, controls, pace } = bench
  const side = target.role === 'client' ? 'server' : 'client'
  const context = { side, values: target.values } as const
  const play = (script: Case['control'], required: number) =>
    target.exchange({ script, dialect: suite.dialect, context, deadlines, signal, records, required })
  const apart = one.alone === true || target.parallel === 1
  const control = () => play(one.control, Infinity)
  const playing = apart || again ? control() : shared(controls, JSON.stringify(one.control), control)
  if (apart) await playing
  const [controlTrace, probe] = await Promise.all([playing, play(one.probe, one.mark)])
  for (const trace of [controlTrace, probe]) pace.slowest = Math.max(pace.slowest, longestWait(trace))
  const finding = suite.judge(one, controlTrace, probe)
  return { control: controlTrace, probe, finding, cut: signal.aborted }
}

const longestWait = ({ entries }: Trace): number =>
  entries.reduce(
    (most, entry) =>
      entry.kind === 'met' && entry.patience === 'answer' ? Math.max(most, entry.waited) : most,
    0
  )

function shared<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key)
  if (known !== undefined) return known
  const fresh = make()
  made.set(key, fresh)
  return fresh
}
