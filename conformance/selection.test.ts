import { describe, expect, test } from '@jest/globals'
import { sectionsOf, select, unmatched, type Criteria } from './selection.ts'

const one = (
  id: string,
  section: string,
  level: 'MUST' | 'MUST NOT' | 'SHOULD',
  requirements: string[] = []
) =>
  ({
    id: `http2/${id}`,
    section,
    level,
    kind: id.startsWith('t') ? 'tolerance' : 'offence',
    requirements
  }) as const

const cases = [
  one('a-ping', 'rfc9113 6.7', 'MUST', ['rfc9113-6.7-2', 'rfc9113-4.1-1']),
  one('b-settings', 'rfc9113 6.5', 'MUST NOT', ['rfc9113-6.5-1']),
  one('tolerates', 'rfc9113 6.5.2', 'SHOULD', ['rfc9113-6.5.2-3', 'rfc7541-6.5+1']),
  one('flood', 'rfc9113 10.5', 'MUST', ['cve-2023-44487-1'])
]
const chosen = (criteria: Criteria) => select(cases, criteria).map(({ id }) => id.slice(6))

describe('select', () => {
  test.each<[Criteria, string[]]>([
    [{}, ['a-ping', 'b-settings', 'tolerates', 'flood']],
    [{ ids: ['http2/a-ping'] }, ['a-ping']],
    [{ ids: ['a-ping', 'flood'] }, ['a-ping', 'flood']],
    [{ ids: ['*-*'] }, ['a-ping', 'b-settings']],
    [{ ids: ['http2/?-p*'] }, ['a-ping']],
    [{ ids: ['a.ping', 'a-pin', '[ab]*'] }, []],
    [{ sections: ['6.5'] }, ['b-settings', 'tolerates']],
    [{ sections: ['6.5.2'] }, ['tolerates']],
    [{ sections: ['6'] }, ['a-ping', 'b-settings', 'tolerates']],
    [{ sections: ['4.1'] }, ['a-ping']],
    [{ sections: ['rfc7541 6.5', 'RFC 9113 §10.5'] }, ['tolerates', 'flood']],
    [{ sections: ['rfc7541'] }, ['tolerates']],
    [{ sections: ['1'] }, []],
    [{ sections: [''] }, []],
    [{ levels: ['MUST'] }, ['a-ping', 'b-settings', 'flood']],
    [{ levels: ['must not'] }, ['b-settings']],
    [{ levels: ['MUST-NOT', 'SHOULD'] }, ['b-settings', 'tolerates']],
    [{ kinds: ['Tolerance'] }, ['tolerates']],
    [{ sections: ['6.5'], levels: ['MUST'] }, ['b-settings']],
    [{ ids: [] }, []]
  ])('%j selects %j', (criteria, expected) => expect(chosen(criteria)).toEqual(expected))
})

test('unmatched names the values that select nothing by themselves', () => {
  expect(unmatched(cases, { ids: ['flood', 'flod'], sections: ['6.5', '66'], kinds: ['offence'] })).toEqual([
    { criterion: 'ids', value: 'flod' },
    { criterion: 'sections', value: '66' }
  ])
})

test('a case belongs to its own section and to those that it cites', () => {
  expect(cases.map(sectionsOf)).toEqual([
    ['rfc9113 6.7', 'rfc9113 4.1'],
    ['rfc9113 6.5'],
    ['rfc9113 6.5.2', 'rfc7541 6.5'],
    ['rfc9113 10.5']
  ])
})
