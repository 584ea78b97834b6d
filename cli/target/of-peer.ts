import { catalogue } from '../../lab/peers/catalogue.ts'
import type { ServerPeer } from '../../lab/peers/peer.ts'
import { start, type RunningPeer } from '../../lab/peers/start.ts'
import { isInstalled, peerVersion } from '../../lab/peers/version.ts'
import { serverTarget } from '../../lab/server-target.ts'
import { usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import { failing } from './failing.ts'
import { fixturesOf } from './fixtures.ts'
import { notInstalled } from './not-installed.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** Starts a peer of the catalogue. Throws a Failure when there is none of that name, or it cannot be started. */
export async function targetOfPeer(name: string, options: TargetOptions): Promise<Opened> {
  const peers = await catalogue()
  const servers = peers.filter((peer): peer is ServerPeer => peer.role !== 'client')
  const peer = servers.find((one) => one.name === name)
  if (peer === undefined)
    throw usage(
      unknown(name, servers, peers.length > servers.length && peers.some((one) => one.name === name))
    )
  const tls = modeFor(peer, options)
  const contained = options.in === 'docker'
  if (!contained && !(await isInstalled(peer))) throw notInstalled(name)
  const running = await failing(contained ? inContainer(peer, tls) : start(peer, { tls }))
  // What is in a container need not be what is installed here.
  const version = contained ? undefined : await peerVersion(peer)
  const target = serverTarget(new URL(running.url), fixturesOf(options, running.fixtures), {
    name,
    ...(version === undefined ? {} : { version })
  })
  const words = [name, ...(tls ? [] : ['--cleartext']), ...(contained ? ['--in', 'docker'] : [])]
  return { target, words, stop: () => running.stop() }
}

async function inContainer(peer: ServerPeer, tls: boolean): Promise<RunningPeer> {
  const { startInContainer } = await import('../../lab/peers/container.ts')
  return startInContainer(peer, { tls })
}

function unknown(name: string, servers: readonly ServerPeer[], isClient: boolean): string {
  if (isClient) return `${printable(name)} is a client: add --role client.`
  const shown = printable(name)
  if (/^[\w.-]+:\d+/.test(name)) return `${shown} is not a URL: write https://${shown} or http://${shown}.`
  return `There is no peer ${shown} in the catalogue, and it is not a URL.${suggestion(
    name,
    servers.map((one) => one.name)
  )}`
}

/** TLS where the peer speaks HTTP/2 over it, unless the user asks for cleartext. */
function modeFor(peer: ServerPeer, { cleartext, tls }: TargetOptions): boolean {
  const speaks = {
    tls: peer.modes.tls?.protocols.includes('h2') === true,
    cleartext: peer.modes.cleartext?.protocols.includes('h2c') === true
  }
  if (cleartext === true && !speaks.cleartext)
    throw usage(`${peer.name} does not speak HTTP/2 in cleartext as it is set up here.`)
  if (tls === true && !speaks.tls)
    throw usage(`${peer.name} does not speak HTTP/2 over TLS as it is set up here.`)
  if (!speaks.tls && !speaks.cleartext)
    throw usage(`${peer.name} does not speak HTTP/2 as it is set up here.`)
  return cleartext === true ? false : speaks.tls
}
