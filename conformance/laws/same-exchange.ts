import type { Case } from '../../lab/case.ts'
import type { Entry, Trace } from '../../lab/trace.ts'
import type { PlayedCase } from './played-case.ts'

/** Whether the same happened in two exchanges, octet by octet: then nothing judges them differently. */
export const sameExchange = (a: PlayedCase, b: PlayedCase): boolean =>
  sameTrace(a.control, b.control) && sameTrace(a.probe, b.probe)

function sameTrace({ entries }: Trace, { entries: others }: Trace): boolean {
  return (
    entries.length === others.length &&
    entries.every((entry, index) => sameEntry(entry, others[index] as Entry))
  )
}

function sameEntry(a: Entry, b: Entry): boolean {
  if (a.kind !== b.kind || a.at !== b.at || a.on !== b.on || a.step !== b.step) return false
  if ('octets' in a && 'octets' in b) return Buffer.compare(a.octets, b.octets) === 0
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Plays each case once. */
export function remembered(play: (one: Case) => PlayedCase): (one: Case) => PlayedCase {
  const played = new Map<string, PlayedCase>()
  return (one) => {
    let found = played.get(one.id)
    if (found === undefined) played.set(one.id, (found = play(one)))
    return found
  }
}
