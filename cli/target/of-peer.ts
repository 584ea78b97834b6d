import { catalogue } from '../../lab/peers/catalogue.ts'
import type { ServerPeer } from '../../lab/peers/peer.ts'
import type { Suite } from '../../lab/suite.ts'
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
export async function targetOfPeer(
  suite: Pick<Suite, 'name'>,
  name: string,
  options: TargetOptions
): Promise<Opened> {
  const peers = await catalogue()
  const servers = peers.filter((peer): peer is ServerPeer => peer.role !== 'client')
  const peer = servers.find((one) => one.name === name)
  if (peer === undefined)
    throw usage(
      unknown(name, servers, peers.length > servers.length && peers.some((one) => one.name === name))
    )
  const tls = modeFor(suite.name, peer, options)
  const contained = options.in === 'docker'
  if (!contained && !(await isInstalled(peer))) throw notInstalled(name)
  const running = await failing(contained ? inContainer(peer, tls) : start(peer, { tls }))
  // What is in a container need not be what is installed here.
  const version = contained ? undefined : await peerVersion(peer)
  const target = serverTarget(new URL(running.url), fixturesOf(options, running.fixtures), {
    name,
    ...(version === undefined ? {} : { version })
  })
  const words = [
    name,
    ...(tls === usuallyTls(suite.name, peer) ? [] : [tls ? '--tls' : '--cleartext']),
    ...(contained ? ['--in', 'docker'] : [])
  ]
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

/** How a suite names the protocol that it tests, and by which names ALPN and manifests know it. */
const PROTOCOLS: Readonly<
  Record<string, { readonly says: string; readonly tls: string; readonly cleartext: string }>
> = {
  http1: { says: 'HTTP/1.1', tls: 'http/1.1', cleartext: 'http/1.1' }
}
const HTTP2 = { says: 'HTTP/2', tls: 'h2', cleartext: 'h2c' }

function speaks(suite: string, peer: ServerPeer): { readonly tls: boolean; readonly cleartext: boolean } {
  const protocol = PROTOCOLS[suite] ?? HTTP2
  return {
    tls: peer.modes.tls?.protocols.includes(protocol.tls) === true,
    cleartext: peer.modes.cleartext?.protocols.includes(protocol.cleartext) === true
  }
}

/** HTTP/2 is usually spoken over TLS, HTTP/1.1 in cleartext, where the peer can. */
function usuallyTls(suite: string, peer: ServerPeer): boolean {
  const { tls, cleartext } = speaks(suite, peer)
  return suite === 'http1' ? !cleartext : tls
}

/** Whether the peer is reached over TLS: as the user asks, or as is usual. Throws a Failure where it cannot. */
function modeFor(suite: string, peer: ServerPeer, { cleartext, tls }: TargetOptions): boolean {
  const can = speaks(suite, peer)
  const { says } = PROTOCOLS[suite] ?? HTTP2
  if (cleartext === true && !can.cleartext)
    throw usage(`${peer.name} does not speak ${says} in cleartext as it is set up here.`)
  if (tls === true && !can.tls)
    throw usage(`${peer.name} does not speak ${says} over TLS as it is set up here.`)
  if (!can.tls && !can.cleartext) throw usage(`${peer.name} does not speak ${says} as it is set up here.`)
  if (cleartext === true || tls === true) return tls === true
  return usuallyTls(suite, peer)
}
