import type { FieldLine } from '../application.ts'
import { compileRules } from './compiled-rules.ts'
import type { ClientExchange } from './client-exchange.ts'
import { isIdempotent } from './client-connection.ts'
import { ExchangeError, type OutgoingRequest, type ResponseListener } from './client-options.ts'
import type { Endpoint } from './connect.ts'
import { HeadWriter } from './head-writer.ts'
import { outgoingTarget } from './outgoing-target.ts'
import { Pool, type PoolOptions, type PoolStatistics } from './pool.ts'
import type { Readings } from './rules.ts'

export interface Http1ClientOptions extends PoolOptions {
  /** A proxy that is asked for everything of http, in the absolute form. */
  readonly proxy?: { readonly host: string; readonly port: number }
}

export interface FetchRequest {
  readonly url: string
  readonly method?: string
  readonly fields?: readonly FieldLine[]
  readonly body?: Uint8Array
  readonly expectContinue?: boolean
}

/** A response that has come whole. */
export interface FetchedResponse {
  readonly status: number
  readonly fields: readonly FieldLine[]
  readonly body: Uint8Array
  readonly trailers: readonly FieldLine[] | undefined
  readonly informational: readonly { readonly status: number; readonly fields: readonly FieldLine[] }[]
}

export interface Http1Client {
  readonly statistics: PoolStatistics
  /** Starts a request on a connection of the pool. */
  request(endpoint: Endpoint, request: OutgoingRequest, listener: ResponseListener): Promise<ClientExchange>
  /** Sends a request and waits for the whole response. Redirects are not followed. */
  fetch(request: FetchRequest): Promise<FetchedResponse>
  close(): void
}

/** A client of HTTP/1 with a pool of connections. */
export function createHttp1Client(options: Http1ClientOptions = {}): Http1Client {
  const { readings } = compileRules(options.rules, options.limits)
  const pool = new Pool({ writer: new HeadWriter(readings), ...options })
  const start = async (
    endpoint: Endpoint,
    outgoing: OutgoingRequest,
    listener: ResponseListener,
    fresh: boolean
  ): Promise<{ exchange: ClientExchange; reused: boolean }> => {
    const { connection, uses } = await pool.take(endpoint, fresh)
    const exchange = connection.request(outgoing, listener)
    // Between the promise and now the server may have closed it.
    if (exchange === undefined) return start(endpoint, outgoing, listener, true)
    return { exchange, reused: uses > 1 }
  }
  return {
    get statistics() {
      return pool.statistics
    },
    request: async (endpoint, outgoing, listener) =>
      (await start(endpoint, outgoing, listener, false)).exchange,
    fetch: (request) => fetchWith(start, request, readings, options.proxy),
    close: () => pool.close()
  }
}

type Start = (
  endpoint: Endpoint,
  outgoing: OutgoingRequest,
  listener: ResponseListener,
  fresh: boolean
) => Promise<{ exchange: ClientExchange; reused: boolean }>

async function fetchWith(
  start: Start,
  { url, method = 'GET', fields = [], body, expectContinue = false }: FetchRequest,
  readings: Readings,
  proxy: Http1ClientOptions['proxy']
): Promise<FetchedResponse> {
  const { secured, host, port, authority, target } = outgoingTarget(
    method,
    url,
    readings,
    proxy !== undefined
  )
  const endpoint = proxy === undefined ? { secured, host, port } : { secured: false, ...proxy }
  const outgoing = { method, target, authority, fields, ...(body === undefined ? {} : { body }) }
  const once = (fresh: boolean, expecting: boolean) =>
    fetchOnce(start, endpoint, { ...outgoing, expectContinue: expecting }, fresh)
  let answer: FetchedResponse
  try {
    answer = await once(false, expectContinue)
  } catch (error) {
    // A connection that was kept may be closed just when it is used: once more, on another (RFC 9110, section 9.2.2).
    const mayRepeat = error instanceof ExchangeError && error.rule === undefined
    const harmless = readings.retries === 'any' || isIdempotent(method) || (mayRepeat && !error.processed)
    if (!mayRepeat || !(error as Retriable).reused || !harmless) throw error
    answer = await once(true, expectContinue)
  }
  if (answer.status === 417 && expectContinue && readings.expectationFailed === 'enforce')
    return once(false, false)
  return answer
}

interface Retriable extends ExchangeError {
  reused?: boolean
}

function fetchOnce(
  start: Start,
  endpoint: Endpoint,
  outgoing: OutgoingRequest,
  fresh: boolean
): Promise<FetchedResponse> {
  return new Promise((resolve, reject) => {
    const informational: { status: number; fields: readonly FieldLine[] }[] = []
    const pieces: Uint8Array[] = []
    let status = 0
    let fields: readonly FieldLine[] = []
    let reused = false
    const listener: ResponseListener = {
      onInform: (status, fields) => informational.push({ status, fields }),
      onResponse: (head) => {
        status = head.status
        fields = head.fields
      },
      onData: (octets) => pieces.push(octets.slice()),
      onEnd: (trailers) => resolve({ status, fields, body: Buffer.concat(pieces), trailers, informational }),
      // A response of which something has come is not asked for again.
      onReset: (error) => reject(Object.assign(error, { reused: reused && status === 0 }))
    }
    start(endpoint, outgoing, listener, fresh).then((started) => (reused = started.reused), reject)
  })
}
