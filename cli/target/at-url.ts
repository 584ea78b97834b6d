import { isOnThisMachine } from '../../lab/loopback.ts'
import { serverTarget } from '../../lab/server-target.ts'
import { environment, usage } from '../failure.ts'
import { printable } from '../printable.ts'
import { fixturesOf } from './fixtures.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** A server that is there already. Throws a Failure for a URL that cannot be one, and for targets not on this machine. */
export async function targetAtUrl(text: string, options: TargetOptions): Promise<Opened> {
  const url = parse(text)
  if (options.iMayTestThisTarget !== true && !(await onThisMachine(url)))
    throw usage(
      `${url.hostname} is not on this machine: add --i-may-test-this-target if you are permitted to send it malformed traffic.`
    )
  const target = serverTarget(url, fixturesOf(options), { verify: options.verify === true })
  return { target, words: [url.href], stop: () => Promise.resolve() }
}

function parse(text: string): URL {
  const shown = printable(text)
  if (!URL.canParse(text)) throw usage(`${shown} is not a URL.`)
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw usage(
      `${shown} does not begin with https:// (TLS with ALPN) or http:// (cleartext with prior knowledge).`
    )
  if (url.username !== '' || url.password !== '')
    throw usage('A target URL carries no user name or password.')
  if (url.port === '0') throw usage(`Port 0 in ${shown} is no port that a server can be reached at.`)
  url.hash = ''
  return url
}

async function onThisMachine(url: URL): Promise<boolean> {
  try {
    return await isOnThisMachine(url)
  } catch (error) {
    throw environment(
      `${printable(url.hostname)} is not a known host (${(error as NodeJS.ErrnoException).code}).`
    )
  }
}
