import { clientTarget } from '../../lab/client-target.ts'
import type { Driver } from '../../lab/clients/driver.ts'
import type { Suite } from '../../lab/suite.ts'
import { usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** A client that is driven: by a command, by the user, or one of the catalogue. Throws a Failure where it cannot be had. */
export async function targetOfClient(
  suite: Pick<Suite, 'name'>,
  name: string | undefined,
  given: TargetOptions
): Promise<Opened> {
  const http1 = suite.name === 'http1'
  // HTTP/1 begins in cleartext unless asked otherwise, HTTP/2 over TLS.
  const options: TargetOptions = http1 && given.tls !== true ? { ...given, cleartext: true } : given

  if (options.exec !== undefined) return ofCommand(options.exec, options)
  if (name === undefined) {
    const { targetByHand } = await import('./by-hand.ts')
    return targetByHand(options)
  }
  return name === 'chromium' ? ofBrowser(http1, options) : ofPeer(name, http1, options)
}

async function ofCommand(request: string, options: TargetOptions): Promise<Opened> {
  if (!/\{urls?\}/.test(request)) throw usage('The command of a client must contain {url}.')
  const { commandDriver } = await import('../../lab/clients/command.ts')
  const { execSeveral: several, execUpload: upload, execWebsocket: websocket } = options
  const driver = commandDriver({
    request,
    ...(several === undefined ? {} : { several }),
    ...(upload === undefined ? {} : { upload }),
    ...(websocket === undefined ? {} : { websocket })
  })
  const words = [
    ['--exec', request],
    ...(several === undefined ? [] : [['--exec-several', several]]),
    ...(upload === undefined ? [] : [['--exec-upload', upload]]),
    ...(websocket === undefined ? [] : [['--exec-websocket', websocket]])
  ].flat()
  return opened(driver, words, options)
}

async function ofPeer(name: string, http1: boolean, options: TargetOptions): Promise<Opened> {
  const [{ catalogue }, { isInstalled, peerVersion }, { peerDriver }, { speakingHttp1 }] = await Promise.all([
    import('../../lab/peers/catalogue.ts'),
    import('../../lab/peers/version.ts'),
    import('../../lab/clients/peer.ts'),
    import('../../lab/peers/speaking.ts')
  ])
  const peers = await catalogue()
  const found = peers.find((one) => one.name === name)
  const clients = peers.filter(({ role }) => role === 'client').map((one) => one.name)
  if (found === undefined)
    throw usage(`There is no client ${printable(name)} in the catalogue.${suggestion(name, clients)}`)
  if (found.role !== 'client') throw usage(`${name} is a server: leave --role client out.`)
  const peer = http1 ? speakingHttp1(found) : found
  if (peer === undefined) throw usage(`${name} is not set up for HTTP/1.1.`)
  const { notInstalled } = await import('./not-installed.ts')
  if (!(await isInstalled(peer))) throw notInstalled(name)
  const version = await peerVersion(peer)
  const tls = options.cleartext !== true
  if (peer.modes[tls ? 'tls' : 'cleartext'] === undefined)
    throw usage(
      `${name} is not set up for ${tls ? 'TLS: add --cleartext' : http1 ? 'cleartext: add --tls' : 'cleartext'}.`
    )
  return opened(peerDriver(peer, tls), [name], options, version)
}

async function ofBrowser(http1: boolean, options: TargetOptions): Promise<Opened> {
  if (options.cleartext === true && !http1) throw usage('Browsers speak HTTP/2 over TLS only.')
  const { browserDriver } = await import('../../lab/clients/browser.ts')
  const { failing } = await import('./failing.ts')
  const driver = await failing(browserDriver({ sequential: http1 }))
  return { ...opened(driver, ['chromium'], options, driver.version), stop: () => driver.close() }
}

function opened(driver: Driver, words: readonly string[], options: TargetOptions, version?: string): Opened {
  const tls = options.cleartext !== true
  return {
    target: clientTarget(driver, { tls, ...(version === undefined ? {} : { version }) }),
    words: [...words, ...(tls ? [] : ['--cleartext'])],
    stop: () => Promise.resolve()
  }
}
