import { EXIT } from './exit-code.ts'
import { tellInternalError } from './internal-error.ts'
import type { Terminal } from './terminal.ts'

/** Functions that bring what is open into order when the process ends by an internal error; newest first. */
const lastActs: ((error: unknown) => void)[] = []

/** Has `act` called, synchronously, should an internal error end the process; returns how to take that back. */
export function atInternalError(act: (error: unknown) => void): () => void {
  lastActs.unshift(act)
  return () => {
    const index = lastActs.indexOf(act)
    if (index !== -1) lastActs.splice(index, 1)
  }
}

/**
 * What holds for the whole process: a reader that goes away (`zyphos … | head`) ends it quietly, and an error that
 * nobody caught is one sentence and exit status 4.
 */
export function guardProcess(terminal: Terminal): void {
  for (const stream of [terminal.out, terminal.err])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      // 128 + SIGPIPE, as programs end that do not handle the signal.
      process.exit(141)
    })
  const die = (error: unknown): never => {
    for (const act of lastActs)
      try {
        act(error)
      } catch {
        continue
      }
    tellInternalError(error, terminal)
    process.exit(EXIT.internal)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}
