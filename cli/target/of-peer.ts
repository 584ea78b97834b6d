import { catalogue } from '../../lab/peers/catalogue.ts'
import type { ServerPeer } from '../../lab/peers/peer.ts'
import { start } from '../../lab/peers/start.ts'
import { isInstalled, peerVersion } from '../../lab/peers/version.ts'
import { serverTarget } from '../../lab/server-target.ts'
import { environment, usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** Starts a peer of the catalogue. Throws a Failure when there is none of that name, or it cannot be started. */
export async function targetOfPeer(name: string, options: TargetOptions): Promise<Opened> {
  if (options.in !== undefined)
    throw usage(`Running a peer in ${printable(options.in)} is not available yet.`)
  const peers = await catalogue()
  const servers = peers.filter((peer): peer is ServerPeer => peer.role !== 'client')
  const peer = servers.find((one) => one.name === name)
  if (peer === undefined)
    throw usage(
      unknown(name, servers, peers.length > servers.length && peers.some((one) => one.name === name))
    )
  if (!(await isInstalled(peer)))
    throw environment(`${name} is not installed; to install it: npx zyphos peers install ${name}`)
  const tls = modeFor(peer, options)
  let running
  try {
    running = await start(peer, { tls })
  } catch (error) {
    throw environment((error as Error).message)
  }
  const version = await peerVersion(peer)
  const { path, large, upload } = { ...running.fixtures, ...options }
  const target = serverTarget(
    new URL(running.url),
    {
      ...(path === undefined ? {} : { path }),
      ...(large === undefined ? {} : { large }),
      ...(upload === undefined ? {} : { upload })
    },
    { name, ...(version === undefined ? {} : { version }) }
  )
  return { target, words: [name, ...(tls ? [] : ['--cleartext'])], stop: () => running.stop() }
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
