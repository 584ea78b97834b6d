import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { brokenLinks } from './broken-links.ts'
import type { Criterion } from './criterion.ts'
import { count } from './fold.ts'
import { loadCriteria, loadMilestones } from './load.ts'
import { groupOf, type Item, type Milestone } from './milestone.ts'

const ORIGINAL = join(import.meta.dirname, '../../../shared/design/milestones.json')
const ids = readFileSync(join(import.meta.dirname, 'ids.txt'), 'utf8')
  .trim()
  .split('\n')

/** A claim about how fast a machine is. */
const ABSOLUTE = /named machine|[Aa]t least [\d,]+ [^.]*\ba second\b|(less than|at most) [\d,.]+ (ns|µs|ms)\b/
const BESIDE = /×|as a multiple|in the same run|beside that|\bratio\b/

let milestones: readonly Milestone[]
let criteria: ReadonlyMap<string, Criterion>
let items: readonly Item[]
beforeAll(async () => {
  milestones = await loadMilestones()
  criteria = await loadCriteria()
  items = milestones.flatMap(({ items: own }) => own)
})

describe('the ledger', () => {
  test('has thirty milestones and each of the 1,080 items once, in order', () => {
    expect(milestones.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
    expect(items.map(({ id }) => id)).toEqual(ids)
    expect(new Set(ids).size).toBe(1080)
  })

  test('files every item under its own milestone and one of five groups', () => {
    for (const { number, items: own } of milestones)
      for (const item of own) {
        expect(item.id).toMatch(
          new RegExp(`^m${String(number).padStart(2, '0')}\\.(scope|explore|observe|failure|exit)\\.\\d\\d$`)
        )
        expect(groupOf(item)).toBe(item.id.split('.')[1])
      }
  })

  test('says of each item in a sentence what must be shown, and no two alike', () => {
    const short = items.filter(({ claim }) => !/^\S.{30,}[.)]$/u.test(claim)).map(({ id }) => id)
    expect(short).toEqual([])
    expect(new Set(items.map(({ claim }) => claim)).size).toBe(items.length)
  })

  test('has no vague claim: none is “acceptable”, “proper”, “efficient”, “correct” alone', () => {
    const vague = items.filter(({ claim }) =>
      /\b(acceptable|properly|efficiently|optimal|as expected)\b/i.test(claim)
    )
    expect(vague.map(({ id }) => id)).toEqual([])
  })

  test('gives no time or rate of a machine without a ratio beside it', () => {
    const absolute = items.filter(({ id, claim }) => id.includes('.exit.') && ABSOLUTE.test(claim))
    expect(absolute.length).toBeGreaterThan(15)
    expect(absolute.filter(({ claim }) => !BESIDE.test(claim)).map(({ id }) => id)).toEqual([])
  })

  test('has only links that lead somewhere', () => {
    expect(brokenLinks(milestones, criteria)).toEqual([])
  })

  test('names what is missing only of what stands in part', () => {
    expect(items.filter(({ missing, links }) => missing !== undefined && links.length === 0)).toEqual([])
  })

  test('counts add up, and what is not built never counts as shown', () => {
    const none = new Map<string, { state: 'holds' }>()
    for (const milestone of milestones) {
      const { shown, partly, unproven, notBuilt, all } = count(milestone, none)
      expect(shown + partly + unproven + notBuilt).toBe(all)
      expect(shown).toBeLessThanOrEqual(milestone.items.filter(({ links }) => links.length > 0).length)
    }
  })

  test('every criterion has limits that can be missed', () => {
    for (const { limits, how } of criteria.values()) {
      expect(how).toMatch(/^npm run /)
      expect(limits.length).toBeGreaterThan(0)
      for (const { atLeast, atMost, margin = 1 } of limits) {
        expect(atLeast ?? atMost).toBeDefined()
        expect(margin).toBeGreaterThanOrEqual(1)
      }
    }
  })
})

const here = existsSync(ORIGINAL)
describe(`against the list of milestones${here ? '' : ' (skipped: ../shared/design/milestones.json is not here)'}`, () => {
  const original = here
    ? (
        JSON.parse(readFileSync(ORIGINAL, 'utf8')) as Record<string, { id: string; text: string }[]>[]
      ).flatMap((one) =>
        ['scope', 'explore', 'observe', 'failure', 'exit'].flatMap((group) => one[group] ?? [])
      )
    : []
  const run = here ? test : test.skip

  run('the ids are the same', () => {
    expect(ids.toSorted()).toEqual(original.map(({ id }) => id).toSorted())
  })

  run('no claim repeats the text', () => {
    const bare = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()
    const texts = new Map(original.map(({ id, text }) => [id, bare(text)]))
    expect(items.filter(({ id, claim }) => bare(claim).includes(texts.get(id)!)).map(({ id }) => id)).toEqual(
      []
    )
  })
})
