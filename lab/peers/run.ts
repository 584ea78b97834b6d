import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** What a command that ran to its end said; `code` is null when it could not be run, was killed, or took too long. */
export type Ran = { readonly code: number | null; readonly output: string; readonly reason: string }

/** How to run a command to its end. */
export type RunOptions = {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Milliseconds after which it is killed. */
  readonly timeout: number
  /** Called with each line of its output as it comes. */
  readonly onLine?: (line: string) => void
}

const most = 65536

/** Runs a command to its end without a shell. Never throws: whether it worked is in the result. */
export function run(argv: readonly string[], options: RunOptions): Promise<Ran> {
  const [program = '', ...words] = argv
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output = `${output}${line}\n`.slice(-most)
        options.onLine?.(line)
      })
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, options.timeout)
    const finish = (code: number | null, reason: string) => {
      clearTimeout(timer)
      resolve({ code, output, reason })
    }
    child.once('error', (error: NodeJS.ErrnoException) =>
      finish(null, error.code === 'ENOENT' ? `${program} is not on the PATH` : `${program}: ${error.message}`)
    )
    child.once('close', (code, signal) => {
      if (late) finish(null, `${program} took longer than ${options.timeout / 1000} s`)
      else
        finish(
          code,
          signal === null ? `${program} exited with code ${code}` : `${program} was killed by ${signal}`
        )
    })
  })
}
