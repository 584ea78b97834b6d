import type { Column } from '../data.ts'

/** One line for a shell that runs a case again on the same target. */
export function reproduce(column: Column, id: string): string {
  return [...column.command, '--case', id].map(quoted).join(' ')
}

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
