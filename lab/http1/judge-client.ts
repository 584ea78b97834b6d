import type { Case } from '../case.ts'
import type { Trace } from '../trace.ts'
import { conforms, inconclusive, violates, type Finding } from '../verdict.ts'
import { describeForClient, type ClientExpectation } from './client-expectation.ts'
import { ClientView, exitText, outcomeOf, shows, type Exit } from './client-view.ts'
import type { Criterion } from './criterion.ts'
import { judgeClientControl } from './judge-client-control.ts'
import type { CaseFinding } from './judge-case.ts'
import type { Message } from './message.ts'

/** A case of the suite for HTTP/1 clients. */
export interface Http1ClientCase extends Case<Message, Criterion, ClientExpectation> {
  /** The client may fail at the control: what it does there is only compared with. */
  readonly failsToo?: true
}

/** Signals of a program that broke down, which is no way to refuse anything. */
const CRASHES: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE'])

/** Characters from which on an output may have lost its beginning (see clients/printable.ts). */
const KEPT = 1900

/** Judges a case against a client from the two traces; pure, so that a stored run can be judged again. */
export function judgeClientCase(one: Http1ClientCase, control: Trace, probe: Trace): CaseFinding {
  const lawful = new ClientView(control, one.mark)
  const uncontrolled = judgeClientControl(one, lawful)
  if (uncontrolled !== undefined) return { ...uncontrolled, decidedIn: 'control' }
  const view = new ClientView(probe, one.mark, lawful)
  return { ...(spoiled(view) ?? judgeClient(one.expect, view)), decidedIn: 'probe' }
}

/** Why the probe's exchange cannot be judged at all, if so. */
function spoiled(view: ClientView): Finding | undefined {
  const refusal = view.events.find(({ event, on }) => event === 'refused' && on === 'main')
  if (refusal?.event === 'refused')
    return inconclusive(`the client did not connect: ${refusal.reason}`, [refusal.entry])
  const early = view.events.find(
    ({ event, by, on, entry }) =>
      on === 'main' && by === 'target' && entry < view.markEntry && (event === 'fin' || event === 'rst')
  )
  return early && inconclusive('the client ended the connection before the probe was sent', [early.entry])
}

function judgeClient(expectation: ClientExpectation, view: ClientView): Finding {
  const { exit } = view
  if (exit?.signal !== null && exit !== undefined && CRASHES.has(exit.signal))
    return violates(`the client broke down (${exit.signal})`, [exit.entry])
  switch (expectation.expect) {
    case 'refused':
      return refused(view)
    case 'accepted':
      return accepted(expectation, view)
    case 'refused or read': {
      const refusal = refused(view)
      return refusal.verdict === 'violates' ? accepted(expectation, view) : refusal
    }
    case 'as the control':
      return asControl(view)
    case 'left':
      return left(view)
    case 'that':
      return expectation.judge(view)
  }
}

const failure = (exit: Exit): Finding =>
  conforms('exit status', `the client failed: ${exitText(exit)}`, [exit.entry])

function refused(view: ClientView): Finding {
  const { exit } = view
  switch (outcomeOf(exit)) {
    case 'failed':
      return failure(exit as Exit)
    case 'well':
      return violates('the client took the response as good', [(exit as Exit).entry])
    default: {
      // The response was unfinished: nobody closes then who takes it for good.
      const close = view.earlyClose
      return close === undefined
        ? inconclusive('the client neither failed nor closed before the response was complete')
        : conforms('close only', 'the client closed before the response was complete', [close.entry])
    }
  }
}

type Read = Extract<ClientExpectation, { expect: 'accepted' | 'refused or read' }>

function accepted(expectation: Read, view: ClientView): Finding {
  const { exit, earlyClose } = view
  switch (outcomeOf(exit)) {
    case 'none':
      return earlyClose === undefined
        ? inconclusive('the client did not end')
        : violates('the client closed before the lawful response was complete', [earlyClose.entry])
    case 'failed':
      return violates(`the client failed although the probe is lawful: ${exitText(exit as Exit)}`, [
        (exit as Exit).entry
      ])
    case 'unseen':
      return earlyClose === undefined
        ? inconclusive('nobody sees how the client ended')
        : violates('the client closed before the lawful response was complete', [earlyClose.entry])
    case 'well':
      return meant(expectation, exit as Exit)
  }
}

/** Whether what the client printed is what it was to read. */
function meant(expectation: Read, exit: Exit): Finding {
  const { shows: wanted, hides: unwanted } = expectation
  if (unwanted !== undefined && shows(exit, unwanted))
    return violates(`the client ended well, having read ${JSON.stringify(unwanted)}`, [exit.entry])
  if (wanted !== undefined && !shows(exit, wanted)) {
    if (exit.output.length >= KEPT)
      return inconclusive('only the end of what the client printed was kept', [exit.entry])
    return violates(`the client ended well, but did not read ${JSON.stringify(wanted)}`, [exit.entry])
  }
  return conforms(
    'exact',
    `the client ended well${wanted === undefined ? '' : `, having read ${JSON.stringify(wanted)}`}`,
    [exit.entry]
  )
}

function asControl(view: ClientView): Finding {
  const { exit } = view
  const usual = outcomeOf(view.control?.exit)
  const now = outcomeOf(exit)
  if (exit === undefined || now === 'unseen' || usual === 'none' || usual === 'unseen')
    return inconclusive('nobody sees how the client ended')
  const said = now === 'well' ? 'the client ended well' : `the client failed: ${exitText(exit)}`
  return now === usual
    ? conforms('exact', `${said}, as at the control`, [exit.entry])
    : violates(`${said}, and not so at the control`, [exit.entry])
}

/** The first connection carries no request after the mark. */
function left(view: ClientView): Finding {
  const again = view.requests('main').find(({ began }) => began > view.markEntry)
  if (again !== undefined) return violates('the client sent another request on the connection', [again.entry])
  const other = view.others[0]
  if (other !== undefined)
    return conforms('exact', 'the client sent its next request on another connection', [other.entry])
  const close = view.closing()
  if (close !== undefined) return conforms('close only', 'the client closed the connection', [close.entry])
  const { exit } = view
  return outcomeOf(exit) === 'failed'
    ? failure(exit as Exit)
    : inconclusive(`neither ${describeForClient({ expect: 'left' })} nor another one`)
}
