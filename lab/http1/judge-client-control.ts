import { quoted } from '../quoted.ts'
import { inconclusive, type Finding } from '../verdict.ts'
import { exitText, outcomeOf, type ClientView } from './client-view.ts'
import type { Http1ClientCase } from './judge-client.ts'

/**
 * Whether the control went as a lawful exchange should: the client made the requests that were waited for and did not fail.
 * Undefined when it did; otherwise why the case cannot be judged on this client.
 */
export function judgeClientControl(
  { failsToo, control: { steps } }: Http1ClientCase,
  view: ClientView
): Finding | undefined {
  for (const event of view.events) {
    const at = [event.entry]
    if (event.event === 'refused' && event.on === 'main')
      return inconclusive(`the client did not connect: ${event.reason}`, at)
    if (event.event === 'unresolved')
      return inconclusive(`the case is not possible here: ${event.reason}`, at)
    if (event.event === 'foreign' && event.by === 'target')
      return inconclusive(`the client does not speak HTTP/1: ${quoted(event.text)} (${event.reason})`, at)
    if (event.event === 'deadline' && event.patience === 'answer')
      return inconclusive('the client did not do at the control what was waited for', at)
    if (event.event === 'unsent' && event.on === 'main')
      return inconclusive('the client ended the connection before the control was over', at)
  }
  const { exit } = view
  const outcome = outcomeOf(exit)
  if (outcome === 'failed' && failsToo !== true && exit !== undefined)
    return inconclusive(`the client failed at the lawful control (${exitText(exit)})`, [exit.entry])
  if (outcome === 'none' && steps.some(({ do: what }) => what === 'exit'))
    return inconclusive('the client did not end at the control')
  return view.requests('main').length === 0 ? inconclusive('the client made no request') : undefined
}
