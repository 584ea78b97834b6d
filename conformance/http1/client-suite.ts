import type { Criterion } from '../../lab/http1/criterion.ts'
import { deciding } from '../../lab/http1/deciding.ts'
import { http1Dialect } from '../../lab/http1/dialect.ts'
import { describeForClient } from '../../lab/http1/client-expectation.ts'
import { judgeClientCase, type Http1ClientCase } from '../../lab/http1/judge-client.ts'
import type { Message } from '../../lab/http1/message.ts'
import { lostClient, surveyClient } from '../../lab/http1/survey-client.ts'
import type { Suite } from '../../lab/suite.ts'
import { clientCases } from './client-cases.ts'
import { clientInvariants } from './client-invariants.ts'

/** HTTP/1 clients: RFC 9112 and RFC 9110. */
export const http1Client: Suite<Message, Criterion, Http1ClientCase> = {
  name: 'http1',
  role: 'client',
  dialect: http1Dialect,
  cases: clientCases,
  invariants: clientInvariants,
  sentinels: [
    'http1/client/no-http',
    'http1/client/length-not-a-number',
    'http1/client/content-shorter-than-length',
    'http1/client/status-of-letters'
  ],
  judge: judgeClientCase,
  survey: surveyClient,
  lost: lostClient,
  describe: ({ expect }) => describeForClient(expect),
  kinds: deciding
}
