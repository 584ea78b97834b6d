import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment } from './environment.ts'
import type { ClientPeer, ModeEntry } from './peer.ts'
import { commonValues } from './places.ts'
import { startGroup } from './process-group.ts'
import type { Exit } from './process-group.ts'
import { render } from './render.ts'
import { fillWorkspace } from './workspace.ts'

/** What a client is to do. All URLs have one scheme and one authority. */
export type ClientTask =
  | { readonly kind: 'get'; readonly url: string }
  | { readonly kind: 'getMany'; readonly urls: readonly string[] }
  | { readonly kind: 'upload'; readonly url: string; readonly body: Uint8Array }
  | { readonly kind: 'websocket'; readonly url: string }

/** A client at work. */
export type RunningClient = {
  readonly peer: ClientPeer
  readonly pid: number
  readonly exited: Promise<Exit>
  /** The last 64 KiB at most of its output. */
  log(): string
  /** Kills what is left of it and removes its files. To be called after `exited`, too. */
  stop(): Promise<void>
}

/** Why the catalogue's client cannot do that, or undefined when it can. */
export function whyNot(peer: ClientPeer, kind: ClientTask['kind'], tls: boolean): string | undefined {
  const mode = peer.modes[tls ? 'tls' : 'cleartext']
  const name = tls ? 'TLS' : 'cleartext'
  if (mode === undefined) return `${peer.name} is not set up for ${name} in the catalogue.`
  if (peer.commands[kind] === undefined) return `${peer.name} has no command for "${kind}" in the catalogue.`
  if (mode.cannot.includes(kind)) return `${peer.name} cannot do "${kind}" over ${name}.`
  return undefined
}

/**
 * Starts a client on a task and does not wait for its end. It trusts the laboratory's certificate. Throws an Error with
 * one sentence when the client cannot do the task or cannot be run.
 */
export async function startClient(peer: ClientPeer, task: ClientTask): Promise<RunningClient> {
  const urls = task.kind === 'getMany' ? task.urls : [task.url]
  const tls = urls[0]?.startsWith('https:') ?? false
  const reason = whyNot(peer, task.kind, tls)
  if (reason !== undefined) throw new Error(reason)
  const mode = peer.modes[tls ? 'tls' : 'cleartext'] as ModeEntry
  const command = peer.commands[task.kind] as readonly string[]
  const dir = await mkdtemp(join(tmpdir(), `zyphos-${peer.name}-`))
  const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 5 })
  try {
    const values = {
      ...commonValues(peer),
      ...mode.values,
      mode: tls ? 'tls' : 'cleartext',
      dir,
      cert: join(dir, 'cert.pem'),
      key: join(dir, 'key.pem'),
      url: urls[0],
      upload: join(dir, 'upload.bin')
    }
    await fillWorkspace(peer, dir, values)
    if (task.kind === 'upload') await writeFile(values.upload, task.body)
    const argv = [...command, ...mode.arguments].flatMap((word) =>
      word === '{urls}' ? urls : [render(word, values, 1)]
    )
    const env = Object.fromEntries(
      Object.entries(peer.env).map(([name, value]) => [name, render(value, values)])
    )
    const group = await startGroup(argv, {
      cwd: dir,
      env: environment(env),
      logFile: join(dir, 'output.log'),
      scratch: dir
    })
    let lastLog: string | undefined
    return {
      peer,
      pid: group.pid,
      exited: group.exited,
      log: () => lastLog ?? group.log(),
      stop: async () => {
        await group.stop('SIGTERM')
        lastLog ??= group.log()
        await remove()
      }
    }
  } catch (error) {
    await remove()
    throw error
  }
}
