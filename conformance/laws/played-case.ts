import type { Trace } from '../../lab/trace.ts'
import type { Finding } from '../../lab/verdict.ts'

/** A case that was played: both traces, and what the judge made of them. */
export interface PlayedCase {
  readonly control: Trace
  readonly probe: Trace
  readonly finding: Finding & { readonly decidedIn: 'control' | 'probe' }
}
