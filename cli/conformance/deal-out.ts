import { dealShard, readDurations } from '../../conformance/shard.ts'
import type { Case } from '../../lab/case.ts'
import type { Shard } from '../../lab/log-line.ts'
import { usage } from '../failure.ts'
import type { Terminal } from '../terminal.ts'
import type { ConformanceOptions } from './options.ts'
import { shardOf } from './shard-of.ts'

/** The cases of the shard that --shard names, and which shard it is; all cases without it. Throws a Failure for a shard without cases. */
export function dealOut(
  chosen: readonly Case[],
  { shard: written }: Pick<ConformanceOptions, 'shard'>,
  { env }: Terminal
): { readonly cases: readonly Case[]; readonly dealt: { readonly dealt?: Shard } } {
  if (written === undefined) return { cases: chosen, dealt: {} }
  const { index, of } = shardOf(written, env)
  const { cases, shard } = dealShard(chosen, index, of, readDurations())
  if (cases.length === 0)
    throw usage(`Shard ${index} of ${of} has nothing to do: ${chosen.length} cases are selected.`)
  return { cases, dealt: { dealt: shard } }
}
