import type { Terminal } from '../terminal.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The user's wish to end a run: the first Ctrl-C ends it in order, the second one at once. */
export interface Interruption {
  readonly signal: AbortSignal
  /** Stops listening. */
  release(): void
}

/** Listens for SIGINT, SIGTERM and SIGHUP. `told` is called before the first one is acted on. */
export function interruption(terminal: Terminal, told: () => void = () => undefined): Interruption {
  const controller = new AbortController()
  const release = () => {
    for (const name of SIGNALS) process.removeListener(name, onSignal)
  }
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      release()
      process.kill(process.pid, name)
      return
    }
    told()
    terminal.err.write('Ending the run; once more ends it at once.\n')
    controller.abort()
  }
  for (const name of SIGNALS) process.on(name, onSignal)
  return { signal: controller.signal, release }
}
