import { defineRules, type RuleSet } from '../rules.ts'
import { chunkRules } from './rules/chunks.ts'
import { clientRules } from './rules/client.ts'
import { framingRules } from './rules/framing.ts'
import { intermediaryRules } from './rules/intermediary.ts'
import { lexicalRules } from './rules/lexical.ts'
import { serverRules } from './rules/server.ts'
import { targetRules } from './rules/target.ts'

/**
 * What this HTTP/1 enforces and meets, with every way in which other programs read it. The rules of heads and content
 * (lexical, target, framing, chunks) bind whoever reads a message; the others bind one role.
 */
export const http1Rules = defineRules({
  ...lexicalRules,
  ...targetRules,
  ...framingRules,
  ...chunkRules,
  ...serverRules,
  ...clientRules,
  ...intermediaryRules
})

export type Http1Rules = typeof http1Rules
export type RuleName = keyof Http1Rules & string
export type Http1RuleSet = RuleSet<Http1Rules>

/** For each rule the reading in use. */
export type Readings = { readonly [K in RuleName]: keyof Http1Rules[K]['readings'] & string }

/** The status by which a server refuses what breaks a rule; 400 where the rule itself names none. */
export function statusOf(rule: RuleName): number {
  const found = http1Rules[rule]
  return 'status' in found ? found.status : 400
}
