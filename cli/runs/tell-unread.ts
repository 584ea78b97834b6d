import type { Gathered } from '../../reports/runs/gather.ts'
import { printable } from '../printable.ts'
import type { Terminal } from '../terminal.ts'

const MOST = 20

/** Names the lines of run logs that could not be used on standard error. */
export function tellUnread({ problems, problemCount }: Gathered, terminal: Terminal): void {
  const named = problems.slice(0, MOST)
  for (const { file, number, problem } of named)
    terminal.err.write(`zyphos: ${printable(`${file}, line ${number}: ${problem}`)}.\n`)
  if (problemCount > named.length)
    terminal.err.write(`zyphos: ${problemCount - named.length} more lines could not be used.\n`)
}
