import type { Trace } from '../trace.ts'
import { quoted } from '../quoted.ts'
import { inconclusive, type Finding } from '../verdict.ts'
import { rejectionByClose } from './judge-client.ts'
import { codeIn, codeTextIn, has, isType, type FrameEvent } from './reading.ts'
import { View } from './view.ts'
import type { Role } from '../case.ts'

/**
 * Whether the control went as a lawful exchange should: every wait was met, nothing was refused. Undefined when it did;
 * otherwise why the case cannot be judged on this target. `refused`: streams that the control itself makes the target reset.
 * `unread`: what the case expects does not depend on RST_STREAM.
 */
export function judgeControl(
  trace: Trace,
  mark: number,
  role: Role,
  refused: readonly number[] = [],
  unread = false
): Finding | undefined {
  const view = new View(trace, mark, role)
  for (const event of view.events) {
    const at = [event.entry]
    switch (event.event) {
      case 'refused':
        return inconclusive(`the connection could not be made: ${event.reason}`, at)
      case 'unresolved':
        return inconclusive(`the case is not possible here: ${event.reason}`, at)
      case 'foreign':
        return inconclusive(`the target does not speak HTTP/2: ${quoted(event.text)}`, at)
      case 'deadline':
        if (event.patience === 'answer') return inconclusive('the control was not answered', at)
        break
      case 'fin':
      case 'rst':
        if (event.by === 'target' && !expectsClose(view, event.entry))
          return inconclusive('the target closed the connection at the lawful control', at)
        break
      case 'undecodable':
        if (event.by === 'target')
          return inconclusive(`the target's field block does not decode: ${event.reason}`, at)
        break
      case 'frame':
        if (event.by !== 'target' || codeIn(event.frame) === 0) break
        if (isType(event.frame, 'GOAWAY'))
          return inconclusive(
            `the target answered the lawful control with GOAWAY ${codeTextIn(event.frame)}`,
            at
          )
        if (
          isType(event.frame, 'RST_STREAM') &&
          role === 'client' &&
          (endedByUs(view, event) || unwanted(event))
        )
          break
        if (isType(event.frame, 'RST_STREAM') && (view.tidies(event) || (unread && resetByUs(view, event))))
          break
        if (isType(event.frame, 'RST_STREAM') && !refused.includes(event.frame.stream))
          return inconclusive(
            `the target answered the lawful control with RST_STREAM ${codeTextIn(event.frame)}`,
            at
          )
        break
      case 'exit':
        if (event.signal !== null || (event.status !== null && event.status !== 0))
          return inconclusive(
            `the client failed at the lawful control (exit status ${event.status ?? event.signal})`,
            at
          )
        break
      default:
        break
    }
  }
  for (const [stream, status] of view.statuses)
    if (status === 400 && !refused.includes(stream))
      return inconclusive(`the target answered the lawful control with status 400`, [
        view.response(stream)?.event.entry ?? 0
      ])
  return undefined
}

/** A close after our own end of the connection is no refusal, nor is that of a client that has got all it asked for. */
function expectsClose(view: View, entry: number): boolean {
  if (view.role === 'client') return rejectionByClose(view)?.entry !== entry
  return view.events.some(
    (event) => event.entry < entry && event.by === 'lab' && (event.event === 'fin' || event.event === 'rst')
  )
}

/** A client that resets a stream after its whole response has come breaks a rule of its own, but has not refused the control. */
function endedByUs(view: View, reset: FrameEvent): boolean {
  return view
    .frames(view.events)
    .some(
      ({ by, entry, frame }) =>
        by === 'lab' && entry < reset.entry && frame.stream === reset.frame.stream && has(frame, 'END_STREAM')
    )
}

/** A client need not take a promise. */
const unwanted = ({ frame }: FrameEvent): boolean =>
  frame.stream % 2 === 0 && ['CANCEL', 'REFUSED_STREAM'].includes(codeTextIn(frame))

/** A server that resets a stream which we have reset breaks a rule of its own, but has not refused the control. */
function resetByUs(view: View, reset: FrameEvent): boolean {
  return view
    .frames(view.events)
    .some(
      ({ by, on, entry, frame }) =>
        by === 'lab' &&
        on === reset.on &&
        entry < reset.entry &&
        frame.stream === reset.frame.stream &&
        isType(frame, 'RST_STREAM')
    )
}
