import type { Http1Case } from '../../lab/http1/judge-case.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Case, Role } from '../../lab/case.ts'
import { http1ServerRogues } from '../../lab/rogues/http1-server-rogues.ts'
import { http2ClientRogues } from '../../lab/rogues/http2-client-rogues.ts'
import { http2ServerRogues } from '../../lab/rogues/http2-server-rogues.ts'
import type { Suite } from '../../lab/suite.ts'
import type { Verdict } from '../../lab/verdict.ts'
import { http1Server } from '../http1/server-suite.ts'
import { playHttp1Case } from './http1-reference.ts'
import { http2Client } from '../http2/client-suite.ts'
import { http2Server } from '../http2/server-suite.ts'
import { playCase, type PlayedCase } from './play-case.ts'
import { playClientCase } from './play-client-case.ts'

/** A trivial bad program. */
export interface Member {
  readonly name: string
  /** What it does, as a clause. */
  readonly does: string
  play(one: Case): PlayedCase
}

/** The rogues of one role, and the cases that can be played with them in memory. */
export interface ControlGroup {
  readonly suite: string
  readonly role: Role
  readonly members: readonly Member[]
  readonly cases: readonly Case[]
  readonly sentinels: readonly string[]
}

const playable = ({ cases, sentinels }: Pick<Suite, 'sentinels' | 'cases'>) => ({
  cases: cases.filter(({ needs }) => !needs.includes('tls')),
  sentinels
})

export const controlGroups: readonly ControlGroup[] = [
  {
    suite: 'http2',
    role: 'server',
    members: http2ServerRogues.map(({ name, does, create }) => ({
      name,
      does,
      play: (one) => playCase(one as Http2Case, create)
    })),
    ...playable(http2Server as unknown as Suite)
  },
  {
    suite: 'http2',
    role: 'client',
    members: http2ClientRogues.map(({ name, does, create }) => ({
      name,
      does,
      play: (one) => playClientCase(one as Http2Case, create)
    })),
    ...playable(http2Client as unknown as Suite)
  },
  {
    suite: 'http1',
    role: 'server',
    members: http1ServerRogues.map(({ name, does, create }) => ({
      name,
      does,
      play: (one) => playHttp1Case(one as Http1Case, create)
    })),
    ...playable(http1Server as unknown as Suite)
  }
]

export interface Score {
  /** Verdicts as a run would report them, with the sentinel rule applied. */
  readonly counts: Readonly<Record<Verdict, number>>
  /** Cases that the rogue conforms to: must be none. */
  readonly scored: readonly string[]
}

/** What a trivial bad program scores, every need granted to it. */
export function scoreOf({ play }: Member, { cases, sentinels }: ControlGroup): Score {
  const played = cases.map((one) => ({ one, verdict: play(one).finding.verdict }))
  const refuses = played.some(({ one, verdict }) => sentinels.includes(one.id) && verdict === 'conforms')
  const counts: Record<Verdict, number> = { conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 }
  const scored: string[] = []
  for (const { one, verdict } of played) {
    const counted = verdict === 'conforms' && one.kind !== 'offence' && !refuses ? 'inconclusive' : verdict
    counts[counted]++
    if (counted === 'conforms') scored.push(one.id)
  }
  return { counts, scored }
}
