import { describe, expect, test } from '@jest/globals'
import type { VerdictLine } from '../../lab/log-line.ts'
import type { Verdict } from '../../lab/verdict.ts'
import { compare, type Relation } from './compare.ts'
import type { H2specOutcome } from './h2spec-result.ts'

const map = { 'http2/1/1': { cases: ['http2/a', 'http2/b'] }, 'http2/1/2': { outside: 'a reason' } }

function relationOf(
  id: string,
  outcomes: readonly H2specOutcome[],
  ours: readonly Verdict[]
): Relation | undefined {
  const runs = outcomes.map((outcome) => [{ id, outcome, expected: [] }])
  const verdicts = new Map(
    ours.map((verdict, index) => {
      const name = index === 0 ? 'http2/a' : 'http2/b'
      return [name, { case: name, verdict } as unknown as VerdictLine]
    })
  )
  return compare(runs, verdicts, map)[0]?.relation
}

describe('a comparison', () => {
  test.each<[readonly H2specOutcome[], readonly Verdict[], Relation]>([
    [['passed'], ['conforms', 'conforms'], 'agree'],
    [['failed'], ['conforms', 'violates'], 'agree'],
    [['failed'], ['conforms', 'conforms'], 'only h2spec'],
    [['passed', 'failed'], ['conforms', 'conforms'], 'only h2spec'],
    [['passed'], ['conforms', 'violates'], 'only ours'],
    [['passed', 'failed'], ['conforms', 'violates'], 'agree'],
    [['failed'], ['conforms', 'inconclusive'], 'undecided'],
    [['failed'], ['unsupported', 'conforms'], 'only h2spec'],
    [['failed'], ['unsupported', 'unsupported'], 'undecided'],
    [['failed'], [], 'undecided'],
    [['passed'], ['inconclusive', 'inconclusive'], 'agree'],
    [['skipped'], ['violates', 'conforms'], 'skipped']
  ])('of %j with %j is "%s"', (outcomes, ours, relation) => {
    expect(relationOf('http2/1/1', outcomes, ours)).toBe(relation)
  })

  test('of a case without a counterpart is outside, or an agreement when it passed', () => {
    expect(relationOf('http2/1/2', ['failed'], [])).toBe('outside')
    expect(relationOf('http2/1/2', ['passed'], [])).toBe('agree')
  })

  test('of a case that the map does not know says so', () => {
    expect(
      compare([[{ id: 'http2/9/9', outcome: 'failed', expected: [] }]], new Map(), map)[0]
    ).toMatchObject({
      relation: 'outside',
      outside: 'h2spec has added it since this version'
    })
  })
})
