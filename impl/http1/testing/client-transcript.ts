import type { FieldLine } from '../../application.ts'
import { compileRules } from '../compiled-rules.ts'
import { Http1ClientConnection } from '../client-connection.ts'
import type { ClientConnectionOptions, OutgoingRequest } from '../client-options.ts'
import { outgoingTarget } from '../outgoing-target.ts'
import type { Http1RuleSet } from '../rules.ts'
import { octetsOf } from './parse-head.ts'

/** What a client asks for, and what a server says to it. */
export interface ClientScenario {
  readonly url?: string
  readonly toProxy?: boolean
  readonly request?: Partial<OutgoingRequest>
  /** Octets of the server, whatever the client says. */
  readonly answer?: string
  /** The server ends its side after that. */
  readonly ends?: boolean
  /** Milliseconds that pass after that. */
  readonly waits?: number
  /** Another request is made, if the connection takes it. */
  readonly again?: boolean
  readonly options?: Partial<ClientConnectionOptions>
}

/** Runs a client over a scenario, the server's octets cut at some places: what it sent, and what it understood. */
export function ask(
  scenario: ClientScenario,
  rules: Http1RuleSet = {},
  cuts: readonly number[] = []
): string {
  const {
    url = 'http://a/',
    toProxy = false,
    request,
    answer = '',
    ends = false,
    waits = 0,
    again = false
  } = scenario
  const all = { ...scenario.options?.rules, ...rules }
  const client = new Http1ClientConnection({ ...scenario.options, rules: all })
  const { readings } = compileRules(all)
  const told: string[] = []
  const lines = (some: readonly FieldLine[] = []) =>
    some.map(({ name, value }) => `${name}=${value}`).join(';')
  let content = ''
  let sent = ''
  const take = () => {
    for (let octets = client.output(); octets !== undefined; octets = client.output())
      sent += String.fromCharCode(...octets)
  }
  const make = () => {
    const { target, authority } = outgoingTarget(request?.method ?? 'GET', url, readings, toProxy)
    return client.request(
      { method: 'GET', target, authority, fields: [], ...request },
      {
        onInform: (status, fields) => told.push(`inform ${status} ${lines(fields)}`),
        onResponse: ({ status, fields }) => told.push(`status ${status} ${lines(fields)}`),
        onData: (octets) => (content += String.fromCharCode(...octets)),
        onEnd: (trailers) => told.push(`end "${content}" ${lines(trailers)}`),
        onReset: ({ message }) => told.push(`reset "${content}" ${message}`)
      }
    )
  }
  make()
  take()
  const octets = octetsOf(answer)
  let start = 0
  for (const end of [...cuts.filter((cut) => cut > 0 && cut < octets.length), octets.length].sort(
    (a, b) => a - b
  )) {
    const piece = octets.slice(start, end)
    client.receive(piece, 0)
    piece.fill(0)
    start = end
    take()
  }
  if (waits > 0) client.advance(waits)
  take()
  if (ends) client.end(waits)
  if (again) told.push(make() === undefined ? 'not again' : 'again')
  take()
  return [sent, ...told, client.finished ? '[closed]' : '[open]'].join('\n')
}
