import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { differenceOf } from './difference.ts'
import { stateAtMark } from './state-at-mark.ts'

/**
 * What a case alone may cover: a requirement, the kind of case, the state in which the difference finds the target with
 * the frame at hand, and what differs: its flag, field or setting, and the octets by which control and probe are apart.
 * All of it is read off the scripts. The coarse key leaves out what differs.
 */
function coverKeys(one: Http2Case, grain: 'fine' | 'coarse'): string[] {
  const rest = `${one.kind} | ${stateAtMark(one)}${grain === 'fine' ? ` | ${differenceOf(one)}` : ''}`
  return one.requirements.map((requirement) => `${requirement} | ${rest}`)
}

/** Ids of the cases that are the only one with some key. */
export function onlyCovers(
  cases: readonly Http2Case[],
  grain: 'fine' | 'coarse' = 'fine'
): ReadonlySet<string> {
  const cover = new Map<string, string[]>()
  for (const one of cases)
    for (const key of coverKeys(one, grain)) cover.set(key, [...(cover.get(key) ?? []), one.id])
  return new Set([...cover.values()].filter((ids) => ids.length === 1).map(([id = '']) => id))
}
