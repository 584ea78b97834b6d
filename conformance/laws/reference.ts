import type { Core } from '../../impl/core.ts'
import { hpackRules, type HpackRules } from '../../impl/hpack/rules.ts'
import { Http2Connection } from '../../impl/http2/connection.ts'
import { http2Rules, type Http2Rules } from '../../impl/http2/rules.ts'
import { mutantsOf, type Rule, type RuleSet } from '../../impl/rules.ts'
import { createApplication } from '../../lab/reference/application.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { http2ServerSaboteurs } from '../../lab/saboteurs/http2-server-saboteurs.ts'
import { sabotaged } from '../../lab/saboteurs/saboteur.ts'
import type { Mutant } from './mutation.ts'
import { playCase, type PlayedCase } from './play-case.ts'
import { variantFor, variants, type Variant } from './variants.ts'

/** Our HTTP/2 server in memory, with some rules read otherwise, or set up otherwise. */
export function referenceServer(
  rules: RuleSet<Http2Rules> = {},
  hpack: HpackRules = {},
  { connection, application }: Variant = {}
): Core {
  return new Http2Connection({
    role: 'server',
    handler: createApplication(application),
    scheme: 'https',
    settings: { maxConcurrentStreams: 100, enableConnectProtocol: true },
    ...connection,
    rules,
    hpackRules: hpack
  })
}

/** Plays a case on our server as the case needs it. */
export const playReferenceServer = (one: Http2Case): PlayedCase =>
  playCase(one, () => referenceServer({}, {}, variantFor(one)))

function mutant(
  rule: string,
  reading: string,
  { requirements }: Rule,
  variant: Variant | undefined,
  rules: RuleSet<Http2Rules>,
  hpack: HpackRules
): Mutant {
  return {
    name: `${rule}: ${reading}`,
    requirements,
    play: (one: Http2Case) => playCase(one, () => referenceServer(rules, hpack, variant ?? variantFor(one))),
    ...(variant === undefined
      ? {}
      : { sound: (one: Http2Case) => playCase(one, () => referenceServer({}, {}, variant)) })
  }
}

/**
 * Every mutant of the HTTP/2 server: one misreading of one rule of RFC 9113 and its kin, or of HPACK; and the saboteurs,
 * for what no rule has a reading for.
 */
export const serverMutants: readonly Mutant[] = [
  ...mutantsOf(http2Rules).map(({ rule, reading, rules }) =>
    mutant(rule, reading, http2Rules[rule], variants[rule], rules, {})
  ),
  ...mutantsOf(hpackRules).map(({ rule, reading, rules }) =>
    mutant(`hpack ${rule}`, reading, hpackRules[rule], variants[`hpack ${rule}`], {}, rules)
  ),
  ...http2ServerSaboteurs.map((saboteur): Mutant => ({
    name: `saboteur: ${saboteur.name}`,
    requirements: saboteur.requirements,
    play: (one: Http2Case) =>
      playCase(one, () => sabotaged(saboteur, () => referenceServer({}, {}, variantFor(one))))
  }))
]
