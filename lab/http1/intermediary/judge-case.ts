import type { Trace } from '../../trace.ts'
import { inconclusive, type Finding } from '../../verdict.ts'
import type { CaseFinding, Http1Case } from '../judge-case.ts'
import { judgeProbe } from '../judge-probe.ts'
import { View } from '../view.ts'
import { relayed } from './both-sides.ts'
import { judgeThrough } from './judge-control.ts'

/** Judges a case against an intermediary from the two traces; pure, so that a stored run can be judged again. */
export function judgeIntermediaryCase(one: Http1Case, control: Trace, probe: Trace): CaseFinding {
  const lawful = new View(control, one.mark, one.role)
  const uncontrolled = judgeThrough(lawful)
  if (uncontrolled !== undefined) return { ...uncontrolled, decidedIn: 'control' }
  const view = new View(probe, one.mark, one.role, lawful.response?.message)
  return { ...(spoiled(view) ?? overtaken(view, judgeProbe(one.expect, view))), decidedIn: 'probe' }
}

/**
 * A failure that the intermediary reports where it opened a connection that the script does not provide for, which was reset: it is
 * ours as much as its own.
 */
function overtaken(view: View, finding: Finding): Finding {
  const further = view.events.find(({ event, on }) => event === 'open' && on.startsWith('further'))
  if (finding.verdict !== 'violates' || further === undefined) return finding
  const failed = relayed(view).find(
    ({ message: { status = 0 }, entry }) => status >= 500 && finding.entries.includes(entry)
  )
  return failed === undefined
    ? finding
    : inconclusive('it opened a connection to the origin that the case does not provide for', [
        further.entry,
        failed.entry
      ])
}

/** Why the probe's exchange cannot be judged at all, if so. */
function spoiled(view: View): Finding | undefined {
  for (const event of view.events) {
    if (event.event === 'unresolved')
      return inconclusive(`the case is not possible here: ${event.reason}`, [event.entry])
    if (event.event === 'refused' && event.entry < view.markEntry && event.on === 'main')
      return inconclusive(`before the probe: ${event.reason}`, [event.entry])
    if ((event.event === 'fin' || event.event === 'rst') && event.by === 'target' && event.on === 'main') {
      if (event.entry < view.markEntry)
        return inconclusive('the target ended the connection before the probe was sent', [event.entry])
      break
    }
  }
  return undefined
}
