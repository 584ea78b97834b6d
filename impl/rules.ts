/**
 * A rule: one requirement (or a few that bind together) that a reference implementation enforces or meets,
 * with every way in which a real program might read it.
 *
 * A *guard* refuses an offence; a *duty* does something it must. `enforce` is the specification's reading; every
 * other reading is a named misreading. The reading named by `overreach` also refuses the rule's lawful neighbour.
 */
export interface Rule {
  readonly kind: 'guard' | 'duty'
  /** Ids of requirements, as in conformance/requirements. */
  readonly requirements: readonly string[]
  readonly level: Level
  /** Reading → what a program with that reading does. */
  readonly readings: { readonly enforce: string } & Readonly<Record<string, string>>
  readonly overreach?: string
}

export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY'

export type RuleTable = Readonly<Record<string, Rule>>

/** One reading picked for some rules of a table; a rule that is not named is enforced. */
export type RuleSet<T extends RuleTable> = { readonly [K in keyof T]?: keyof T[K]['readings'] & string }

/** Checks a rule table at compile time and keeps its literal types. */
export function defineRules<const T extends RuleTable>(rules: T): T {
  return rules
}

/** The rule sets that differ from the default in exactly one rule: one per misreading. */
export function mutantsOf<T extends RuleTable>(
  rules: T
): { rule: keyof T & string; reading: string; rules: RuleSet<T> }[] {
  return Object.entries(rules).flatMap(([rule, { readings }]) =>
    Object.keys(readings)
      .filter((reading) => reading !== 'enforce')
      .map((reading) => ({ rule, reading, rules: { [rule]: reading } as unknown as RuleSet<T> }))
  )
}
