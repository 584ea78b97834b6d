import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment } from './environment.ts'
import { freePort, portIsFree } from './free-port.ts'
import { untilListening } from './listening.ts'
import { startGroup } from './process-group.ts'
import type { Exit } from './process-group.ts'
import { render } from './render.ts'

/** A target that the lab started by a command. */
export type RunningCommand = {
  readonly port: number
  readonly pid: number
  readonly exited: Promise<Exit>
  log(): string
  stop(): Promise<void>
}

/** Where and how long to wait for a command, and where it runs. */
export type CommandOptions = {
  /** The port on 127.0.0.1 that it listens on; without it the lab chooses one, and the command must contain `{port}`. */
  readonly readyPort?: number
  /** Milliseconds it may take until it listens; 30 s unless given. */
  readonly timeout?: number
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds between SIGTERM and SIGKILL at the end; 2 s unless given. */
  readonly grace?: number
}

const shell = (line: string): readonly string[] => ['/bin/sh', '-c', line]

/**
 * Starts a target by a command, as argv or as one line for the shell, and waits until it listens. `{port}` in it is
 * replaced. Throws an Error with one sentence and the last lines of output when it ends first or never listens; nothing
 * of it is left behind then.
 */
export async function startCommand(
  command: string | readonly string[],
  options: CommandOptions = {}
): Promise<RunningCommand> {
  const words = typeof command === 'string' ? shell(command) : command
  const shown = typeof command === 'string' ? command : command.join(' ')
  if (options.readyPort === undefined && !words.some((word) => word.includes('{port}'))) {
    throw new Error(`The command must contain {port}, or its port must be given: ${shown}`)
  }
  const port = options.readyPort ?? (await freePort())
  if (!(await portIsFree(port)))
    throw new Error(`Port ${port} on 127.0.0.1 is in use, so "${shown}" cannot be told apart.`)
  const logs = await mkdtemp(join(tmpdir(), 'zyphos-command-'))
  try {
    const group = await startGroup(
      words.map((word) => render(word, { port })),
      {
        cwd: options.cwd ?? process.cwd(),
        env: environment(options.env),
        logFile: join(logs, 'output.log'),
        scratch: logs
      }
    )
    const stop = async () => {
      await group.stop('SIGTERM', options.grace)
      lastLog ??= group.log()
      await rm(logs, { recursive: true, force: true })
    }
    let lastLog: string | undefined
    try {
      await untilListening(`"${shown}"`, group, port, options.timeout ?? 30000)
    } catch (error) {
      await stop()
      throw error
    }
    return { port, pid: group.pid, exited: group.exited, log: () => lastLog ?? group.log(), stop }
  } catch (error) {
    await rm(logs, { recursive: true, force: true })
    throw error
  }
}
