import type { GatheredTarget } from './gather.ts'
import { total } from './tally.ts'

/** Why what is known of a target is not all that there is to know: sentences, none when it is. */
export function missing(target: GatheredTarget): string[] {
  const ends = target.sections.flatMap(({ end, run }) => {
    const which = run?.shard === undefined ? 'the run' : `shard ${run.shard.index} of ${run.shard.of}`
    if (end === undefined) return [`${which} broke off`]
    if (end.reason === 'complete') return []
    return [`${which} ended early: ${end.reason}${end.detail === undefined ? '' : ` (${end.detail})`}`]
  })
  const judged = total(target.tally, 'conforms') + total(target.tally, 'violates')
  return [...ends, ...missingShards(target), ...(judged === 0 ? ['nothing could be judged'] : [])]
}

/** Shards of a run that was dealt out, of which no run is at hand. */
export function missingShards({ sections }: GatheredTarget): string[] {
  const dealt = new Map<string, { of: number; present: Set<number> }>()
  for (const { run } of sections) {
    const shard = run?.shard
    if (shard === undefined) continue
    const key = `${shard.of} ${shard.selection}`
    const known = dealt.get(key) ?? { of: shard.of, present: new Set() }
    known.present.add(shard.index)
    dealt.set(key, known)
  }
  return [...dealt.values()].flatMap(({ of, present }) => {
    // A shard's count comes from a file: it is not a number of steps that anybody promised to be small.
    const absent: number[] = []
    for (let index = 1; index <= of && absent.length <= MOST_NAMED; index++)
      if (!present.has(index)) absent.push(index)
    if (absent.length === 0) return []
    const named = absent.slice(0, MOST_NAMED).join(', ')
    const count = of - [...present].filter((index) => index >= 1 && index <= of).length
    return [
      `${count} of ${of} shards ${count === 1 ? 'is' : 'are'} missing: ${named}${count > MOST_NAMED ? ' …' : ''}`
    ]
  })
}

const MOST_NAMED = 20
