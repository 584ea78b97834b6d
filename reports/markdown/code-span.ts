import { printable } from '../printable.ts'

/** Text of a target as a Markdown code span (CommonMark section 6.1): nothing in it is markup, a link or a mention. */
export function codeSpan(text: string): string {
  const safe = printable(text).trim()
  if (safe === '') return '` `'
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = safe.startsWith('`') || safe.endsWith('`') ? ' ' : ''
  return `${fence}${space}${safe}${space}${fence}`
}

/** The same within a table, where a pipe would end the cell (GFM section 4.10). */
export const codeCell = (text: string): string => codeSpan(text).replaceAll('|', '\\|')
