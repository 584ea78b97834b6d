import type { Need } from '../../lab/case.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { get, over, post, response, send, until, type Step } from '../../lab/http2/steps.ts'
import type { ServerCase } from './server-case.ts'

/** What a case says so that stream 1 is in a certain state, and stays there whatever a conforming server does. */
export type Situation = Required<Pick<ServerCase, 'settings' | 'given' | 'needs' | 'holds'>>

const NONE: readonly number[] = []
const NO_NEEDS: readonly Need[] = []

/** Half-closed (remote), as the server sees it: a whole request, whose response cannot end for want of window. */
export const halfClosed: Situation = {
  // One octet, not none: a server that keeps even its header section back at 0 is found by cases about that.
  settings: [['INITIAL_WINDOW_SIZE', 1]],
  given: [{ do: 'automate', set: { replenish: false } }, send(get(1)), until(response(1))],
  needs: ['body'],
  holds: [1]
}

/** Open: a request whose body is still to come, so that there is no response yet. */
export const open: Situation = { settings: [], given: [send(post(1))], needs: ['upload'], holds: [1] }

/** Closed by END_STREAM of both sides. */
export const ended: Situation = {
  settings: [],
  given: [send(get(1)), until(over(1))],
  needs: NO_NEEDS,
  holds: NONE
}

const cancel: Frame = { frame: 'RST_STREAM', stream: 1, code: 'CANCEL' }

/** Closed by a RST_STREAM of ours, while the response could not end. */
export const cancelled: Situation = {
  ...halfClosed,
  given: [...halfClosed.given, send(cancel)],
  holds: NONE
}

/** Skipped: stream 1 was never opened, and stream 3 was, which closed it. */
export const skipped: Situation = {
  settings: [],
  given: [send(get(3)), until(over(3))],
  needs: NO_NEEDS,
  holds: NONE
}

/** Idle: nothing has been said on any stream. */
export const idle: Situation = { settings: [], given: [] as Step[], needs: NO_NEEDS, holds: NONE }

/** A WINDOW_UPDATE that lifts the window of stream 1 too high: makes a server reset the stream, or end the connection. */
export const OVERFLOW: Frame = { frame: 'WINDOW_UPDATE', stream: 1, increment: 0x7fffffff }
