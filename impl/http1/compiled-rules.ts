import { compileLexicon, type Lexicon } from './head/lexicon.ts'
import { defaultHeadLimits, type HeadLimits } from './head/limits.ts'
import { compileNames, type NameTable } from './message/names.ts'
import { readingsOf } from './readings.ts'
import type { Http1RuleSet, Readings } from './rules.ts'

/** A rule set compiled: what the parsers of heads read, and every rule's reading. */
export interface CompiledRules {
  readonly readings: Readings
  readonly requests: Lexicon
  readonly responses: Lexicon
  readonly names: NameTable
}

const compiledSets = new WeakMap<object, WeakMap<object, CompiledRules>>()
const none: Http1RuleSet = {}

/** Compiles a rule set under limits; the same two give the same object. Throws TypeError for an unknown rule or reading. */
export function compileRules(
  rules: Http1RuleSet = none,
  limits: HeadLimits = defaultHeadLimits
): CompiledRules {
  let byLimits = compiledSets.get(rules)
  if (byLimits === undefined) compiledSets.set(rules, (byLimits = new WeakMap()))
  let compiled = byLimits.get(limits)
  if (compiled === undefined) byLimits.set(limits, (compiled = compile(rules, limits)))
  return compiled
}

function compile(rules: Http1RuleSet, limits: HeadLimits): CompiledRules {
  const readings = readingsOf(rules)
  return {
    readings,
    requests: compileLexicon(readings, limits, 'request'),
    responses: compileLexicon(readings, limits, 'response'),
    names: compileNames(readings)
  }
}
