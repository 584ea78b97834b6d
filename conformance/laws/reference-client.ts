import { hpackRules, type HpackRules } from '../../impl/hpack/rules.ts'
import { http2Rules, type Http2Rules } from '../../impl/http2/rules.ts'
import { mutantsOf, type Rule, type RuleSet } from '../../impl/rules.ts'
import type { Errand } from '../../lab/clients/driver.ts'
import { referenceClient } from '../../lab/clients/reference.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { http2ClientSaboteurs } from '../../lab/saboteurs/http2-client-saboteurs.ts'
import { sabotagedClient } from '../../lab/saboteurs/sabotaged-client.ts'
import { clientVariantFor, clientVariants, type ClientVariant } from './client-variants.ts'
import type { Mutant } from './mutation.ts'
import type { PlayedCase } from './play-case.ts'
import { playClientCase } from './play-client-case.ts'

/** Plays a case on our HTTP/2 client in memory, with some rules read otherwise, or set up otherwise. */
export function playReferenceClient(
  one: Http2Case,
  rules: RuleSet<Http2Rules> = {},
  hpackRules: HpackRules = {},
  variant: ClientVariant = {}
): PlayedCase {
  const options = { ...clientVariantFor(one), ...variant, rules, hpackRules }
  return playClientCase(one, (errand: Errand) => referenceClient({ ...errand, ...options }))
}

function mutant(
  rule: string,
  reading: string,
  { requirements }: Rule,
  variant: ClientVariant | undefined,
  rules: RuleSet<Http2Rules>,
  hpack: HpackRules
): Mutant {
  return {
    name: `${rule}: ${reading}`,
    requirements,
    play: (one: Http2Case) => playReferenceClient(one, rules, hpack, variant),
    ...(variant === undefined ? {} : { sound: (one: Http2Case) => playReferenceClient(one, {}, {}, variant) })
  }
}

/** Every mutant of the HTTP/2 client: one misreading of one rule of RFC 9113 and its kin, or of HPACK; and the saboteurs. */
export const clientMutants: readonly Mutant[] = [
  ...mutantsOf(http2Rules).map(({ rule, reading, rules }) =>
    mutant(rule, reading, http2Rules[rule], clientVariants[rule], rules, {})
  ),
  ...mutantsOf(hpackRules).map(({ rule, reading, rules }) =>
    mutant(`hpack ${rule}`, reading, hpackRules[rule], clientVariants[`hpack ${rule}`], {}, rules)
  ),
  {
    name: 'application: uses pushed responses again',
    requirements: ['rfc9113-8.4-3'],
    play: (one: Http2Case) => playReferenceClient(one, {}, {}, { push: true, reusesPushes: true })
  },
  ...http2ClientSaboteurs.map((saboteur): Mutant => ({
    name: `saboteur: ${saboteur.name}`,
    requirements: saboteur.requirements,
    play: (one: Http2Case) =>
      playClientCase(one, (errand) =>
        sabotagedClient(saboteur, referenceClient({ ...errand, ...clientVariantFor(one) }))
      )
  }))
]
