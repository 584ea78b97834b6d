import type { Errand } from '../../lab/clients/driver.ts'
import { playClientInMemory, type Subject } from '../../lab/exchange/memory-client.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { judgeCase, type Http2Case } from '../../lab/http2/judge-case.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import type { PlayedCase } from './play-case.ts'

const DEADLINES = deadlinesFor(0)

/** Plays a client case on a client in memory, under a virtual clock: the same each time. */
export function playClientCase(one: Http2Case, create: (errand: Errand) => Subject): PlayedCase {
  const play = (script: Http2Case['control'], required: number) =>
    playClientInMemory(create, {
      script,
      dialect: http2Dialect,
      context: { side: 'server', values: {} },
      deadlines: DEADLINES,
      required
    })
  const control = play(one.control, Infinity)
  const probe = play(one.probe, one.mark)
  return { control, probe, finding: judgeCase(one, control, probe) }
}
