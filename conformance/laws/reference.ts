import { Http2Connection } from '../../impl/http2/connection.ts'
import { hpackRules, type HpackRules } from '../../impl/hpack/rules.ts'
import { http2Rules, type Http2Rules } from '../../impl/http2/rules.ts'
import { mutantsOf, type Rule, type RuleSet } from '../../impl/rules.ts'
import { createApplication } from '../../lab/reference/application.ts'
import type { Core } from '../../impl/core.ts'
import type { Mutant } from './mutation.ts'

/** Our HTTP/2 server in memory, with some rules read otherwise. */
export function referenceServer(rules: RuleSet<Http2Rules> = {}, hpack: HpackRules = {}): Core {
  return new Http2Connection({
    role: 'server',
    handler: createApplication(),
    scheme: 'https',
    settings: { maxConcurrentStreams: 100, enableConnectProtocol: true },
    rules,
    hpackRules: hpack
  })
}

/** Every mutant of the HTTP/2 server: one misreading of one rule of RFC 9113 and its kin, or of HPACK. */
export const serverMutants: readonly Mutant[] = [
  ...mutantsOf(http2Rules).map(({ rule, reading, rules }) => ({
    name: `${rule}: ${reading}`,
    rule,
    reading,
    requirements: (http2Rules[rule] as Rule).requirements,
    create: () => referenceServer(rules)
  })),
  ...mutantsOf(hpackRules).map(({ rule, reading, rules }) => ({
    name: `hpack ${rule}: ${reading}`,
    rule: `hpack ${rule}`,
    reading,
    requirements: (hpackRules[rule] as Rule).requirements,
    create: () => referenceServer({}, rules)
  }))
]
