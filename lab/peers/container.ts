import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { StartedTestContainer } from 'testcontainers'
import type { ServerPeer } from './peer.ts'
import type { Exit } from './process-group.ts'
import { render } from './render.ts'
import type { Values } from './render.ts'
import { modeOf } from './start.ts'
import type { RunningPeer, StartOptions } from './start.ts'
import { lastLines } from './tail.ts'
import { fillWorkspace } from './workspace.ts'

const port = 8443
const backendPort = 8080
const folder = '/zyphos/run'

/** The placeholders inside a container, where the image (docker/<name>/Dockerfile) has put the peer. */
const inside: Values = {
  host: '0.0.0.0',
  port,
  backend: backendPort,
  dir: folder,
  www: `${folder}/www`,
  cert: `${folder}/cert.pem`,
  key: `${folder}/key.pem`,
  peer: '/zyphos/peer',
  install: '/zyphos/install',
  node: 'node',
  user: 'root'
}

/** The only shell in use: it starts the backend beside the peer, which then takes its place. */
const withBackend = (argv: readonly string[]): string[] => [
  '/bin/sh',
  '-c',
  `node ${folder}/backend.mjs 0.0.0.0 ${backendPort} & exec "$0" "$@"`,
  ...argv
]

/** A container ends by itself after this time, so that one whose lab was killed does not stay. */
const LONGEST = '6h'

async function library() {
  // The library's own reaper is one more image from elsewhere, with the run of the engine; LONGEST stands in for it.
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true'
  try {
    return await import('testcontainers')
  } catch (error) {
    throw new Error('Peers in containers need the npm package "testcontainers"; install it first.', {
      cause: error
    })
  }
}

/**
 * Starts a peer in a container, from an image built from its Dockerfile, on a port of this machine that the engine
 * chooses. Needs a container engine that testcontainers finds. Throws an Error with one sentence, and the last lines of
 * output, when the image cannot be built or the peer does not listen in time (`timeout`; 60 s unless given).
 */
export async function startInContainer(
  peer: ServerPeer,
  options: Pick<StartOptions, 'tls' | 'timeout'>
): Promise<RunningPeer> {
  const mode = modeOf(peer, options.tls)
  const { GenericContainer, Wait, getContainerRuntimeClient } = await library()
  const dir = await mkdtemp(join(tmpdir(), `zyphos-${peer.name}-`))
  let output = ''
  let container: StartedTestContainer | undefined
  try {
    const values = { ...inside, ...mode.values, mode: mode.name }
    await fillWorkspace(peer, dir, values)
    if (peer.backend)
      await copyFile(join(dirname(peer.folder), '_backend', 'backend.mjs'), join(dir, 'backend.mjs'))
    const argv = ['timeout', LONGEST, ...peer.command, ...mode.arguments].map((word) => render(word, values))
    const env = Object.fromEntries(
      Object.entries(peer.env).map(([name, value]) => [name, render(value, values)])
    )
    const image = await GenericContainer.fromDockerfile(peer.folder).build(`zyphos-peer-${peer.name}`, {
      deleteOnExit: false
    })
    container = await image
      .withExposedPorts(port, ...(peer.backend ? [backendPort] : []))
      .withEnvironment(env)
      .withWorkingDir(folder)
      .withCopyDirectoriesToContainer([{ source: dir, target: folder }])
      .withCommand(peer.backend ? withBackend(argv) : argv)
      .withLogConsumer((stream) =>
        stream.on('data', (octets: Buffer) => (output = `${output}${String(octets)}`.slice(-65536)))
      )
      .withWaitStrategy(Wait.forListeningPorts())
      .withStartupTimeout(options.timeout ?? 60000)
      .start()
  } catch (error) {
    throw new Error(
      `${peer.name} did not start in a container: ${(error as Error).message}${lastLines(output)}`,
      {
        cause: error
      }
    )
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
  const started = container
  const client = await getContainerRuntimeClient()
  const exited: Promise<Exit> = client.container
    .getById(started.getId())
    .wait()
    .then(
      (end: { StatusCode: number }) => ({ code: end.StatusCode, signal: null }),
      () => ({ code: null, signal: null })
    )
  const host = started.getHost() === 'localhost' ? '127.0.0.1' : started.getHost()
  const mapped = started.getMappedPort(port)
  let stopping: Promise<void> | undefined
  return {
    peer,
    url: `${options.tls ? 'https' : 'http'}://${host}:${mapped}`,
    port: mapped,
    pid: undefined,
    protocols: mode.protocols,
    fixtures: peer.fixtures,
    exited,
    log: () => output,
    stop: () => (stopping ??= started.stop({ timeout: 2000 }).then(() => undefined))
  }
}
