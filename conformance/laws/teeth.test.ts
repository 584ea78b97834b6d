import { describe, expect, test } from '@jest/globals'
import { grounds } from './grounds.ts'
import { kills, type Kill } from './teeth.ts'

// Teeth of HTTP/1 are not complete yet: npm run laws shows what lacks them.
describe.each(grounds.filter(({ suite }) => suite === 'http2'))(
  'teeth: $suite $role',
  ({ cases, invariants, mutants, foreign, teeth, unnoticed, toothless }) => {
    const byName = new Map(mutants.map((mutant) => [mutant.name, mutant]))
    const byId = new Map(cases.map((one) => [one.id, one]))
    const watched = new Map(invariants.map((invariant) => [invariant.id, invariant]))

    test('every case is violated by a mutant', () => {
      const without = cases.map(({ id }) => id).filter((id) => teeth.cases[id] === undefined)
      expect(without.filter((id) => toothless[id] === undefined)).toEqual([])
    })

    test('every invariant is violated by a mutant', () => {
      const without = invariants.map(({ id }) => id).filter((id) => teeth.invariants[id] === undefined)
      expect(without.filter((id) => toothless[id] === undefined)).toEqual([])
    })

    test('every mutant is noticed, or listed with the proof that none can', () => {
      const own = mutants.filter((mutant) => !foreign(mutant)).map(({ name }) => name)
      const without = own.filter((name) => teeth.mutants[name] === undefined)
      expect(without.filter((name) => !unnoticed.has(name))).toEqual([])
    })

    test('nothing is listed that is noticed, or does not exist', () => {
      expect([...unnoticed.keys()].filter((name) => !byName.has(name))).toEqual([])
      expect([...unnoticed.keys()].filter((name) => teeth.mutants[name] !== undefined)).toEqual([])
      const listed = Object.keys(toothless)
      expect(listed.filter((id) => !byId.has(id) && !watched.has(id))).toEqual([])
      expect(listed.filter((id) => (teeth.cases[id] ?? teeth.invariants[id]) !== undefined)).toEqual([])
      expect(Object.keys(teeth.mutants).filter((name) => !byName.has(name))).toEqual([])
      expect(Object.keys(teeth.cases).filter((id) => !byId.has(id))).toEqual([])
      expect(Object.keys(teeth.invariants).filter((id) => !watched.has(id))).toEqual([])
    })

    test('every pair holds', () => {
      const pairs = new Map<string, Kill & { readonly mutant: string }>()
      const add = (mutant: string, kill: Kill): void =>
        void pairs.set(
          `${mutant} at ${kill.case}${kill.invariant === undefined ? '' : `, ${kill.invariant}`}`,
          {
            mutant,
            ...kill
          }
        )
      for (const [mutant, kill] of Object.entries(teeth.mutants)) add(mutant, kill)
      for (const [id, mutant] of Object.entries(teeth.cases)) add(mutant, { case: id })
      for (const [id, { mutant, case: one }] of Object.entries(teeth.invariants))
        add(mutant, { case: one, invariant: id })
      const loose = [...pairs].filter(([, { mutant, case: id, invariant }]) => {
        const [killer, one] = [byName.get(mutant), byId.get(id)]
        return killer === undefined || one === undefined || !kills(killer, one, watched.get(invariant ?? ''))
      })
      expect(loose.map(([pair]) => pair)).toEqual([])
    })
  }
)
