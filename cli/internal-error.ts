import { printable } from './printable.ts'
import type { Terminal } from './terminal.ts'

/** One sentence about an error of our own making; the stack is shown only where ZYPHOS_DEBUG asks for it. */
export function tellInternalError(error: unknown, terminal: Terminal): void {
  const message = error instanceof Error ? error.message : String(error)
  terminal.err.write(
    `zyphos: internal error: ${printable(message.split('\n')[0] ?? '')} (ZYPHOS_DEBUG=1 shows where)\n`
  )
  if (debugging(terminal.env)) terminal.err.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}

export const debugging = (env: Terminal['env']): boolean => (env['ZYPHOS_DEBUG'] ?? '') !== ''
