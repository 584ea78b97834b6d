import type { Criterion } from '../../lab/http2/criterion.ts'
import { http2Dialect } from '../../lab/http2/dialect.ts'
import { http2Kinds } from '../../lab/http2/deciding.ts'
import { describe } from '../../lab/http2/expectation.ts'
import { judgeCase, type Http2Case } from '../../lab/http2/judge-case.ts'
import type { Message } from '../../lab/http2/message.ts'
import { lostServer, surveyServer } from '../../lab/http2/survey.ts'
import type { Suite } from '../../lab/suite.ts'
import { serverCases } from './server-cases.ts'
import { serverInvariants } from './server-invariants.ts'

/** HTTP/2 servers: RFC 9113, 7541, 9218 and 8441. */
export const http2Server: Suite<Message, Criterion, Http2Case> = {
  name: 'http2',
  role: 'server',
  dialect: http2Dialect,
  cases: serverCases,
  invariants: serverInvariants,
  sentinels: [
    'http2/data-on-stream-0',
    'http2/settings-ack-with-payload',
    'http2/ping-with-7-octets',
    'http2/headers-on-even-stream'
  ],
  judge: judgeCase,
  survey: surveyServer,
  lost: lostServer,
  describe: ({ expect }) => describe(expect),
  kinds: (trace, entries, reason) => http2Kinds(trace, entries, reason, 'server')
}
