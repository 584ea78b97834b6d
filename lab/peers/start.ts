import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { untilAnswering } from './answering.ts'
import { startBackend } from './backend.ts'
import { environment } from './environment.ts'
import { freePort, portIsFree } from './free-port.ts'
import { untilListening } from './listening.ts'
import type { Fixtures, Mode, ModeEntry, ServerPeer } from './peer.ts'
import { commonValues } from './places.ts'
import { startGroup } from './process-group.ts'
import type { Exit } from './process-group.ts'
import { render } from './render.ts'
import { fillWorkspace } from './workspace.ts'

/** A peer that listens. */
export type RunningPeer = {
  readonly peer: ServerPeer
  /** `https://127.0.0.1:port` or `http://127.0.0.1:port`. */
  readonly url: string
  readonly port: number
  /** The leader of its processes on this machine; undefined when it runs in a container. */
  readonly pid: number | undefined
  /** What it speaks on that port. */
  readonly protocols: readonly string[]
  readonly fixtures: Fixtures
  readonly exited: Promise<Exit>
  /** The last 64 KiB at most of its output. */
  log(): string
  /** Stops it with everything that it started, and removes its files unless `dir` was given. Resolves when nothing is left. */
  stop(): Promise<void>
}

/** How to start a peer. */
export type StartOptions = {
  readonly tls: boolean
  /** A port on 127.0.0.1; one is chosen when it is absent. */
  readonly port?: number
  /** A folder for its files, kept afterwards; a temporary one, removed at stop, when it is absent. */
  readonly dir?: string
  /** Milliseconds it may take until it listens, and again until it answers; 30 s unless given. */
  readonly timeout?: number
}

/** The mode asked for, or an Error that says what the peer speaks instead. */
export function modeOf(peer: ServerPeer, tls: boolean): ModeEntry & { readonly name: Mode } {
  const name = tls ? 'tls' : 'cleartext'
  const mode = peer.modes[name]
  if (mode === undefined)
    throw new Error(`${peer.name} is not set up for ${tls ? 'TLS' : 'cleartext'} in the catalogue.`)
  return { name, ...mode }
}

/**
 * Starts a server or intermediary on 127.0.0.1 and waits until it listens and answers. Throws an Error with one sentence, and the
 * last lines of its output, when it cannot be run, ends first or does not listen in time; nothing is left behind then.
 */
export async function start(peer: ServerPeer, options: StartOptions): Promise<RunningPeer> {
  const mode = modeOf(peer, options.tls)
  const timeout = options.timeout ?? 30000
  const port = options.port ?? (await freePort())
  if (!(await portIsFree(port)))
    throw new Error(`Port ${port} on 127.0.0.1 is in use, so ${peer.name} cannot listen there.`)
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), `zyphos-${peer.name}-`)))
  const undo: (() => Promise<unknown>)[] = []
  if (options.dir === undefined) undo.push(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }))
  const cleanUp = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const values: Record<string, string | number | undefined> = {
      ...commonValues(peer),
      ...mode.values,
      mode: mode.name,
      host: '127.0.0.1',
      port,
      dir,
      www: join(dir, 'www'),
      cert: join(dir, 'cert.pem'),
      key: join(dir, 'key.pem')
    }
    if (peer.backend) {
      const backend = await startBackend(join(dirname(peer.folder), '_backend'))
      undo.push(() => backend.stop())
      values['backend'] = backend.port
    }
    await fillWorkspace(peer, dir, values)
    const env = Object.fromEntries(
      Object.entries(peer.env).map(([name, value]) => [name, render(value, values)])
    )
    const group = await startGroup(
      [...peer.command, ...mode.arguments].map((word) => render(word, values)),
      {
        cwd: dir,
        env: environment(env),
        logFile: join(dir, 'output.log'),
        scratch: options.dir === undefined ? dir : undefined
      }
    )
    let lastLog: string | undefined
    undo.push(async () => {
      await group.stop(peer.stop)
      lastLog = group.log()
    })
    await untilListening(peer.name, group, port, timeout)
    const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`
    const by = mode.protocols.some((protocol) => protocol.startsWith('h2')) ? 'http2' : 'http1'
    await untilAnswering(peer.name, group, url, timeout, by)
    return {
      peer,
      url,
      port,
      pid: group.pid,
      protocols: mode.protocols,
      fixtures: peer.fixtures,
      exited: group.exited,
      log: () => lastLog ?? group.log(),
      stop: cleanUp
    }
  } catch (error) {
    await cleanUp()
    throw error
  }
}
