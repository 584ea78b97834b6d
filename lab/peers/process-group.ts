import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { tailOf } from './tail.ts'

/** How a process ended: its exit code, or the signal that killed it. */
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A running program with all its descendants, led by `pid`. */
export type ProcessGroup = {
  readonly pid: number
  readonly exited: Promise<Exit>
  /** The end, if the leader has ended. */
  ended(): Exit | undefined
  /** The last octets (64 KiB at most) of what it wrote to standard output and standard error. */
  log(): string
  /** Asks the leader to stop with `signal`, kills the whole group after `grace` milliseconds, and waits until nothing is left. */
  stop(signal?: NodeJS.Signals, grace?: number): Promise<void>
}

const alive = new Set<number>()

const send = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    return false
  }
}

/**
 * Processes of the session that the leader began. A daemon may leave its process group (varnishd, shells with job control)
 * but seldom its session. Where there is no /proc only the process group is known.
 */
function sessionMembers(leader: number): number[] {
  let names: string[]
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
  return names.map(Number).filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(session) === leader && state !== 'Z' && state !== 'X'
    } catch {
      return false
    }
  })
}

function killAll(leader: number): void {
  send(-leader, 'SIGKILL')
  for (const pid of sessionMembers(leader)) send(pid, 'SIGKILL')
}

const fatal = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function onExit(): void {
  for (const pid of alive) killAll(pid)
}

/** Ends the groups; and then this process as the signal would have, unless somebody else listens and decides. */
function onSignal(signal: NodeJS.Signals): void {
  onExit()
  process.removeListener(signal, onSignal)
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}

function watch(pid: number): void {
  if (alive.size === 0) {
    process.on('exit', onExit)
    for (const signal of fatal) process.on(signal, onSignal)
  }
  alive.add(pid)
}

function unwatch(pid: number): void {
  if (!alive.delete(pid) || alive.size > 0) return
  process.removeListener('exit', onExit)
  for (const signal of fatal) process.removeListener(signal, onSignal)
}

/** What is left of a group whose leader may be gone. */
const remains = (leader: number): boolean => sessionMembers(leader).length > 0

/**
 * Starts a program as the leader of a session of its own, with its output in the file `logFile` (a file, since a program may
 * reopen /dev/stderr, which fails on a socket). Whatever happens to this process, its group ends with it: at exit and on
 * SIGINT, SIGTERM and SIGHUP everything is killed. Throws an Error when the program cannot be run at all.
 */
export async function startGroup(
  argv: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; logFile: string }
): Promise<ProcessGroup> {
  const [program, ...words] = argv
  if (program === undefined) throw new Error('There is no program to start: the command is empty.')
  const output = openSync(options.logFile, 'a', 0o644)
  const child = spawn(program, words, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', output, output]
  })
  closeSync(output)
  let end: Exit | undefined
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve((end = { code, signal })))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'ENOENT' ? 'it is not installed or not on the PATH' : (error.code ?? error.message)
      reject(new Error(`${program} cannot be run: ${reason}.`))
    })
  })
  const pid = child.pid as number
  watch(pid)

  let stopping: Promise<void> | undefined
  const stopNow = async (signal: NodeJS.Signals, grace: number): Promise<void> => {
    if (end === undefined) {
      send(pid, signal)
      const timer = new AbortController()
      await Promise.race([exited, pause(grace, undefined, { signal: timer.signal }).catch(() => undefined)])
      timer.abort()
    }
    killAll(pid)
    await exited
    for (let waited = 0; remains(pid) && waited < 5000; waited += 10) {
      killAll(pid)
      await pause(10)
    }
    unwatch(pid)
  }
  return {
    pid,
    exited,
    ended: () => end,
    log: () => tailOf(options.logFile, 65536),
    stop: (signal = 'SIGTERM', grace = 2000) => (stopping ??= stopNow(signal, grace))
  }
}
