import { describe, expect, test } from '@jest/globals'
import { suites } from '../suites.ts'
import { pairDifference } from './pair.ts'

describe('pair: control and probe differ in one span of one step, one step, or one repeat count', () => {
  for (const suite of suites)
    test(`${suite.name} (${suite.role})`, () => {
      const wrong = suite.cases.map((one) => ({ id: one.id, ...pairDifference(one) })).filter(({ ok }) => !ok)
      expect(wrong).toEqual([])
    })

  test('can fail', () => {
    const [suite] = suites
    const one = suite?.cases[0]
    if (one === undefined) throw new Error('there is no case')
    const steps = one.probe.steps
    expect(pairDifference({ ...one, control: one.probe }).ok).toBe(false)
    expect(pairDifference({ ...one, control: { steps: [] }, probe: { steps: steps.slice(0, 3) } }).ok).toBe(
      false
    )
  })
})
