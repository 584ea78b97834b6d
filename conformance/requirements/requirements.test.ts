import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { cve } from './cve.ts'
import { defineRequirements } from './define-requirements.ts'
import { find, requirements } from './index.ts'
import { untestableReasons } from './requirement.ts'
import type { Requirement } from './requirement.ts'
import { rfc1945 } from './rfc1945.ts'
import { rfc3986 } from './rfc3986.ts'
import { rfc7541 } from './rfc7541.ts'
import { rfc8441 } from './rfc8441.ts'
import { rfc9110 } from './rfc9110.ts'
import { rfc9112 } from './rfc9112.ts'
import { rfc9113 } from './rfc9113.ts'
import { rfc9218 } from './rfc9218.ts'
import { status } from './status.ts'
import { summary } from './summary.ts'
import { CASE, CASE_AND_INVARIANT, INVARIANT, internal, only } from './testability.ts'

const registers: Record<string, readonly Requirement[]> = {
  rfc9113,
  rfc7541,
  rfc9218,
  rfc8441,
  rfc9110,
  rfc9112,
  rfc3986,
  rfc1945
}
const all = [...Object.values(registers).flat(), ...cve]

interface Sentence {
  readonly id: string
  readonly section: string
  readonly level: string
  readonly text: string
}

/** RFC 2119: these words mean the same. */
const synonyms: Readonly<Record<string, string>> = {
  REQUIRED: 'MUST',
  SHALL: 'MUST',
  'SHALL NOT': 'MUST NOT',
  RECOMMENDED: 'SHOULD',
  'NOT RECOMMENDED': 'SHOULD NOT',
  OPTIONAL: 'MAY'
}

const isOurs = (id: string) => id.includes('+') || id.startsWith('cve-')

const words = (text: string) => text.toLowerCase().match(/[a-z0-9_]+/g) ?? []

/** Every run of `length` words of a text. */
const runs = (text: string, length: number) =>
  words(text).flatMap((_, start, of) =>
    start + length <= of.length ? [of.slice(start, start + length).join(' ')] : []
  )

const folder = new URL('../../../shared/requirements/', import.meta.url)
const here = existsSync(folder)
const read = (name: string) =>
  readFileSync(new URL(`${name}.jsonl`, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sentence)

describe(`against the sentences of the specifications${here ? '' : ' (skipped: ../shared/requirements is not here)'}`, () => {
  const testHere = here ? test : test.skip

  testHere.each(Object.keys(registers))('%s has every sentence once, with its section and level', (name) => {
    const ours = (registers[name] ?? [])
      .filter(({ id }) => !isOurs(id))
      .map(({ id, section, level }) => ({ id, section, level }))
    const theirs = read(name).map(({ id, section, level }) => ({
      id,
      section,
      level: synonyms[level] ?? level
    }))
    expect(ours).toEqual(theirs)
  })

  testHere.each(Object.keys(registers))(
    'no gist of %s repeats twelve words of any sentence of it',
    (name) => {
      const theirs = new Set(read(name).flatMap(({ text }) => runs(text, 12)))
      const sentences = new Set(read(name).map(({ text }) => words(text).join(' ')))
      const copied = (registers[name] ?? []).filter(
        ({ gist }) => sentences.has(words(gist).join(' ')) || runs(gist, 12).some((run) => theirs.has(run))
      )
      expect(copied.map(({ id }) => id)).toEqual([])
    }
  )
})

describe('the registers', () => {
  test('hold each id once', () => {
    expect(requirements.size).toBe(all.length)
    expect([...requirements.keys()]).toEqual(all.map(({ id }) => id))
    for (const { id } of all) expect(find(id)?.id).toBe(id)
    expect(find('rfc9113-0-0')).toBeUndefined()
  })

  test('have a gist, a sentence each, and no two alike in one specification', () => {
    for (const register of [...Object.values(registers), cve]) {
      const gists = register.map(({ gist }) => gist)
      for (const gist of gists) expect(gist).toMatch(/^\S.{20,}\.$/)
      expect(gists.filter((gist, at) => gists.indexOf(gist) !== at)).toEqual([])
    }
  })

  test('say why a rule of ours binds, and only for those', () => {
    for (const { id, binds } of all) expect([id, Boolean(binds)]).toEqual([id, isOurs(id)])
  })

  test('cite, in words, only requirements that exist', () => {
    const cited = all.flatMap(({ gist, binds = '', conflict = '' }) =>
      [gist, binds, conflict].flatMap(
        (text) => text.match(/\b(?:rfc(?:9113|7541|9218|8441|9110|9112|3986|1945)|cve)-[\w.+-]*\d/g) ?? []
      )
    )
    expect(cited.length).toBeGreaterThan(20)
    expect(cited.filter((id) => !find(id))).toEqual([])
  })

  test('have one testability for each party that is a role, and parties that are roles or specifications', () => {
    for (const { id, party, testable } of all) {
      expect([id, party.length > 0]).toEqual([id, true])
      expect([id, Object.keys(testable)]).toEqual([id, party.filter((one) => one !== 'specification')])
    }
  })

  test('give a reason of the closed list for what is untestable, and name the missing observation', () => {
    const untestable = all.flatMap(({ id, testable }) =>
      Object.values(testable).flatMap((one) => ('by' in one ? [] : [{ id, ...one }]))
    )
    expect(untestable.length).toBeGreaterThan(0)
    for (const { id, untestable: reason, missing } of untestable) {
      expect([id, untestableReasons.includes(reason)]).toEqual([id, true])
      expect([id, missing.trim().length > 10]).toEqual([id, true])
    }
  })
})

test('a row spells out as a requirement', () => {
  expect(
    defineRequirements('rfc1', [
      ['2.1-10', 'MUST', { server: CASE }, 'A.'],
      ['A+1', 'MAY', {}, 'B.', { binds: 'C.' }]
    ])
  ).toEqual([
    {
      id: 'rfc1-2.1-10',
      section: '2.1',
      level: 'MUST',
      party: ['server'],
      gist: 'A.',
      testable: { server: { by: 'case' } }
    },
    {
      id: 'rfc1-A+1',
      section: 'A',
      level: 'MAY',
      party: ['specification'],
      gist: 'B.',
      testable: {},
      binds: 'C.'
    }
  ])
})

test('status: a citation covers, a sentence of two halves needs both, and nothing covers the untestable', () => {
  const kinds = (...by: ('case' | 'invariant')[]) => new Set(by)
  expect(status(CASE, kinds())).toBe('open')
  expect(status(CASE, kinds('case'))).toBe('covered')
  expect(status(CASE, kinds('invariant'))).toBe('covered')
  expect(status(INVARIANT, kinds('case'))).toBe('covered')
  expect(status(CASE_AND_INVARIANT, kinds('case'))).toBe('open')
  expect(status(CASE_AND_INVARIANT, kinds('invariant'))).toBe('open')
  expect(status(CASE_AND_INVARIANT, kinds('case', 'invariant'))).toBe('covered')
  expect(status(internal('a look inside'), kinds('case'))).toBe('untestable')
  expect(status(only('HTTP/3', CASE), kinds('case'))).toBe('elsewhere')
  expect(status(only('HTTP/3', CASE), kinds(), 'HTTP/3')).toBe('open')
  expect(status(only('HTTP/3', CASE), kinds('case'), 'HTTP/3')).toBe('covered')
})

test('summary counts each requirement once for each party that it binds', () => {
  const rows = defineRequirements('rfc1', [
    ['1-1', 'MUST', { server: CASE, client: INVARIANT }, 'A.'],
    ['1-2', 'MUST', { server: CASE_AND_INVARIANT }, 'B.'],
    ['1-3', 'MUST', { server: internal('a look inside') }, 'C.'],
    ['1-4', 'MUST', {}, 'D.'],
    ['1-5', 'MUST', { client: only('HTTP/3', CASE) }, 'E.']
  ])
  const none = { byCase: 0, byInvariant: 0, byBoth: 0, untestable: 0, overHttp3: 0 }
  expect(summary(rows)).toEqual([
    { ...none, specification: 'rfc1', party: 'server', byCase: 1, byBoth: 1, untestable: 1 },
    { ...none, specification: 'rfc1', party: 'client', byInvariant: 1, overHttp3: 1 },
    { ...none, specification: 'rfc1', party: 'specification', untestable: 1 }
  ])
  const counted = summary().reduce(
    (sum, row) => sum + row.byCase + row.byInvariant + row.byBoth + row.untestable + row.overHttp3,
    0
  )
  expect(counted).toBe(all.reduce((sum, { party }) => sum + party.length, 0))
})
