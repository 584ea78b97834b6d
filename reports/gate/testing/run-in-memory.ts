import { http2Server } from '../../../conformance/http2/server-suite.ts'
import { MEMORY_VALUES } from '../../../conformance/laws/play-case.ts'
import { referenceServer } from '../../../conformance/laws/reference.ts'
import type { Http2Rules } from '../../../impl/http2/rules.ts'
import type { Core } from '../../../impl/core.ts'
import type { RuleSet } from '../../../impl/rules.ts'
import { memoryExchange } from '../../../lab/exchange/memory.ts'
import type { LogLine } from '../../../lab/log-line.ts'
import { runSuite } from '../../../lab/run/run-suite.ts'
import type { Suite } from '../../../lab/suite.ts'

/** Cases of each kind, among them those that the rules of the gate's tests break. */
export const SOME_CASES: readonly string[] = [
  'http2/data-beyond-max-frame-size',
  'http2/preface-with-wrong-first-octet',
  'http2/settings-ack-with-payload',
  'http2/ping-of-7-octets',
  'http2/unknown-on-idle-stream',
  'http2/data-on-idle-stream'
]

/** Our server with a rule set: each connection the same, or as `create` says for the n-th one. */
export const serverWith =
  (...rules: readonly RuleSet<Http2Rules>[]): ((connection: number) => Core) =>
  (connection) =>
    referenceServer(rules[connection % rules.length] ?? {})

/** The run log of some cases against a server in memory: no sockets, no clock, the same each time. */
export async function runInMemory(
  server: (connection: number) => Core,
  ids: readonly string[] = SOME_CASES
): Promise<LogLine[]> {
  const lines: LogLine[] = []
  let connection = 0
  await runSuite(
    http2Server as unknown as Suite,
    {
      name: 'server',
      role: 'server',
      tls: false,
      values: { ...MEMORY_VALUES, upload: '/upload' },
      exchange: memoryExchange(() => server(connection++)),
      parallel: 1
    },
    {
      cases: (http2Server as unknown as Suite).cases.filter(({ id }) => ids.includes(id)),
      emit: (line) => lines.push(line)
    }
  )
  return lines
}
