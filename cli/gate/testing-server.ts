import { createServer, type AddressInfo } from 'node:net'
import type { Http2Rules } from '../../impl/http2/rules.ts'
import { createHttp2Server } from '../../impl/http2/server.ts'
import type { RuleSet } from '../../impl/rules.ts'
import { createApplication } from '../../lab/reference/application.ts'

/** A server that listens. */
export interface TestingServer {
  readonly url: string
  stop(): Promise<void>
}

/** Our server on a free port, with a rule set; with several, the connections take them in turn. */
export async function startServerWith(...rules: readonly RuleSet<Http2Rules>[]): Promise<TestingServer> {
  const after = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  }
  const servers = rules.map((set) =>
    createHttp2Server({ rules: set, settings: { enableConnectProtocol: true } }, createApplication({ after }))
  )
  let connections = 0
  const front = createServer({ allowHalfOpen: true }, (socket) =>
    servers[connections++ % servers.length]?.server.emit('connection', socket)
  )
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}/`,
    async stop() {
      front.close()
      await Promise.all(servers.map((server) => server.close(0)))
    }
  }
}
