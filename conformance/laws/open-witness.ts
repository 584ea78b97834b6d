import { clientTarget } from '../../lab/client-target.ts'
import { browserDriver } from '../../lab/clients/browser.ts'
import { peerDriver } from '../../lab/clients/peer.ts'
import type { ClientPeer, Mode, Peer, ServerPeer } from '../../lab/peers/peer.ts'
import { start } from '../../lab/peers/start.ts'
import { serverTarget } from '../../lab/server-target.ts'
import type { Target } from '../../lab/target.ts'

export type { Mode }

/** A real program that can be talked to, and what ends it. */
export interface OpenWitness {
  readonly target: Target
  stop(): Promise<void>
}

/** Starts a peer, or gets ready to. Throws an Error with one sentence when that cannot be done. */
export function openWitness(peer: Peer, over: Mode): Promise<OpenWitness> {
  if (peer.role !== 'client') return server(peer, over)
  return peer.name === 'chromium' ? browser() : Promise.resolve(client(peer, over))
}

async function server(peer: ServerPeer, over: Mode): Promise<OpenWitness> {
  const running = await start(peer, { tls: over === 'tls' })
  const paths = Object.entries(running.fixtures).filter(([, path]) => typeof path === 'string')
  const target = serverTarget(new URL(running.url), Object.fromEntries(paths), { name: peer.name })
  return { target, stop: () => running.stop() }
}

async function browser(): Promise<OpenWitness> {
  const driver = await browserDriver()
  return { target: clientTarget(driver, { tls: true }), stop: () => driver.close() }
}

function client(peer: ClientPeer, over: Mode): OpenWitness {
  const tls = over === 'tls'
  return { target: clientTarget(peerDriver(peer, tls), { tls }), stop: () => Promise.resolve() }
}
