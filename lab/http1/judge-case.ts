import type { Case } from '../case.ts'
import type { Trace } from '../trace.ts'
import { inconclusive, type Finding } from '../verdict.ts'
import type { Criterion } from './criterion.ts'
import type { Expectation } from './expectation.ts'
import { judgeControl } from './judge-control.ts'
import { judgeProbe } from './judge-probe.ts'
import type { Message } from './message.ts'
import { View } from './view.ts'

/** A case of the HTTP/1 suites. */
export interface Http1Case extends Case<Message, Criterion, Expectation> {
  /** The control is lawful and yet refused, as the case means it to be. */
  readonly refusedToo?: true
}

/** A finding, and the trace that its entries are indices of. */
export type CaseFinding = Finding & { readonly decidedIn: 'control' | 'probe' }

/** Judges a case from the two traces; pure, so that a stored run can be judged again. */
export function judgeCase(one: Http1Case, control: Trace, probe: Trace): CaseFinding {
  const lawful = new View(control, one.mark, one.role)
  const uncontrolled = judgeControl(lawful, one.refusedToo)
  if (uncontrolled !== undefined) return { ...uncontrolled, decidedIn: 'control' }
  const view = new View(probe, one.mark, one.role, lawful.response?.message)
  return { ...(spoiled(view) ?? judgeProbe(one.expect, view)), decidedIn: 'probe' }
}

/** Why the probe's exchange cannot be judged at all, if so. */
function spoiled(view: View): Finding | undefined {
  for (const event of view.events) {
    if (event.event === 'refused' && event.entry < view.markEntry)
      return inconclusive(`the connection could not be made: ${event.reason}`, [event.entry])
    if (event.event === 'unresolved')
      return inconclusive(`the case is not possible here: ${event.reason}`, [event.entry])
    if ((event.event === 'fin' || event.event === 'rst') && event.by === 'target' && event.on === 'main') {
      if (event.entry < view.markEntry)
        return inconclusive('the target ended the connection before the probe was sent', [event.entry])
      break
    }
  }
  return undefined
}
