import type { Criterion } from '../../lab/http1/criterion.ts'
import { http1Dialect } from '../../lab/http1/dialect.ts'
import { describe } from '../../lab/http1/expectation.ts'
import { judgeIntermediaryCase } from '../../lab/http1/intermediary/judge-case.ts'
import { lostIntermediary, surveyIntermediary } from '../../lab/http1/intermediary/survey.ts'
import type { Http1Case } from '../../lab/http1/judge-case.ts'
import type { Message } from '../../lab/http1/message.ts'
import type { Suite } from '../../lab/suite.ts'
import { intermediaryCases } from './intermediary-cases.ts'

/** HTTP/1 intermediaries, as RFC 9112 and RFC 9110 want them: the lab is client and origin. */
export const http1Intermediary: Suite<Message, Criterion, Http1Case> = {
  name: 'http1',
  role: 'intermediary',
  dialect: http1Dialect,
  cases: intermediaryCases,
  invariants: [],
  sentinels: [
    'http1/intermediary/space-before-colon-forwarded',
    'http1/intermediary/content-length-no-number-relayed',
    'http1/intermediary/content-length-no-number-forwarded',
    'http1/intermediary/host-twice-forwarded'
  ],
  judge: judgeIntermediaryCase,
  survey: surveyIntermediary,
  lost: lostIntermediary,
  describe: ({ expect }) => describe(expect)
}
