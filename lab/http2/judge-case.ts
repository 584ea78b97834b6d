import type { Case } from '../case.ts'
import type { Trace } from '../trace.ts'
import { inconclusive, type Finding } from '../verdict.ts'
import type { Criterion } from './criterion.ts'
import type { Expectation } from './expectation.ts'
import { judgeControl } from './judge-control.ts'
import { judgeProbe } from './judge-probe.ts'
import type { Message } from './message.ts'
import { View } from './view.ts'

/** A case of the HTTP/2 suites. */
export interface Http2Case extends Case<Message, Criterion, Expectation> {
  /** Streams that the target must not have ended by itself before it reacts: otherwise another outcome is legal. */
  readonly holds?: readonly number[]
  /** Streams that control and probe alike make the target refuse. */
  readonly refused?: readonly number[]
}

/** A finding, and the trace that its entries are indices of. */
export type CaseFinding = Finding & { readonly decidedIn: 'control' | 'probe' }

/** Judges a case from the two traces; pure, so that a stored run can be judged again. */
export function judgeCase(one: Http2Case, control: Trace, probe: Trace): CaseFinding {
  const uncontrolled = judgeControl(control, one.mark, one.role, one.refused, unreadResets(one.expect))
  if (uncontrolled !== undefined) return { ...uncontrolled, decidedIn: 'control' }
  const view = new View(probe, one.mark, one.role, new View(control, one.mark, one.role).statuses)
  return { ...(spoiled(view) ?? held(one, view) ?? judgeProbe(one.expect, view)), decidedIn: 'probe' }
}

/** Whether no RST_STREAM can meet or miss the expectation. */
const unreadResets = (expectation: Expectation): boolean =>
  expectation.expect === 'connection error' ||
  expectation.expect === 'connection closed' ||
  (expectation.expect === 'accepted' && expectation.stream === undefined)

/** Why the probe's exchange cannot be judged at all, if so. */
function spoiled(view: View): Finding | undefined {
  for (const event of view.events) {
    // Behind the mark it may be the target's doing: judged by the expectation.
    if (event.event === 'refused' && event.entry < view.markEntry)
      return inconclusive(`the connection could not be made: ${event.reason}`, [event.entry])
    // A client that refused the probe makes no further request for later steps to refer to.
    if (event.event === 'unresolved' && (view.role !== 'client' || event.entry <= view.markEntry))
      return inconclusive(`the case is not possible here: ${event.reason}`, [event.entry])
  }
  const { goneBefore } = view
  return goneBefore === undefined
    ? undefined
    : inconclusive('the target ended the connection before the probe was sent', [goneBefore.entry])
}

/** A stream that the case holds open must still have been open when the target reacted. */
function held(one: Http2Case, view: View): Finding | undefined {
  for (const stream of one.holds ?? []) {
    const reaction = view.resets(stream)[0] ?? view.goaways[0] ?? view.closing ?? view.barrier
    if (view.endedBefore(stream, reaction?.entry ?? Infinity))
      return inconclusive(
        `the target ended stream ${stream} by itself, which the case was to prevent`,
        reaction === undefined ? [] : [reaction.entry]
      )
    if (view.resetBefore(stream, view.markEntry))
      return inconclusive(`the target reset stream ${stream} before the probe was sent`)
  }
  return undefined
}
