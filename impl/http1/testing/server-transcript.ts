import { defaultHeadLimits } from '../head/limits.ts'
import type { Http1RuleSet } from '../rules.ts'
import { Http1ServerConnection } from '../server-connection.ts'
import type { ServerConnectionOptions } from '../server-options.ts'
import { applications, type ApplicationName } from './applications.ts'
import { octetsOf } from './parse-head.ts'

/** What a client says to a server, and what answers there. */
export interface ServerScenario {
  readonly send: string
  readonly application?: ApplicationName
  readonly options?: Partial<ServerConnectionOptions>
  /** The client ends its side after that. */
  readonly ends?: boolean
  /** Milliseconds that pass after that. */
  readonly waits?: number
}

/** Sunday, 6 November 1994, 08:49:37 GMT. */
const THEN = 784_111_777_000

const LIMITS = { ...defaultHeadLimits, target: 3000, fieldLine: 2000, fields: 64, head: 4000 }

/**
 * Runs a server over a scenario, its octets cut at some places, and gives what it sent and what became of the connection.
 */
export function serve(
  { send, application = 'tell', options, ends = false, waits = 0 }: ServerScenario,
  rules: Http1RuleSet = {},
  cuts: readonly number[] = []
): string {
  const refused: string[] = []
  const server = new Http1ServerConnection({
    limits: LIMITS,
    clock: () => THEN,
    onRefused: ({ rule }, position) => refused.push(`[refused ${rule} at ${position}]`),
    ...options,
    rules: { ...options?.rules, ...rules },
    handler: applications[application]
  })
  let sent = ''
  const take = () => {
    for (let octets = server.output(); octets !== undefined; octets = server.output())
      sent += String.fromCharCode(...octets)
  }
  const octets = octetsOf(send)
  let start = 0
  for (const end of [...cuts.filter((cut) => cut > 0 && cut < octets.length), octets.length].sort(
    (a, b) => a - b
  )) {
    // The core may not keep what it is given.
    const piece = octets.slice(start, end)
    server.receive(piece, 0)
    piece.fill(0)
    start = end
    take()
  }
  if (waits > 0) server.advance(waits)
  take()
  if (ends) server.end(waits)
  take()
  return [sent, ...refused, server.broken ? '[broken]' : server.finished ? '[closed]' : '[open]'].join('')
}
