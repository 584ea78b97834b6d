import type { Verdict } from '../../../lab/verdict.ts'
import type { Column } from '../data.ts'
import { EVERYTHING, writeFilter } from './filter.ts'
import { hrefTo } from './route.ts'
import { keyOf } from './state.ts'

/** Where the cases with that verdict on that target are listed. */
export function casesHref(
  column: Column,
  { verdict, level, section = '' }: { verdict: Verdict; level: string; section?: string }
): string {
  return hrefTo(
    'matrix',
    [],
    writeFilter({ ...EVERYTHING, verdicts: [verdict], levels: [level], section, target: keyOf(column) })
  )
}
