import { memoryExchange } from '../../lab/exchange/memory.ts'
import { http2Server } from '../../conformance/http2/server-suite.ts'
import { MEMORY_VALUES } from '../../conformance/laws/play-case.ts'
import { Http2Connection } from '../../impl/http2/connection.ts'
import { createApplication } from '../../lab/reference/application.ts'
import type { VerdictLine } from '../../lab/log-line.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import type { Target } from '../../lab/target.ts'
import { between } from './between.ts'
import type { OddServer } from './servers.ts'

/** The verdicts of some cases, and of every invariant, on an odd server: in memory, under a virtual clock. */
export async function run(
  server: OddServer,
  chosen: (id: string) => boolean
): Promise<readonly VerdictLine[]> {
  const target: Target = {
    name: server.does,
    role: 'server',
    tls: false,
    values: {
      ...MEMORY_VALUES,
      upload: '/upload',
      ...(server.path === undefined ? {} : { path: server.path })
    },
    exchange: memoryExchange(() => between(good(server), server.create())),
    parallel: 1
  }
  const lines: VerdictLine[] = []
  const cases = http2Server.cases.filter(({ id }) => chosen(id))
  await runSuite(http2Server, target, {
    cases,
    emit: (line) => {
      if (line.type === 'verdict') lines.push(line)
    }
  })
  return lines
}

const good = ({ settings }: OddServer): Http2Connection =>
  new Http2Connection({
    role: 'server',
    handler: createApplication(),
    scheme: 'https',
    settings: { maxConcurrentStreams: 100, enableConnectProtocol: true, ...settings }
  })
