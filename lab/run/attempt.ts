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

/** Plays control and probe of a case, at the same time unless the case or the target wants to be alone, and judges. */
export async function attempt(
  suite: Suite,
  one: Case,
  target: Target,
  deadlines: Deadlines,
  records: boolean,
  signal: AbortSignal
): Promise<Attempt> {
  const context = {
    side: target.role === 'client' ? ('server' as const) : ('client' as const),
    values: target.values
  }
  const play = (script: Case['control'], required: number) =>
    target.exchange({ script, dialect: suite.dialect, context, deadlines, signal, records, required })
  const apart = one.alone === true || target.parallel === 1
  const playing = play(one.control, Infinity)
  if (apart) await playing
  const [control, probe] = await Promise.all([playing, play(one.probe, one.mark)])
  return { control, probe, finding: suite.judge(one, control, probe), cut: signal.aborted }
}
