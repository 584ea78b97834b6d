import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { environment } from './environment.ts'
import { freePort } from './free-port.ts'
import { untilListening } from './listening.ts'
import type { ServerPeer } from './peer.ts'
import { commonValues } from './places.ts'
import { startGroup } from './process-group.ts'
import { render } from './render.ts'
import { ShapeError, sayIssue } from './say-issue.ts'
import { fillWorkspace } from './workspace.ts'

const text = z.string().min(1)

/** How a peer of the catalogue is made to forward to an origin: the file forwarder.json beside its manifest. */
const shape = z.strictObject({
  kind: z.enum(['gateway', 'proxy']),
  /** The program in the foreground, without a shell. `{origin}` is the origin's URL, `{originPort}` its port. */
  command: z.array(text).min(1),
  env: z.record(z.string(), z.string()).default({})
})

export type Forwarder = z.infer<typeof shape>

/** A peer that forwards. */
export interface RunningForwarder {
  readonly url: string
  stop(): Promise<void>
}

/** Milliseconds that a peer may take until it listens. */
const START = 30_000

/** How a peer forwards; undefined when the catalogue does not say. Throws ShapeError, which says what in the file is wrong. */
export async function forwarderOf(peer: ServerPeer): Promise<Forwarder | undefined> {
  const file = await readFile(join(peer.folder, 'forwarder.json'), 'utf8').catch(() => undefined)
  if (file === undefined) return undefined
  const read = shape.safeParse(JSON.parse(file), { reportInput: true })
  if (!read.success) throw new ShapeError(sayIssue(read.error))
  return read.data
}

/**
 * Starts a peer that forwards to an origin on this machine, and waits until it listens. Throws an Error with one sentence, and the
 * last lines of its output, when it ends first or does not listen in time; nothing is left behind then.
 */
export async function startForwarder(
  peer: ServerPeer,
  forwarder: Forwarder,
  originPort: number
): Promise<RunningForwarder> {
  const port = await freePort()
  const dir = await mkdtemp(join(tmpdir(), `zyphos-${peer.name}-`))
  const undo: (() => Promise<unknown>)[] = [() => rm(dir, { recursive: true, force: true, maxRetries: 3 })]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const values = {
      ...commonValues(peer),
      mode: 'cleartext',
      host: '127.0.0.1',
      port,
      dir,
      www: join(dir, 'www'),
      cert: join(dir, 'cert.pem'),
      key: join(dir, 'key.pem'),
      origin: `http://127.0.0.1:${originPort}`,
      originPort
    }
    await fillWorkspace(peer, dir, values)
    const env = Object.fromEntries(
      Object.entries({ ...peer.env, ...forwarder.env }).map(([name, value]) => [name, render(value, values)])
    )
    const group = await startGroup(
      forwarder.command.map((word) => render(word, values)),
      { cwd: dir, env: environment(env), logFile: join(dir, 'output.log'), scratch: dir }
    )
    undo.push(() => group.stop(peer.stop))
    await untilListening(peer.name, group, port, START)
    return { url: `http://127.0.0.1:${port}`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
