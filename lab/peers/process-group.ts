import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { guard, unguard } from './guard.ts'
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

/** The leaders of the groups that run, each with the value of its mark and a folder that goes when it goes. */
const running = new Map<number, { readonly marked: string; readonly scratch: string | undefined }>()

const send = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    return false
  }
}

const mark = 'ZYPHOS_STARTED'

/** True for a process that runs (no zombie), in the leader's session or with the mark in the environment it began with. */
function belongs(pid: number, leader: number, marked: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return false
    return Number(session) === leader || readFileSync(`/proc/${pid}/environ`, 'latin1').includes(marked)
  } catch {
    return false
  }
}

/**
 * What the leader started and what still runs. A program may leave its process group (shells with job control), its
 * session (Chromium's crash handler) or wipe its environment (nginx), but hardly all of them. Where there is no /proc only the
 * process group is known.
 */
function members(leader: number): number[] {
  const marked = `${mark}=${running.get(leader)?.marked ?? 'nobody'}`
  try {
    const pids = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
    return pids.filter((pid) => belongs(pid, leader, marked))
  } catch {
    return []
  }
}

function killAll(leader: number): void {
  send(-leader, 'SIGKILL')
  for (const pid of members(leader)) send(pid, 'SIGKILL')
}

const fatal = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function onExit(): void {
  for (const [pid, { scratch }] of running) {
    // More than one pass, since what is being killed may still be starting something.
    for (let pass = 0; pass === 0 || (pass < 10 && members(pid).length > 0); pass++) killAll(pid)
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true })
  }
}

/** Ends the groups; and then this process as the signal would have, unless somebody else listens and decides. */
function onSignal(signal: NodeJS.Signals): void {
  onExit()
  process.removeListener(signal, onSignal)
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}

function watch(pid: number, marked: string, scratch: string | undefined): void {
  if (running.size === 0) {
    process.on('exit', onExit)
    for (const signal of fatal) process.on(signal, onSignal)
  }
  running.set(pid, { marked, scratch })
  guard(pid)
}

function unwatch(pid: number): void {
  if (!running.delete(pid)) return
  unguard(pid)
  if (running.size > 0) return
  process.removeListener('exit', onExit)
  for (const signal of fatal) process.removeListener(signal, onSignal)
}

/**
 * Starts a program as the leader of a session of its own, with its output in the file `logFile` (a file, since a program may
 * reopen /dev/stderr, which fails on a socket). Whatever happens to this process, its group ends with it: at exit and on
 * SIGINT, SIGTERM and SIGHUP everything is killed and `scratch` removed. Throws an Error when the program cannot be run at all.
 */
export async function startGroup(
  argv: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; logFile: string; scratch?: string | undefined }
): Promise<ProcessGroup> {
  const [program, ...words] = argv
  if (program === undefined) throw new Error('There is no program to start: the command is empty.')
  const marked = randomUUID()
  const output = openSync(options.logFile, 'a', 0o644)
  const child = spawn(program, words, {
    cwd: options.cwd,
    env: { ...options.env, [mark]: marked },
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
  watch(pid, marked, options.scratch)

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
    for (let waited = 0; members(pid).length > 0 && waited < 5000; waited += 10) {
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
