import { createProxyServer } from '../../impl/http1/intermediary/proxy-server.ts'
import { openOrigin, type Origin } from '../../lab/exchange/origin.ts'
import { intermediaryTarget, type IntermediaryKind } from '../../lab/intermediary-target.ts'
import { isOnThisMachine } from '../../lab/loopback.ts'
import { TOOL } from '../../lab/version.ts'
import { usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import { failing } from './failing.ts'
import { notInstalled } from './not-installed.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** What forwards to the lab's origin, and how to end it. */
interface Started {
  readonly url: string
  readonly kind: IntermediaryKind
  readonly words: readonly string[]
  readonly name?: string
  readonly version?: string
  stop(): Promise<unknown>
}

/**
 * An intermediary between the lab as client and the lab as origin: the origin listens first, and the program is told where. Throws a
 * Failure where it cannot be had.
 */
export async function targetOfIntermediary(
  name: string | undefined,
  options: TargetOptions
): Promise<Opened> {
  if (options.tls === true) throw usage('Intermediaries are tested in cleartext: leave --tls out.')
  const origin = await failing(openOrigin(portOf(options.origin)))
  try {
    const started = await start(name, origin, options)
    const { url, kind, words } = started
    return {
      target: intermediaryTarget(new URL(url), origin, kind, {
        ...(started.name === undefined ? {} : { name: started.name }),
        ...(started.version === undefined ? {} : { version: started.version })
      }),
      words: [...words, ...(options.origin === undefined ? [] : ['--origin', options.origin])],
      stop: async () => {
        await started.stop()
        await origin.close()
      }
    }
  } catch (error) {
    await origin.close()
    throw error
  }
}

function start(name: string | undefined, origin: Origin, options: TargetOptions): Promise<Started> {
  if (options.exec !== undefined) return byCommand(options.exec, origin, options)
  if (name === undefined) return reference(origin, options)
  return name.includes('://') ? atUrl(name, options) : ofPeer(name, origin)
}

const kindOf = ({ proxy }: TargetOptions): IntermediaryKind => (proxy === true ? 'proxy' : 'gateway')
const wordsOf = ({ proxy }: TargetOptions): readonly string[] => (proxy === true ? ['--proxy'] : [])

async function byCommand(command: string, origin: Origin, options: TargetOptions): Promise<Started> {
  if (options.proxy !== true && !/\{origin(?:Port)?\}/.test(command))
    throw usage(
      'The command of a gateway must contain {origin}, the URL to which it forwards, or {originPort}.'
    )
  const { startCommand } = await import('../../lab/peers/command.ts')
  const told = command
    .replaceAll('{origin}', `http://127.0.0.1:${origin.port}`)
    .replaceAll('{originPort}', String(origin.port))
  const running = await failing(startCommand(told))
  return {
    url: `http://127.0.0.1:${running.port}`,
    kind: kindOf(options),
    words: [...wordsOf(options), '--exec', command],
    stop: () => running.stop()
  }
}

async function atUrl(text: string, options: TargetOptions): Promise<Started> {
  if (!URL.canParse(text) || new URL(text).protocol !== 'http:')
    throw usage(`${printable(text)} is not a URL that begins with http://.`)
  if (options.proxy !== true && options.origin === undefined)
    throw usage(
      'A gateway at a URL forwards to an origin that it knows: say on which port, by --origin PORT.'
    )
  const url = new URL(text)
  if (options.iMayTestThisTarget !== true && !(await failing(isOnThisMachine(url))))
    throw usage(
      `${url.hostname} is not on this machine: add --i-may-test-this-target if you are permitted to send it malformed traffic.`
    )
  return {
    url: url.href,
    kind: kindOf(options),
    words: [url.href, ...wordsOf(options)],
    stop: () => Promise.resolve()
  }
}

async function reference(origin: Origin, options: TargetOptions): Promise<Started> {
  const kind = kindOf(options)
  const to = { host: '127.0.0.1', port: origin.port, secured: false }
  const server = createProxyServer(kind === 'gateway' ? { to } : {})
  const { port } = await failing(server.listen(0))
  const version = TOOL.split(' ')[1]
  return {
    url: `http://127.0.0.1:${port}`,
    kind,
    words: wordsOf(options),
    name: 'reference',
    ...(version === undefined ? {} : { version }),
    stop: () => server.close()
  }
}

async function ofPeer(name: string, origin: Origin): Promise<Started> {
  const [{ catalogue }, { forwarderOf, startForwarder }, { isInstalled, peerVersion }] = await Promise.all([
    import('../../lab/peers/catalogue.ts'),
    import('../../lab/peers/forwarder.ts'),
    import('../../lab/peers/version.ts')
  ])
  const peers = await catalogue()
  const peer = peers.find((one) => one.name === name)
  const names = peers.filter(({ role }) => role !== 'client').map((one) => one.name)
  if (peer === undefined)
    throw usage(
      `There is no peer ${printable(name)} in the catalogue, and it is not a URL.${suggestion(name, names)}`
    )
  if (peer.role === 'client') throw usage(`${printable(name)} is a client: add --role client.`)
  const forwarder = await failing(forwarderOf(peer))
  if (forwarder === undefined) throw usage(`${name} is not set up to forward in the catalogue.`)
  if (!(await isInstalled(peer))) throw notInstalled(name)
  const running = await failing(startForwarder(peer, forwarder, origin.port))
  const version = await peerVersion(peer)
  return {
    url: running.url,
    kind: forwarder.kind,
    words: [name],
    name,
    ...(version === undefined ? {} : { version }),
    stop: () => running.stop()
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65_535)
    throw usage(`--origin takes a number from 1 to 65535, not ${printable(text)}.`)
  return Number(text)
}
