import { describe, expect, test } from '@jest/globals'
import { serverCases } from '../http2/server-cases.ts'
import { h2specMap } from './h2spec-map.ts'

/** Cases in each section of h2spec 2.6.0. */
const SECTIONS: Readonly<Record<string, number>> = {
  ...{
    'generic/1': 1,
    'generic/2': 5,
    'generic/3.1': 3,
    'generic/3.2': 3,
    'generic/3.3': 5,
    'generic/3.4': 1
  },
  ...{ 'generic/3.5': 1, 'generic/3.7': 1, 'generic/3.8': 1, 'generic/3.9': 2, 'generic/3.10': 2 },
  ...{ 'generic/4': 4, 'generic/5': 15 },
  ...{ 'http2/3.5': 2, 'http2/4.1': 3, 'http2/4.2': 3, 'http2/4.3': 3, 'http2/5.1': 13, 'http2/5.1.1': 2 },
  ...{ 'http2/5.1.2': 1, 'http2/5.3.1': 2, 'http2/5.4.1': 2, 'http2/5.5': 2, 'http2/6.1': 3, 'http2/6.2': 4 },
  ...{ 'http2/6.3': 2, 'http2/6.4': 3, 'http2/6.5': 3, 'http2/6.5.2': 5, 'http2/6.5.3': 2, 'http2/6.7': 4 },
  ...{ 'http2/6.8': 1, 'http2/6.9': 3, 'http2/6.9.1': 3, 'http2/6.9.2': 3, 'http2/6.10': 6, 'http2/7': 2 },
  ...{ 'http2/8.1': 1, 'http2/8.1.2': 1, 'http2/8.1.2.1': 4, 'http2/8.1.2.2': 2, 'http2/8.1.2.3': 7 },
  ...{ 'http2/8.1.2.6': 2, 'http2/8.2': 1 },
  ...{ 'hpack/2.3.3': 2, 'hpack/4.2': 1, 'hpack/5.2': 3, 'hpack/6.1': 1, 'hpack/6.3': 1 }
}

describe('the map of h2spec', () => {
  test('has an entry for each of its 147 cases, and no other', () => {
    const ids = Object.entries(SECTIONS).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}/${index + 1}`)
    )
    expect(ids).toHaveLength(147)
    expect(Object.keys(h2specMap).sort()).toEqual(ids.sort())
  })

  test('names cases that exist', () => {
    const known = new Set(serverCases.map(({ id }) => id))
    const named = Object.values(h2specMap).flatMap((one) => ('cases' in one ? one.cases : []))
    expect(named.filter((id) => !known.has(id))).toEqual([])
  })

  test('leaves no entry empty', () => {
    expect(
      Object.entries(h2specMap).filter(([, one]) => ('cases' in one ? one.cases : [one.outside]).length === 0)
    ).toEqual([])
  })
})
