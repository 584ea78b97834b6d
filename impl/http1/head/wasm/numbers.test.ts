import { expect, test } from '@jest/globals'
import * as contract from '../contract.ts'
import { LONGEST_WORD } from '../limits.ts'
import * as numbers from './assembly/numbers.ts'

test('the numbers of the module are those of the contract', () => {
  const all: Readonly<Record<string, unknown>> = {
    ...contract,
    LONGEST_WORD,
    ...Object.fromEntries(contract.headRuleNames.map((rule, place) => [rule, place]))
  }
  for (const [name, number] of Object.entries(numbers)) expect([name, number]).toEqual([name, all[name]])
  for (const rule of contract.headRuleNames) expect(numbers).toHaveProperty(rule)
})
