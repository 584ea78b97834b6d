import type { Testability } from './requirement.ts'

export type Status = 'covered' | 'untestable' | 'open'

/**
 * Where a requirement stands for one party, given the kinds of test that cite it for that party. A case and an
 * invariant count alike, save where the sentence has a half for each.
 */
export function status(testability: Testability, citedBy: ReadonlySet<'case' | 'invariant'>): Status {
  if (!('by' in testability)) return 'untestable'
  const covered = testability.also
    ? citedBy.has(testability.by) && citedBy.has(testability.also)
    : citedBy.size > 0
  return covered ? 'covered' : 'open'
}
