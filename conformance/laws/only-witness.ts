import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { MutationRow } from './mutation-table.ts'

/**
 * Ids of the cases that have a reason of their own: the only killer of some mutant, or the only case for a requirement ×
 * state × message, where the state is the script before the mark and the message is what differs.
 */
export function onlyWitnesses(
  cases: readonly Http2Case[],
  table: readonly MutationRow[]
): ReadonlySet<string> {
  const needed = new Set<string>()
  for (const { killers } of table) if (killers.length === 1) needed.add(killers[0] as string)
  const cover = new Map<string, string[]>()
  for (const one of cases)
    for (const requirement of one.requirements) {
      const key = `${requirement} ${one.kind} ${stateOf(one)}`
      cover.set(key, [...(cover.get(key) ?? []), one.id])
    }
  for (const ids of cover.values()) if (ids.length === 1) needed.add(ids[0] as string)
  return needed
}

/** The kinds of the frames and waits before the mark, and of what stands at it. */
function stateOf(one: Http2Case): string {
  const kinds = one.probe.steps.slice(0, one.mark + 1).map((step) => {
    if (step.do !== 'send') return step.do === 'until' ? step.criterion.until : step.do
    return step.messages
      .map((message) =>
        'frame' in message ? `${message.frame}${'endStream' in message ? '+' : ''}` : 'octets'
      )
      .join('+')
  })
  return kinds.join(' ')
}
