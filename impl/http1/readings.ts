import { http1Rules, type Http1RuleSet, type Readings, type RuleName } from './rules.ts'

/** The reading of every rule, where `rules` names those that are not enforced. Throws TypeError for what is no rule or reading. */
export function readingsOf(rules: Http1RuleSet = {}): Readings {
  for (const [rule, reading] of Object.entries(rules)) {
    if (!Object.hasOwn(http1Rules, rule)) throw new TypeError(`HTTP/1 has no rule ${rule}`)
    if (!Object.hasOwn(http1Rules[rule as RuleName].readings, reading))
      throw new TypeError(`rule ${rule} has no reading ${reading}`)
  }
  return { ...enforced, ...rules } as Readings
}

const enforced = Object.fromEntries(Object.keys(http1Rules).map((rule) => [rule, 'enforce'])) as Readings
