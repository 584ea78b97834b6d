import type { Suite } from '../../lab/suite.ts'
import { usage } from '../failure.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** What the command line says of the target, made ready: at a URL, a peer, a command, or our reference server. */
export async function openTarget(
  suite: Suite,
  name: string | undefined,
  options: TargetOptions
): Promise<Opened> {
  if (options.tls === true && options.cleartext === true)
    throw usage('A target is reached over --tls or in --cleartext, not both.')
  if (name !== undefined && options.exec !== undefined) throw usage('Give a target or --exec, not both.')
  if (
    options.port !== undefined &&
    (suite.role !== 'client' || name !== undefined || options.exec !== undefined)
  )
    throw usage('--port is for a client that you start by hand: --role client, and no name and no --exec.')
  if (suite.role === 'client') {
    const { targetOfClient } = await import('./of-client.ts')
    return targetOfClient(suite, name, options)
  }
  if (suite.role === 'intermediary') {
    const { targetOfIntermediary } = await import('./of-intermediary.ts')
    return targetOfIntermediary(name, options)
  }
  if (options.proxy !== undefined || options.origin !== undefined)
    throw usage('--proxy and --origin are for intermediaries: add --role intermediary.')
  if (options.exec !== undefined) {
    const { targetOfCommand } = await import('./of-command.ts')
    return targetOfCommand(options.exec, options)
  }
  if (name === undefined) {
    const { referenceTarget } = await import('./of-reference.ts')
    return referenceTarget(suite, options)
  }
  if (name.includes('://')) {
    const { targetAtUrl } = await import('./at-url.ts')
    return targetAtUrl(name, options)
  }
  const { targetOfPeer } = await import('./of-peer.ts')
  return targetOfPeer(suite, name, options)
}
