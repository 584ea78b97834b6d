import type { Criterion } from '../../lab/http1/criterion.ts'
import { deciding } from '../../lab/http1/deciding.ts'
import { http1Dialect } from '../../lab/http1/dialect.ts'
import { describe } from '../../lab/http1/expectation.ts'
import { judgeCase, type Http1Case } from '../../lab/http1/judge-case.ts'
import type { Message } from '../../lab/http1/message.ts'
import { lostServer, surveyServer } from '../../lab/http1/survey.ts'
import type { Suite } from '../../lab/suite.ts'
import { serverCases } from './server-cases.ts'
import { serverInvariants } from './server-invariants.ts'

/** HTTP/1 servers: RFC 9112 and RFC 9110. */
export const http1Server: Suite<Message, Criterion, Http1Case> = {
  name: 'http1',
  role: 'server',
  dialect: http1Dialect,
  cases: serverCases,
  invariants: serverInvariants,
  sentinels: [
    'http1/space-before-colon',
    'http1/host-missing',
    'http1/content-length-not-a-number',
    'http1/host-twice'
  ],
  judge: judgeCase,
  survey: surveyServer,
  lost: lostServer,
  describe: ({ expect }) => describe(expect),
  kinds: deciding
}
