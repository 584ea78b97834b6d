import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mutantsOf } from '../rules.ts'
import { readingsOf } from './readings.ts'
import { http1Rules, statusOf, type RuleName } from './rules.ts'
import { clientScenarios, type ClientRule } from './testing/client-scenarios.ts'
import { ask } from './testing/client-transcript.ts'
import { proxyScenarios } from './testing/proxy-scenarios.ts'
import { proxied } from './testing/proxy-transcript.ts'
import { isServerRule, serverScenarios, type ServerRule } from './testing/server-scenarios.ts'
import { serve } from './testing/server-transcript.ts'

const rules = Object.entries(http1Rules)

describe('rule table', () => {
  test.each(rules)('%s is well formed', (_name, rule) => {
    expect(rule.requirements.length).toBeGreaterThan(0)
    for (const id of rule.requirements) expect(id).toMatch(/^rfc\d+-[\dA.]+[-+]\d+$/)
    if ('overreach' in rule) expect(Object.keys(rule.readings)).toContain(rule.overreach)
    expect(Object.keys(rule.readings).length).toBeGreaterThan(1)
  })

  const folder = new URL('../../../shared/requirements/', import.meta.url)
  const testHere = existsSync(folder) ? test : test.skip
  testHere(
    `cites sentences that exist${existsSync(folder) ? '' : ' (skipped: ../shared/requirements is not here)'}`,
    () => {
      const ids = new Set<string>()
      for (const name of ['rfc9110', 'rfc9112', 'rfc3986', 'rfc1945'])
        for (const line of readFileSync(new URL(`${name}.jsonl`, folder), 'utf8').split('\n'))
          if (line !== '') ids.add((JSON.parse(line) as { id: string }).id)
      const missing = rules.flatMap(([, { requirements }]) =>
        requirements.filter((id) => !id.includes('+') && !ids.has(id))
      )
      expect(missing).toEqual([])
    }
  )

  const mutants = mutantsOf(http1Rules)
    .filter(({ rule }) => isServerRule(rule as RuleName))
    .map((mutant) => [mutant.rule as ServerRule, mutant.reading, mutant.rules] as const)

  test.each(mutants)('%s read as %s behaves differently', (rule, _reading, mutant) => {
    const differs = serverScenarios[rule].some((scenario) => serve(scenario, mutant) !== serve(scenario))
    expect(differs).toBe(true)
  })

  const clientMutants = mutantsOf(http1Rules)
    .filter(({ rule, reading }) => Object.hasOwn(clientScenarios, rule) && reading !== 'silent')
    .map((mutant) => [mutant.rule as ClientRule, mutant.reading, mutant.rules] as const)

  test.each(clientMutants)('%s read as %s makes another client', (rule, _reading, mutant) => {
    const scenarios = clientScenarios[rule]
    expect(scenarios.some((scenario) => ask(scenario, mutant) !== ask(scenario))).toBe(true)
  })

  const proxyMutants = mutantsOf(http1Rules)
    .filter(({ rule, reading }) => Object.hasOwn(proxyScenarios, rule) && reading !== 'silent')
    .map((mutant) => [mutant.rule as keyof typeof proxyScenarios, mutant.reading, mutant.rules] as const)

  test.each(proxyMutants)('%s read as %s makes another intermediary', async (rule, _reading, mutant) => {
    let differs = false
    for (const scenario of proxyScenarios[rule])
      differs ||= (await proxied(scenario, mutant)) !== (await proxied(scenario))
    expect(differs).toBe(true)
  })

  test('every rule has scenarios, but for two of the client on sockets', () => {
    const without = rules
      .map(([name]) => name)
      .filter(
        (name) => ![serverScenarios, clientScenarios, proxyScenarios].some((all) => Object.hasOwn(all, name))
      )
    expect(without).toEqual(['expectationFailed', 'retries'])
  })

  const asked = Object.entries(clientScenarios).flatMap(([rule, scenarios]) =>
    scenarios.map((scenario, index) => [`${rule} ${index}`, scenario] as const)
  )
  test.each(asked)('any split of responses: %s', (_name, scenario) => {
    const { length } = scenario.answer ?? ''
    const whole = ask(scenario)
    expect(
      ask(
        scenario,
        {},
        Array.from({ length }, (_, index) => index)
      )
    ).toBe(whole)
  })

  const guards = rules.flatMap(([name, rule]) =>
    rule.kind === 'guard' && isServerRule(name as RuleName) ? [name as ServerRule] : []
  )
  test.each(guards)('%s refuses as it says', (rule) => {
    const answers = serverScenarios[rule].map((scenario) => serve(scenario))
    const refused = answers.filter((answer) => answer.includes(`[refused ${rule} `))
    expect(refused.length).toBeGreaterThan(0)
    for (const answer of refused) {
      expect(answer).toContain(`HTTP/1.1 ${statusOf(rule)} `)
      expect(answer).toMatch(/\[closed\]$/)
    }
  })

  const all = Object.entries(serverScenarios).flatMap(([rule, scenarios]) =>
    scenarios.map((scenario, index) => [`${rule} ${index}`, scenario] as const)
  )
  test.each(all)('any split: %s', (_name, scenario) => {
    const whole = serve(scenario)
    const { length } = scenario.send
    expect(
      serve(
        scenario,
        {},
        Array.from({ length }, (_, index) => index)
      )
    ).toBe(whole)
    fc.assert(
      fc.property(fc.array(fc.nat(length), { maxLength: 5 }), (cuts) => {
        expect(serve(scenario, {}, cuts)).toBe(whole)
      }),
      { numRuns: 10 }
    )
  })

  test('unknown rules and readings are refused', () => {
    expect(() => readingsOf({ nothing: 'enforce' } as never)).toThrow('no rule')
    expect(() => readingsOf({ bareLf: 'nothing' } as never)).toThrow('no reading')
  })
})
