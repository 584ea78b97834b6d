import { describe, expect, test } from '@jest/globals'
import { mutantsOf } from '../rules.ts'
import { errorNames } from './errors.ts'
import { compileRules } from './readings.ts'
import { http2Rules, type RuleName } from './rules.ts'
import { scenarios } from './testing/scenarios.ts'
import { drive } from './testing/transcript.ts'

describe('rule table', () => {
  test.each(Object.entries(http2Rules))('%s is well formed', (_name, rule) => {
    expect(rule.requirements.length).toBeGreaterThan(0)
    for (const id of rule.requirements) expect(id).toMatch(/^(?:rfc\d+-[\dA.]+[-+]\d+|cve-\d+-\d+)$/)
    if ('overreach' in rule) expect(Object.keys(rule.readings)).toContain(rule.overreach)
    expect(Object.keys(rule.readings).length).toBeGreaterThan(1)
  })

  test.each(mutantsOf(http2Rules).map((mutant) => [mutant.rule, mutant.reading, mutant] as const))(
    '%s read as %s behaves differently',
    (rule, _reading, mutant) => {
      const differs = scenarios[rule as RuleName].some(({ options, steps }) => {
        const own = drive({ ...options }, steps)
        const other = drive({ ...options, rules: { ...options?.rules, ...mutant.rules } }, steps)
        return own.join('\n') !== other.join('\n')
      })
      expect(differs).toBe(true)
    }
  )

  const guards = Object.entries(http2Rules).flatMap(([name, rule]) =>
    'error' in rule ? [[name, rule.error] as const] : []
  )

  test.each(guards)('%s refuses as it says', (name, { scope, code }) => {
    const expected = `> ${scope} error ${errorNames[code]} ${name} `
    const refused = scenarios[name as RuleName].some(({ options, steps }) =>
      drive({ ...options }, steps).some((line) => line.startsWith(expected))
    )
    expect(refused).toBe(true)
  })

  test('unknown rules and readings are refused', () => {
    expect(() => compileRules({ nothing: 'enforce' } as never)).toThrow('no rule')
    expect(() => compileRules({ pingLength: 'nothing' } as never)).toThrow('no reading')
  })
})
