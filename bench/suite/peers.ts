import { catalogue } from '../../lab/peers/catalogue.ts'
import type { ServerPeer } from '../../lab/peers/peer.ts'
import { start, type RunningPeer } from '../../lab/peers/start.ts'
import { isInstalled } from '../../lab/peers/version.ts'
import { serverTarget } from '../../lab/server-target.ts'
import type { Target } from '../../lab/target.ts'

export interface StartedTarget {
  readonly target: Target
  readonly running: RunningPeer
}

/** Starts a peer of the catalogue over TLS where it speaks HTTP/2 there; a sentence instead when it cannot be had. */
export async function startPeer(name: string): Promise<StartedTarget | string> {
  const peer = (await catalogue()).find(
    (one): one is ServerPeer => one.name === name && one.role !== 'client'
  )
  if (peer === undefined) return `${name} is not in the catalogue`
  if (!(await isInstalled(peer))) return `${name} is not installed (npx zyphos peers install ${name})`
  const running = await start(peer, { tls: peer.modes.tls?.protocols.includes('h2') === true })
  const { path, large, upload } = running.fixtures
  const fixtures = {
    ...(path === undefined ? {} : { path }),
    ...(large === undefined ? {} : { large }),
    ...(upload === undefined ? {} : { upload })
  }
  return { target: serverTarget(new URL(running.url), fixtures, { name }), running }
}
