import { describe, expect, test } from '@jest/globals'
import { playClientInMemory } from '../../lab/exchange/memory-client.ts'
import type { Criterion } from '../../lab/http2/criterion.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { judgeCase } from '../../lab/http2/judge-case.ts'
import type { Message } from '../../lab/http2/message.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import { http2ClientRogues, type ClientRogue } from '../../lab/rogues/http2-client-rogues.ts'
import type { Script } from '../../lab/script.ts'
import type { Case } from '../../lab/case.ts'
import { clientCases } from './client-cases.ts'
import { http2Client } from './client-suite.ts'

const deadlines = deadlinesFor(0)

function verdictOf(rogue: ClientRogue, one: (typeof clientCases)[number]): string {
  const play = (script: Script<Message, Criterion>, required: number) =>
    playClientInMemory((errand) => rogue.create(errand), {
      script,
      dialect: http2Dialect,
      context: { side: 'server', values: {} },
      deadlines,
      required
    })
  return judgeCase(one, play(one.control, Infinity), play(one.probe, one.mark)).verdict
}

/** Tolerance and obligation count only on a client that refused a sentinel offence. */
function scored(rogue: ClientRogue): string[] {
  const conforms = (one: (typeof clientCases)[number]) => verdictOf(rogue, one) === 'conforms'
  const refuses = clientCases.some((one) => http2Client.sentinels.includes(one.id) && conforms(one))
  return clientCases
    .filter((one: Case) => (one.kind === 'offence' || refuses) && !one.needs.includes('tls'))
    .filter(conforms)
    .map(({ id }) => id)
}

describe('no trivial bad client scores', () => {
  test.each(http2ClientRogues.map((rogue) => [rogue.name, rogue] as const))(
    '%s',
    (_, rogue) => {
      expect(scored(rogue)).toEqual([])
    },
    60_000
  )
})
