import { shellWord } from '../../shell-word.ts'
import type { Column } from '../data.ts'

/** One line for a shell that runs a case again on the same target. */
export function reproduce(column: Column, id: string): string {
  return [...column.command, '--case', id].map(shellWord).join(' ')
}
