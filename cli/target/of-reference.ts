import { serverTarget } from '../../lab/server-target.ts'
import type { Suite } from '../../lab/suite.ts'
import { TOOL } from '../../lab/version.ts'
import { REFERENCE_FIXTURES, startReference } from '../reference-server.ts'
import { fixturesOf } from './fixtures.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** Our reference server, in this process, on a free port of the loopback interface. */
export async function referenceTarget(suite: Suite, options: TargetOptions): Promise<Opened> {
  const tls = options.cleartext !== true
  const running = await startReference(suite.name, { port: 0, host: '127.0.0.1', tls })
  const version = TOOL.split(' ')[1]
  const target = serverTarget(
    new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${running.port}`),
    fixturesOf(options, REFERENCE_FIXTURES),
    { name: 'reference', ...(version === undefined ? {} : { version }) }
  )
  return { target, words: tls ? [] : ['--cleartext'], stop: () => running.stop() }
}
