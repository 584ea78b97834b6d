import type { CreateIntermediary } from '../../../lab/exchange/memory-between.ts'
import { memoryBetweenExchange } from '../../../lab/exchange/memory-between.ts'
import { http1Dialect } from '../../../lab/http1/dialect.ts'
import type { CaseFinding, Http1Case } from '../../../lab/http1/judge-case.ts'
import { judgeIntermediaryCase } from '../../../lab/http1/intermediary/judge-case.ts'
import { intermediaryValues, type IntermediaryKind } from '../../../lab/intermediary-target.ts'
import { deadlinesFor } from '../../../lab/patience.ts'
import type { Trace } from '../../../lab/trace.ts'

export interface PlayedBetween {
  readonly control: Trace
  readonly probe: Trace
  readonly finding: CaseFinding
}

/** What a case is played with: the kind that it needs, or a gateway. */
export const kindFor = ({ needs }: Http1Case): IntermediaryKind =>
  needs.includes('proxy') ? 'proxy' : 'gateway'

/** Plays a case with an intermediary in memory. */
export async function playBetween(one: Http1Case, create: CreateIntermediary): Promise<PlayedBetween> {
  const values = intermediaryValues(kindFor(one), '127.0.0.1:8080', '127.0.0.1:8081')
  const exchange = memoryBetweenExchange(create)
  const play = (script: Http1Case['control'], required: number) =>
    exchange({
      script,
      dialect: http1Dialect,
      context: { side: 'client', values },
      deadlines: deadlinesFor(0),
      required
    })
  const control = await play(one.control, Infinity)
  const probe = await play(one.probe, one.mark)
  return { control, probe, finding: judgeIntermediaryCase(one, control, probe) }
}
