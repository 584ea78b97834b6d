import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificate, rsaCertificate } from '../certificates.ts'
import { environment } from '../peers/environment.ts'
import { startGroup } from '../peers/process-group.ts'
import type { Task } from '../script.ts'
import type { Driver, Errand, Errant } from './driver.ts'
import { printable } from './printable.ts'
import { uploadContent } from './task.ts'

/**
 * Lines for the shell, one for each task. `{url}` is the URL (where a line has it several times: the next URL each time),
 * `{urls}` all of them between spaces, `{upload}` a file with the content to be sent, `{cert}` a file with the
 * certificates to be trusted.
 */
export interface Commands {
  readonly request: string
  readonly several?: string
  readonly upload?: string
  /** Opens a WebSocket over HTTP/2 (RFC 8441) and ends when it has ended. */
  readonly websocket?: string
}

const NAMES: Readonly<Record<Task, string>> = {
  request: 'a request',
  several: 'several requests',
  upload: 'an upload',
  websocket: 'a WebSocket'
}

/** Starts a program for each exchange, in a process group that goes with the exchange. */
export function commandDriver(commands: Commands, env: Readonly<Record<string, string>> = {}): Driver {
  const line = (task: Task): string | undefined =>
    commands[task] ?? (task === 'several' && takesSeveral(commands.request) ? commands.request : undefined)
  return {
    name: (commands.request.trim().split(/\s+/)[0] ?? 'client').split('/').at(-1) as string,
    cannot: (task) =>
      line(task) === undefined ? `no command for ${NAMES[task]} was given (--exec-${task})` : undefined,
    start: (errand) => start(line(errand.task) ?? commands.request, errand, env)
  }
}

/** Whether a command line has room for more than one URL. */
const takesSeveral = (line: string): boolean => line.includes('{urls}') || line.split('{url}').length > 2

async function start(line: string, errand: Errand, env: Readonly<Record<string, string>>): Promise<Errant> {
  const dir = await mkdtemp(join(tmpdir(), 'zyphos-client-'))
  const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 5 })
  try {
    const files = { upload: join(dir, 'upload.bin'), cert: join(dir, 'cert.pem') }
    if (line.includes('{upload}')) await writeFile(files.upload, uploadContent())
    if (line.includes('{cert}'))
      await writeFile(files.cert, `${(await certificate()).cert}\n${(await rsaCertificate()).cert}`)
    const command = fill(line, errand.urls, files)
    const group = await startGroup(['/bin/sh', '-c', command], {
      cwd: dir,
      env: environment(env),
      logFile: join(dir, 'output.log'),
      scratch: dir
    })
    return {
      ended: group.exited.then(({ code, signal }) => ({
        // A shell reports a program that a signal killed as 128 and the signal's number.
        status: code,
        signal,
        output: printable(group.log())
      })),
      stop: async () => {
        await group.stop('SIGKILL', 0)
        await remove()
      }
    }
  } catch (error) {
    await remove()
    throw error
  }
}

/** A command line with its placeholders filled in. URLs and paths of ours hold nothing that a shell understands. */
function fill(line: string, urls: readonly string[], files: { upload: string; cert: string }): string {
  let next = 0
  return line.replaceAll(/\{(url|urls|upload|cert)\}/g, (_, name: string) => {
    if (name === 'urls') return urls.join(' ')
    if (name === 'url') return urls[Math.min(next++, urls.length - 1)] ?? ''
    return name === 'upload' ? files.upload : files.cert
  })
}
