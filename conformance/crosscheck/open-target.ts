import { isOnThisMachine } from '../../lab/loopback.ts'
import { catalogue } from '../../lab/peers/catalogue.ts'
import type { Mode, ServerPeer } from '../../lab/peers/peer.ts'
import { start } from '../../lab/peers/start.ts'
import { isInstalled, peerVersion } from '../../lab/peers/version.ts'
import { serverTarget } from '../../lab/server-target.ts'
import { TargetFailed } from '../../lab/suite.ts'
import type { Target } from '../../lab/target.ts'
import type { CrosscheckOptions } from './options.ts'

/** A target that can be talked to, and what ends it. */
export interface OpenTarget {
  readonly target: Target
  readonly url: URL
  stop(): Promise<void>
}

/** The command line names no target that can be: exit code 2. */
export class UsageError extends Error {}

/** Makes the target ready. Throws UsageError, or TargetFailed when it cannot be started. */
export async function openTarget(options: CrosscheckOptions): Promise<OpenTarget> {
  if (options.target === 'reference') {
    const { openReference } = await import('./open-reference.ts')
    return openReference(options)
  }
  return options.target.includes('://') ? atUrl(options) : ofPeer(options)
}

async function atUrl(options: CrosscheckOptions): Promise<OpenTarget> {
  if (!URL.canParse(options.target)) throw new UsageError(`${JSON.stringify(options.target)} is not a URL.`)
  const url = new URL(options.target)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new UsageError(
      'A URL begins with https:// (TLS with ALPN) or http:// (cleartext with prior knowledge).'
    )
  if (url.username !== '' || url.password !== '')
    throw new UsageError('A target URL carries no user name or password.')
  if (!options.remote && !(await onThisMachine(url)))
    throw new UsageError(
      `${url.hostname} is not on this machine: add --i-may-test-this-target if you are permitted to send it malformed traffic.`
    )
  return { target: serverTarget(url, options), url, stop: () => Promise.resolve() }
}

async function ofPeer(options: CrosscheckOptions): Promise<OpenTarget> {
  const { target: name } = options
  const servers = (await catalogue()).filter((peer): peer is ServerPeer => peer.role !== 'client')
  const peer = servers.find((one) => one.name === name)
  if (peer === undefined)
    throw new UsageError(
      `${JSON.stringify(name)} is no server of the catalogue and no URL; servers: ${servers.map((one) => one.name).join(', ')}.`
    )
  const speaks = (mode: Mode, protocol: string) => peer.modes[mode]?.protocols.includes(protocol) === true
  const tls = options.tls ?? speaks('tls', 'h2')
  if (!(tls ? speaks('tls', 'h2') : speaks('cleartext', 'h2c')))
    throw new UsageError(
      `${name} does not speak HTTP/2 ${tls ? 'over TLS' : 'in cleartext'} as it is set up here.`
    )
  if (!(await isInstalled(peer)))
    throw new TargetFailed(`${name} is not installed; to install it: npx zyphos peers install ${name}`)
  let running
  try {
    running = await start(peer, { tls })
  } catch (error) {
    throw new TargetFailed((error as Error).message)
  }
  const { path, large, upload } = options
  const version = await peerVersion(peer)
  const given = Object.entries({ path, large, upload }).filter(([, value]) => value !== undefined)
  const url = new URL(running.url)
  const target = serverTarget(
    url,
    { ...running.fixtures, ...Object.fromEntries(given) },
    { name, ...(version === undefined ? {} : { version }) }
  )
  return { target, url, stop: () => running.stop() }
}

async function onThisMachine(url: URL): Promise<boolean> {
  try {
    return await isOnThisMachine(url)
  } catch (error) {
    throw new TargetFailed(
      `${JSON.stringify(url.hostname)} is not a known host (${(error as NodeJS.ErrnoException).code}).`
    )
  }
}
