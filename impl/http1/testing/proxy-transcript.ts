import { Http1ClientConnection } from '../client-connection.ts'
import { compileRules } from '../compiled-rules.ts'
import { createProxy } from '../intermediary/proxy.ts'
import type { Http1RuleSet } from '../rules.ts'
import { Http1ServerConnection } from '../server-connection.ts'
import { octetsOf } from './parse-head.ts'

/** What a client says to a proxy, and an origin behind it. */
export interface ProxyScenario {
  readonly send: string
  /** What each connection to the origin is answered, whatever it is asked. */
  readonly answer?: string
  /** The origin ends each connection after that. */
  readonly ends?: boolean
  /** Rules beside the ones under test. */
  readonly rules?: Http1RuleSet
}

const THEN = 784_111_777_000

/** Runs a proxy between a client and an origin: what the client got, and what each connection to the origin was sent. */
export async function proxied(
  { send, answer = '', ends = false, rules: more }: ProxyScenario,
  rules: Http1RuleSet = {}
): Promise<string> {
  const all = { ...more, ...rules }
  const { readings } = compileRules(all)
  const behind: string[] = []
  const server = new Http1ServerConnection({
    rules: all,
    proxy: true,
    deferContinue: true,
    ...(readings.dateAdded === 'omitted' ? {} : { clock: () => THEN }),
    handler: createProxy({
      name: 'proxy',
      readings,
      send: (endpoint, request, listener) => {
        const index = behind.push(`[to ${endpoint.host}:${endpoint.port}]\n`) - 1
        const client: Http1ClientConnection = new Http1ClientConnection({
          rules: all,
          onWake: () => setImmediate(take)
        })
        const take = () => {
          for (let octets = client.output(); octets !== undefined; octets = client.output())
            behind[index] += String.fromCharCode(...octets)
        }
        const exchange = client.request(request, listener)!
        setImmediate(() => {
          take()
          client.receive(octetsOf(answer), 0)
          if (ends) client.end(0)
          take()
        })
        return Promise.resolve(exchange)
      }
    })
  })
  server.receive(octetsOf(send), 0)
  let got = ''
  for (let turn = 0; turn < 8; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    for (let octets = server.output(); octets !== undefined; octets = server.output())
      got += String.fromCharCode(...octets)
  }
  return [got, server.broken ? '[broken]' : server.finished ? '[closed]' : '[open]', ...behind].join('\n')
}
