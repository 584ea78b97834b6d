import type { Testability } from './requirement.ts'

/** `elsewhere`: it binds over another version of HTTP than the suite speaks, and counts there. */
export type Status = 'covered' | 'untestable' | 'open' | 'elsewhere'

/**
 * Where a requirement stands for one party in the suites of one version of HTTP, given the kinds of test that cite it for
 * that party. A case and an invariant count alike, save where the sentence has a half for each.
 */
export function status(
  testability: Testability,
  citedBy: ReadonlySet<'case' | 'invariant'>,
  over: 'HTTP/2' | 'HTTP/3' = 'HTTP/2'
): Status {
  if (!('by' in testability)) return 'untestable'
  if (testability.over !== undefined && testability.over !== over) return 'elsewhere'
  const covered = testability.also
    ? citedBy.has(testability.by) && citedBy.has(testability.also)
    : citedBy.size > 0
  return covered ? 'covered' : 'open'
}
