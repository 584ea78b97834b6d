import { describe, expect, test } from '@jest/globals'
import { hpackRules } from '../../impl/hpack/rules.ts'
import { http2Rules } from '../../impl/http2/rules.ts'
import type { RuleTable } from '../../impl/rules.ts'
import { find } from '../requirements/index.ts'
import { suites } from '../suites.ts'

/** Specifications whose requirements rules may cite although no suite covers them, so that they have no register. */
const OUTSIDE = /^rfc(7540|9110|7838|8336)-/

describe('sourced', () => {
  for (const suite of suites) {
    test(`every case of ${suite.name} (${suite.role}) cites requirements that exist`, () => {
      const unknown = suite.cases.flatMap(({ id, requirements }) =>
        requirements.filter((one) => find(one) === undefined).map((one) => `${id}: ${one}`)
      )
      expect(unknown).toEqual([])
      expect(suite.cases.filter(({ requirements }) => requirements.length === 0)).toEqual([])
    })

    test(`every invariant of ${suite.name} (${suite.role}) cites requirements that exist`, () => {
      const unknown = suite.invariants.flatMap(({ id, requirements }) =>
        requirements.filter((one) => find(one) === undefined).map((one) => `${id}: ${one}`)
      )
      expect(unknown).toEqual([])
    })

    test(`ids of ${suite.name} (${suite.role}) are used once and say what is wrong`, () => {
      const ids = [...suite.cases, ...suite.invariants].map(({ id }) => id)
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
      expect(
        ids.filter(
          (id) =>
            !/^[a-z0-9]+(\/client|\/intermediary)?\/[a-z][a-z0-9]*([-.][a-z0-9]+)*$/.test(id) ||
            /\/\d+$/.test(id)
        )
      ).toEqual([])
    })
  }

  test('cases of different roles do not share an id', () => {
    const ids = suites.flatMap(({ cases }) => cases.map(({ id }) => id))
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  for (const [name, rules] of Object.entries({ http2Rules, hpackRules }) as [string, RuleTable][])
    test(`every rule of ${name} cites requirements that exist, with the same level`, () => {
      const wrong = Object.entries(rules).flatMap(([rule, { requirements, level }]) => {
        const known = requirements.filter((id) => !OUTSIDE.test(id))
        const unknown = known.filter((id) => find(id) === undefined)
        const levels = known.map((id) => find(id)?.level)
        const same = known.length === 0 || levels.includes(level)
        return [
          ...unknown.map((id) => `${rule}: ${id}`),
          ...(same ? [] : [`${rule}: ${level}, cited: ${levels.join(', ')}`])
        ]
      })
      expect(wrong).toEqual([])
    })
})
