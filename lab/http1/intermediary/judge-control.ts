import { quoted } from '../../quoted.ts'
import { inconclusive, type Finding } from '../../verdict.ts'
import type { View } from '../view.ts'
import { valuesOf, type WireMessage } from '../wire-message.ts'
import { forwarded, relayed } from './both-sides.ts'
import { HOP, KEPT, NOMINATION } from './messages.ts'

/**
 * Whether the control went through as a lawful exchange should: asked of the origin, the origin's response given to the client, and
 * neither of them copied octet by octet. Undefined when it did; otherwise why the case cannot be judged on this target.
 */
export function judgeThrough(view: View): Finding | undefined {
  for (const event of view.events) {
    const at = [event.entry]
    switch (event.event) {
      case 'refused':
        if (event.on === 'main') return inconclusive(`the connection could not be made: ${event.reason}`, at)
        break
      case 'unresolved':
        return inconclusive(`the case is not possible here: ${event.reason}`, at)
      case 'foreign':
        if (event.by === 'target')
          return inconclusive(`the target does not speak HTTP/1: ${quoted(event.text)} (${event.reason})`, at)
        break
      case 'deadline':
        if (event.patience === 'answer') return inconclusive('the control was not answered', at)
        break
      default:
        break
    }
  }
  const [request] = forwarded(view)
  const [response] = relayed(view)
  if (request === undefined) return inconclusive('the lawful control was not forwarded')
  if (response === undefined) return inconclusive('the lawful control was not answered')
  const { status = 0 } = response.message
  if (status === 400 || status >= 500)
    return inconclusive(`the target answered the lawful control with status ${status}`, [response.entry])
  if (copied(request.message) || copied(response.message))
    return inconclusive('the target copies messages with their Connection field: it is no intermediary', [
      request.entry,
      response.entry
    ])
  if (valuesOf(response.message, KEPT).length === 0 && status !== 304)
    return inconclusive("the client did not get the origin's response", [response.entry])
  return undefined
}

/** The field that Connection nominates came through, and so did the nomination, word for word. */
const copied = (message: WireMessage): boolean =>
  valuesOf(message, HOP).length > 0 &&
  valuesOf(message, 'connection').some((value) => value.toLowerCase() === NOMINATION.toLowerCase())
