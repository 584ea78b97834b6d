import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CaseFacts, Column, Ground, ScriptFacts, VerdictFacts } from './data.ts'
import { align } from './page/align.ts'
import { compare } from './page/compare.ts'
import { EVERYTHING, filterCases, readFilter, writeFilter, type Filter } from './page/filter.ts'
import { reproduce } from './page/reproduce.ts'
import { hrefTo, readRoute } from './page/route.ts'

const one = (id: string, more: Partial<CaseFacts> = {}): CaseFacts => ({
  id,
  kind: 'offence',
  level: 'MUST',
  section: 'rfc9113 6.5',
  title: id,
  requirements: [],
  ...more
})
const column = (verdicts: readonly (VerdictFacts | null)[]): Column => ({
  ground: 0,
  file: 0,
  target: 't',
  planned: verdicts.length,
  lacks: [],
  command: ['npx', 'zyphos', 'conformance', 'http2', "it's"],
  verdicts
})
const ground = (...cases: readonly CaseFacts[]): Ground => ({ suite: 'http2', role: 'server', cases })

describe('addresses', () => {
  test('of every view lead back to it, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), fc.string(), (path, text) => {
        const query = new URLSearchParams({ text })
        const route = readRoute(hrefTo('case', path, query))
        expect(route.view).toBe('case')
        expect(route.path).toEqual(path)
        expect(route.query.get('text')).toBe(text)
      })
    )
  })
  test('that nobody wrote lead somewhere', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (fragment) => readRoute(fragment).view.length > 0))
  })
  test('hold a filter', () => {
    const filter: Filter = {
      text: 'a & b',
      verdicts: ['violates', 'none'],
      levels: ['MUST'],
      kinds: ['offence'],
      section: 'rfc9113 6.5',
      differing: true,
      target: 'nginx'
    }
    expect(readFilter(new URLSearchParams(writeFilter(filter).toString()))).toEqual(filter)
    expect(readFilter(new URLSearchParams())).toEqual(EVERYTHING)
  })
})

describe('a filter', () => {
  const cases = ground(
    one('a', { section: 'rfc9113 6.5' }),
    one('b', { section: 'rfc9113 6.5.2', level: 'SHOULD NOT' }),
    one('c', { section: 'rfc9113 6.50', kind: 'invariant' }),
    one('d', { section: 'cve flood' })
  )
  const columns = [
    column([
      { verdict: 'violates', reason: 0 },
      { verdict: 'conforms', reason: 1 },
      { verdict: 'conforms', reason: 1 },
      null
    ]),
    column([
      { verdict: 'violates', reason: 1 },
      { verdict: 'violates', reason: 1 },
      { verdict: 'conforms', reason: 1 },
      null
    ])
  ]
  const data = { reasons: ['ended with GOAWAY', 'was answered'] }
  test.each<[string, Partial<Filter>, number[]]>([
    ['nothing asked', {}, [0, 1, 2, 3]],
    ['a section with its subsections', { section: 'rfc9113 6.5' }, [0, 1]],
    ['a specification', { section: 'rfc9113' }, [0, 1, 2]],
    ['a level with its negation', { levels: ['SHOULD'] }, [1]],
    ['a kind', { kinds: ['invariant'] }, [2]],
    ['a verdict on any target', { verdicts: ['violates'] }, [0, 1]],
    ['no verdict', { verdicts: ['none'] }, [3]],
    ['targets that differ', { differing: true }, [1]],
    ['words of what came, in any order and case', { text: 'goaway ENDED' }, [0]],
    ['words that are nowhere', { text: 'goaway nowhere' }, []]
  ])('%s', (_, filter, expected) => {
    expect(filterCases(data, cases, columns, { ...EVERYTHING, ...filter })).toEqual(expected)
  })
})

describe('a comparison', () => {
  const kinds = (...names: string[]) => ({
    evidence: { decidedIn: 'probe' as const, entries: [1], kinds: names }
  })
  const violates: VerdictFacts = { verdict: 'violates', reason: 0, ...kinds('answered') }
  const conforms: VerdictFacts = { verdict: 'conforms', reason: 0, manner: 'exact', ...kinds('FIN') }
  const untold: VerdictFacts = { verdict: 'conforms', reason: 0, manner: 'exact' }
  test.each<[string, VerdictFacts | null, VerdictFacts | null, string | undefined]>([
    ['broke', conforms, violates, 'broke'],
    ['fixed', violates, conforms, 'fixed'],
    ['alike', violates, { ...violates, reason: 9 }, undefined],
    ['another code', violates, { ...violates, ...kinds('GOAWAY PROTOCOL_ERROR') }, 'answers otherwise'],
    ['another manner', conforms, { ...conforms, manner: 'close only' }, 'answers otherwise'],
    ['a log that does not say what decided', conforms, untold, undefined],
    ['no longer judged', violates, { verdict: 'inconclusive', reason: 0 }, 'no longer judged'],
    ['judged now', { verdict: 'unsupported', reason: 0 }, conforms, 'judged now'],
    ['only in the new', null, conforms, 'only in the new'],
    ['only in the old', conforms, null, 'only in the old'],
    ['in neither', null, null, undefined]
  ])('%s', (_, before, after, expected) => {
    const [found] = compare(ground(one('a')), column([before]), column([after]))
    expect(found?.change).toBe(expected)
  })
  test('tells when the case itself was changed', () => {
    const [found] = compare(
      ground(one('a')),
      column([{ ...conforms, fingerprint: '1' }]),
      column([{ ...violates, fingerprint: '2' }])
    )
    expect(found?.another).toBe(true)
  })
})

describe('control and probe', () => {
  const script = (mark: number, control: string[], probe: string[]): ScriptFacts => ({
    expect: '',
    needs: [],
    mark,
    control: control.map((line) => [line]),
    probe: probe.map((line) => [line])
  })
  test('stand beside each other where a step differs, was put in, or left out', () => {
    expect(align(script(1, ['a', 'b', 'z'], ['a', 'c', 'z']))).toEqual([
      { control: 0, probe: 0, differs: false },
      { control: 1, probe: 1, differs: true },
      { control: 2, probe: 2, differs: false }
    ])
    expect(align(script(1, ['a', 'z'], ['a', 'c', 'z']))[1]).toEqual({
      control: undefined,
      probe: 1,
      differs: true
    })
    expect(align(script(1, ['a', 'b', 'z'], ['a', 'z']))[1]).toEqual({
      control: 1,
      probe: undefined,
      differs: true
    })
  })
  test('have each of their steps once, in order', () => {
    const steps = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 })
    fc.assert(
      fc.property(steps, steps, steps, steps, (head, one, other, tail) => {
        const [control, probe] = [
          [...head, ...one, ...tail],
          [...head, ...other, ...tail]
        ]
        const pairs = align(script(head.length, control, probe))
        const of = (side: 'control' | 'probe') =>
          pairs.map((pair) => pair[side]).filter((step) => step !== undefined)
        expect(of('control')).toEqual(control.map((_, step) => step))
        expect(of('probe')).toEqual(probe.map((_, step) => step))
      })
    )
  })
})

test('a line that shows a case again is one word for the shell where it has to be', () => {
  expect(reproduce(column([]), 'http2/a; rm -rf $HOME')).toBe(
    `npx zyphos conformance http2 'it'\\''s' --case 'http2/a; rm -rf $HOME'`
  )
})
