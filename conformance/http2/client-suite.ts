import type { Criterion } from '../../lab/http2/criterion.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { http2Kinds } from '../../lab/http2/deciding.ts'
import { describe } from '../../lab/http2/expectation.ts'
import { judgeCase, type Http2Case } from '../../lab/http2/judge-case.ts'
import type { Message } from '../../lab/http2/message.ts'
import { lostClient, surveyClient } from '../../lab/http2/survey-client.ts'
import type { Suite } from '../../lab/suite.ts'
import { clientCases } from './client-cases.ts'
import { clientInvariants } from './client-invariants.ts'

/** HTTP/2 clients: RFC 9113, 7541, 9218 and 8441. */
export const http2Client: Suite<Message, Criterion, Http2Case> = {
  name: 'http2',
  role: 'client',
  dialect: http2Dialect,
  cases: clientCases,
  invariants: clientInvariants,
  sentinels: [
    'http2/client/data-on-stream-0',
    'http2/client/settings-ack-with-payload',
    'http2/client/ping-with-7-octets'
  ],
  judge: judgeCase,
  survey: surveyClient,
  lost: lostClient,
  describe: ({ expect }) => describe(expect),
  kinds: (trace, entries, reason) => http2Kinds(trace, entries, reason, 'client')
}
