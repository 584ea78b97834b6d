import type { FieldLine, Handler } from '../../application.ts'
import { normalizeEncoding } from '../../uri/normalize.ts'
import { parseAuthority } from '../../uri/parse-authority.ts'
import { removeDotSegments } from '../../uri/remove-dot-segments.ts'
import type { ClientExchange } from '../client-exchange.ts'
import { isIdempotent } from '../client-connection.ts'
import { ExchangeError, type OutgoingRequest, type ResponseListener } from '../client-options.ts'
import type { Endpoint } from '../connect.ts'
import { BY_LENGTH, NO_CONTENT } from '../message/framing.ts'
import type { ResponseHead } from '../message/response-head.ts'
import type { Readings } from '../rules.ts'
import type { ServerExchange } from '../server-exchange.ts'
import { forwardedFields } from './forwarded-fields.ts'
import { countForwards } from './max-forwards.ts'

/** A two-way stream of octets to a host: what CONNECT opens. */
export interface Tunnel {
  write(octets: Uint8Array): boolean
  end(): void
  destroy(): void
  onData(listener: (octets: Uint8Array) => void): void
  onEnd(listener: () => void): void
  onWritable(listener: () => void): void
  pause(): void
  resume(): void
}

export interface ProxyOptions {
  /** The server to which a gateway forwards everything; a proxy without it forwards to whom the absolute form names. */
  readonly to?: Endpoint
  /** What Via calls this intermediary; to be different from that of any other on the way. */
  readonly name: string
  readonly readings: Readings
  /** Sends a request. */
  readonly send: (
    endpoint: Endpoint,
    request: OutgoingRequest,
    listener: ResponseListener
  ) => Promise<ClientExchange>
  /** Opens a tunnel; CONNECT is refused without. */
  readonly tunnel?: (endpoint: Endpoint) => Promise<Tunnel>
  /** Ports to which a tunnel may lead (RFC 9110, section 9.3.6). */
  readonly tunnelPorts?: readonly number[]
}

/**
 * The application of an intermediary: a forwarding proxy, or with `to` a gateway (RFC 9110, section 7.6; RFC 9112, section
 * 3.2.2). Messages are read whole by our own rules and written anew: nothing of their framing is passed on.
 */
export function createProxy(options: ProxyOptions): Handler {
  return (_request, response) => {
    const exchange = response as ServerExchange
    const { method } = exchange
    const { readings, name } = options
    const looped = exchange.fields.some((line) => line.name === 'via' && names(line.value, name))
    if (looped && readings.loopDetected !== 'ignored')
      return answer(exchange, 508, `This request has been here before (loopDetected).\n`)
    if (method === 'CONNECT') return openTunnel(exchange, options)
    const forwarding = countForwards(method, exchange.fields, readings)
    if (forwarding.answers) return answerAsLast(exchange)
    const endpoint = endpointOf(exchange, options)
    if (endpoint === undefined)
      return answer(exchange, 400, 'A proxy is asked in the absolute form, with a scheme that it speaks.\n')
    forward(exchange, endpoint, forwarding.fields, options)
  }
}

/** Whether a Via value names an intermediary as the one that received a message. */
const names = (value: string, name: string): boolean =>
  value.split(',').some((element) => element.trim().split(/[ \t]+/)[1] === name)

/** Where a request goes: undefined where that cannot be told. */
function endpointOf({ head }: ServerExchange, { to }: ProxyOptions): Endpoint | undefined {
  if (to !== undefined) return to
  const { scheme, authority, form } = head
  if (form !== 'absolute' || scheme === undefined || authority === undefined) return undefined
  if (scheme !== 'http' && scheme !== 'https') return undefined
  const { host, port } = parseAuthority(authority, 0, authority.length, {})
  const standard = scheme === 'https' ? 443 : 80
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: port === undefined || port === '' ? standard : Number(port),
    secured: scheme === 'https'
  }
}

function outgoing(
  { head, fields: received }: ServerExchange,
  endpoint: Endpoint,
  fields: readonly FieldLine[],
  { readings, name }: ProxyOptions
): OutgoingRequest {
  const { method, framing, minor } = head
  const ownHost = `${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`
  const receivedHost = received.find((line) => line.name === 'host')?.value
  const host = readings.hostRewritten === 'received' ? receivedHost : (head.authority ?? ownHost)
  const blind = readings.connectionOptionBlind === 'removed' && namesHost(received)
  const hasContent = framing.kind !== NO_CONTENT
  const swallowed = readings.expectationForwarded === 'swallowed'
  return {
    method,
    target: targetOf(head.path, readings),
    authority: blind ? undefined : host,
    fields: forwardedFields(fields, 'request', `1.${minor} ${name}`, readings),
    streams: hasContent,
    ...(framing.kind === BY_LENGTH ? { contentLength: framing.length } : {}),
    expectContinue: head.expectsContinue && !swallowed,
    ...(readings.versionForwarded === 'echoed' ? { minor } : {})
  }
}

const namesHost = (fields: readonly FieldLine[]): boolean =>
  fields.some(({ name, value }) => name === 'connection' && /\bhost\b/i.test(value))

function targetOf(path: string, readings: Readings): string {
  if (path === '*') return readings.optionsAsterisk === 'slash' ? '/' : path
  if (readings.targetUnchanged !== 'normalized') return path
  const [before = '', ...query] = path.split('?')
  return [removeDotSegments(normalizeEncoding(before)), ...query].join('?')
}

function forward(
  exchange: ServerExchange,
  endpoint: Endpoint,
  fields: readonly FieldLine[],
  options: ProxyOptions,
  repeated = false
): void {
  const { readings } = options
  const request = outgoing(exchange, endpoint, fields, options)
  let upstream: ClientExchange | undefined
  let over = false
  let contentSeen = false
  const whenSent: (() => void)[] = []
  // Nothing is read before there is somebody who takes it.
  exchange.pause()
  exchange.onData((octets) => {
    contentSeen = true
    if (upstream?.write(octets) === false) exchange.pause()
  })
  exchange.onEnd((trailers) => {
    const end = () =>
      upstream?.end(
        undefined,
        trailers?.filter(({ name }) => name !== 'via')
      )
    if (upstream === undefined) whenSent.push(end)
    else end()
  })
  exchange.onReset(() => {
    over = true
    upstream?.reset()
  })
  exchange.onWritable(() => upstream?.resume())
  const fail = (error: unknown): void => {
    if (over) return
    const early = exchange.responseState === 'idle'
    const unread =
      error instanceof ExchangeError && error.rule !== undefined && error.rule !== 'responseIncomplete'
    // A connection that was kept may be closed just when it is used.
    const mayRepeat = isIdempotent(exchange.method) || readings.upstreamRetries === 'any'
    const gone = error instanceof ExchangeError && error.rule === undefined && upstream?.answered === false
    if (early && gone && mayRepeat && !contentSeen && !repeated)
      return forward(exchange, endpoint, fields, options, true)
    over = true
    if (early && !(unread && readings.badResponse === 'closed'))
      return answer(
        exchange,
        statusOf(error),
        `The next server did not answer as it should: ${textOf(error)}.\n`
      )
    if (early || readings.incompleteForwarded !== 'completed') exchange.reset(0)
    else exchange.end()
  }
  const listener: ResponseListener = {
    onInform: (status, fields) => {
      if (readings.informationalForwarded !== 'dropped')
        exchange.inform(status, forwardedFields(fields, 'response', `1.1 ${options.name}`, readings))
    },
    onResponse: (head) => respond(exchange, head, options),
    onData: (octets) => {
      if (!exchange.write(octets)) upstream?.pause()
    },
    onEnd: (trailers) => {
      over = true
      exchange.end(undefined, trailers)
    },
    onReset: fail,
    onWritable: () => exchange.resume()
  }
  options.send(endpoint, request, listener).then((sent) => {
    upstream = sent
    if (over) return sent.reset()
    for (const act of whenSent) act()
    exchange.resume()
  }, fail)
}

/** Writes the head of a response anew: whatever framed it is known from what was read. */
function respond(exchange: ServerExchange, head: ResponseHead, { readings, name }: ProxyOptions): void {
  const fields = forwardedFields(head.fields, 'response', `1.${head.minor} ${name}`, readings)
  const { framing, status } = head
  const declared = head.fields.find((line) => line.name === 'content-length')?.value
  const bodiless = exchange.method === 'HEAD' || status === 304
  const length =
    framing.kind === BY_LENGTH ? String(framing.length) : bodiless ? lengthOf(declared) : undefined
  const empty = framing.kind === NO_CONTENT && !bodiless && status !== 204
  const said = length ?? (empty ? '0' : undefined)
  exchange.respond(status, said === undefined ? fields : [...fields, { name: 'content-length', value: said }])
}

const lengthOf = (declared: string | undefined): string | undefined =>
  declared !== undefined && /^\d+$/.test(declared) ? declared : undefined

function openTunnel(exchange: ServerExchange, { tunnel, tunnelPorts = [443], to }: ProxyOptions): void {
  if (tunnel === undefined || to !== undefined)
    return answer(exchange, 501, 'No tunnel leads through here.\n')
  const authority = exchange.authority ?? ''
  const { host, port = '' } = parseAuthority(authority, 0, authority.length, {})
  if (!tunnelPorts.includes(Number(port))) return answer(exchange, 403, `No tunnel leads to port ${port}.\n`)
  exchange.pause()
  let other: Tunnel | undefined
  exchange.onReset(() => other?.destroy())
  tunnel({ host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port), secured: false }).then(
    (opened) => {
      if (exchange.responseDone) return opened.destroy()
      other = opened
      exchange.respond(200, [])
      opened.onData((octets) => {
        if (!exchange.write(octets)) opened.pause()
      })
      opened.onEnd(() => exchange.end())
      opened.onWritable(() => exchange.resume())
      exchange.onWritable(() => opened.resume())
      exchange.onData((octets) => {
        if (!opened.write(octets)) exchange.pause()
      })
      exchange.onEnd(() => opened.end())
      exchange.resume()
    },
    () => answer(exchange, 502, 'There is no connection to the host.\n')
  )
}

/** The answer of the last recipient to TRACE and OPTIONS (RFC 9110, sections 9.3.7 and 9.3.8). */
function answerAsLast(exchange: ServerExchange): void {
  if (exchange.method === 'OPTIONS') return exchange.send(204, [{ name: 'allow', value: 'OPTIONS, TRACE' }])
  exchange.send(200, [{ name: 'content-type', value: 'message/http' }], traceOf(exchange))
}

/** A request as it was received, without fields that are nobody's business (section 9.3.8). */
export function traceOf({ head, fields }: ServerExchange): Uint8Array {
  const open = fields.filter(({ name }) => !/^(?:authorization|cookie|proxy-authorization)$/.test(name))
  const lines = open.map(({ name, value }) => `${name}: ${value}\r\n`).join('')
  const text = `${head.method} ${head.target} HTTP/1.${head.minor}\r\n${lines}\r\n`
  return Uint8Array.from(text, (one) => one.charCodeAt(0))
}

const statusOf = (error: unknown): number =>
  error instanceof Error && /in time|within/.test(error.message) ? 504 : 502

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function answer(exchange: ServerExchange, status: number, text: string): void {
  exchange.send(
    status,
    [{ name: 'content-type', value: 'text/plain; charset=utf-8' }],
    new TextEncoder().encode(text)
  )
}
