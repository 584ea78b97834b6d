import type { Core } from '../../impl/core.ts'
import { playInMemory } from '../../lab/exchange/memory.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { judgeCase, type Http2Case } from '../../lab/http2/judge-case.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import type { PlayedCase } from './played-case.ts'

/** What scripts fill in when the target is a core in memory. */
export const MEMORY_VALUES: Readonly<Record<string, string>> = {
  scheme: 'https',
  authority: 'zyphos.test:443',
  path: '/',
  upload: '/echo',
  large: '/large',
  unread: '/unread',
  echo: '/echo-head',
  shutdown: '/shutdown',
  push: '/push',
  tunnel: '/tunnel',
  protocol: 'echo'
}

const DEADLINES = deadlinesFor(1)

export type { PlayedCase } from './played-case.ts'

/** Plays a server case on a core in memory, under a virtual clock: the same each time. */
export function playCase(one: Http2Case, create: () => Core): PlayedCase {
  const play = (script: Http2Case['control'], required: number) =>
    playInMemory(create, {
      script,
      dialect: http2Dialect,
      context: { side: 'client', values: MEMORY_VALUES },
      deadlines: DEADLINES,
      required
    })
  const control = play(one.control, Infinity)
  const probe = play(one.probe, one.mark)
  return { control, probe, finding: judgeCase(one, control, probe) }
}
