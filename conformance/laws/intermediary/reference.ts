import { compileRules } from '../../../impl/http1/compiled-rules.ts'
import { Http1ClientConnection } from '../../../impl/http1/client-connection.ts'
import { createProxy } from '../../../impl/http1/intermediary/proxy.ts'
import type { Http1RuleSet } from '../../../impl/http1/rules.ts'
import { Http1ServerConnection } from '../../../impl/http1/server-connection.ts'
import type { CreateIntermediary } from '../../../lab/exchange/memory-between.ts'
import type { IntermediaryKind } from '../../../lab/intermediary-target.ts'

const ORIGIN = { host: '127.0.0.1', port: 8081, secured: false }
const THEN = 784_111_777_000

/** Our intermediary in memory, with some rules read otherwise. Each request goes to the origin on a connection of its own. */
export const referenceIntermediary =
  (kind: IntermediaryKind, rules: Http1RuleSet = {}): CreateIntermediary =>
  (connect) => {
    const { readings } = compileRules(rules)
    const handler = createProxy({
      name: 'zyphos',
      readings,
      ...(kind === 'gateway' ? { to: ORIGIN } : {}),
      tunnel: () => Promise.reject(new Error('there are no tunnels in memory')),
      send: (_endpoint, request, listener) => {
        const client = new Http1ClientConnection({ rules })
        const exchange = client.request(request, listener)
        connect(client)
        return exchange === undefined
          ? Promise.reject(new Error('the connection is not available'))
          : Promise.resolve(exchange)
      }
    })
    return {
      accept: () =>
        new Http1ServerConnection({
          rules,
          proxy: true,
          deferContinue: true,
          ...(readings.dateAdded === 'omitted' ? {} : { clock: () => THEN }),
          handler
        })
    }
  }
