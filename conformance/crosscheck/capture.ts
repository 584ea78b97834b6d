import { spawn } from 'node:child_process'

export interface Captured {
  /** The exit status; null when a signal ended it, undefined when there is no such program. */
  readonly code: number | null | undefined
  readonly stdout: string
  readonly stderr: string
  /** Why it was ended by us. */
  readonly cut?: 'time' | 'size'
}

/** Octets of output beyond which a program is ended. */
const MOST = 8 * 1024 * 1024

/** Runs a program to its end and keeps what it prints; ends it after `timeout` milliseconds or 8 MiB of output. */
export function capture(
  [program, ...args]: readonly [string, ...string[]],
  { timeout, env = process.env }: { readonly timeout: number; readonly env?: NodeJS.ProcessEnv }
): Promise<Captured> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const kept: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] }
    let size = 0
    let cut: Captured['cut']
    const end = (why: 'time' | 'size') => {
      cut ??= why
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => end('time'), timeout)
    const leave = () => child.kill('SIGKILL')
    process.once('exit', leave)
    const keep = (name: 'stdout' | 'stderr') => (octets: Buffer) => {
      size += octets.length
      if (size > MOST) end('size')
      else kept[name].push(octets)
    }
    child.stdout.on('data', keep('stdout'))
    child.stderr.on('data', keep('stderr'))
    const done = () => {
      clearTimeout(timer)
      process.removeListener('exit', leave)
    }
    child.once('error', (error: NodeJS.ErrnoException) => {
      done()
      if (error.code === 'ENOENT') resolve({ code: undefined, stdout: '', stderr: '' })
      else reject(error)
    })
    child.once('close', (code) => {
      done()
      const text = (name: 'stdout' | 'stderr') => Buffer.concat(kept[name]).toString('utf8')
      resolve({ code, stdout: text('stdout'), stderr: text('stderr'), ...(cut === undefined ? {} : { cut }) })
    })
  })
}
