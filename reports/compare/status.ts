import type { Comparison } from './compare-runs.ts'

/**
 * The exit status of a comparison: 3 where something could not be compared (no new run, a run that is not whole, lines that could not
 * be read), 1 where something broke, 0 otherwise.
 */
export function comparisonStatus({ changes, gaps, old, new: now, same }: Comparison): 0 | 1 | 3 {
  const compared = same + Object.values(changes).reduce((sum, { count }) => sum + count, 0)
  if (gaps.length > 0 || compared === 0 || old.problemCount + now.problemCount > 0) return 3
  return changes.broke.count > 0 ? 1 : 0
}
