import { quoted } from '../quoted.ts'
import { inconclusive, type Finding } from '../verdict.ts'
import type { View } from './view.ts'

/**
 * Whether the control went as a lawful exchange should: every wait for an answer was met and no request was refused as
 * malformed. Undefined when it did; otherwise why the case cannot be judged on this target. `refusedToo`: the control's own request
 * is lawful but refused, as the case means it to be.
 */
export function judgeControl(view: View, refusedToo = false): Finding | undefined {
  for (const event of view.events) {
    const at = [event.entry]
    switch (event.event) {
      case 'refused':
        return inconclusive(`the connection could not be made: ${event.reason}`, at)
      case 'unresolved':
        return inconclusive(`the case is not possible here: ${event.reason}`, at)
      case 'foreign':
        if (event.by === 'target')
          return inconclusive(`the target does not speak HTTP/1: ${quoted(event.text)} (${event.reason})`, at)
        break
      case 'deadline':
        if (event.patience === 'answer') return inconclusive('the control was not answered', at)
        break
      case 'incomplete':
        if (event.by === 'target') return inconclusive('the response to the control is incomplete', at)
        break
      case 'head': {
        const { status = 0 } = event.message
        if (event.by === 'target' && !refusedToo && (status === 400 || status >= 500))
          return inconclusive(`the target answered the lawful control with status ${status}`, at)
        break
      }
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
  if (view.role === 'server' && view.response === undefined)
    return inconclusive('the target did not answer the lawful control')
  return undefined
}
