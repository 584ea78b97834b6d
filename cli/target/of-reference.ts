import { serverTarget } from '../../lab/server-target.ts'
import type { Suite } from '../../lab/suite.ts'
import { TOOL } from '../../lab/version.ts'
import { REFERENCE_FIXTURES } from '../reference-server.ts'
import { fixturesOf } from './fixtures.ts'
import type { Opened, TargetOptions } from './opened.ts'
import { serveOnThread } from './serving-thread.ts'

/** Our reference server, on a thread of this process and a free port of the loopback interface. */
export async function referenceTarget(suite: Suite, options: TargetOptions): Promise<Opened> {
  const tls = suite.name === 'http1' ? options.tls === true : options.cleartext !== true
  const running = await serveOnThread(suite.name, tls)
  const version = TOOL.split(' ')[1]
  const target = serverTarget(running.url, fixturesOf(options, REFERENCE_FIXTURES), {
    name: 'reference',
    ...(version === undefined ? {} : { version })
  })
  return { target, words: [tls ? '--tls' : '--cleartext'], stop: () => running.stop() }
}
