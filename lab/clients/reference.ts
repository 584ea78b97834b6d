import type { FieldLine } from '../../impl/application.ts'
import type { HpackRules } from '../../impl/hpack/rules.ts'
import type { ConnectionOptions } from '../../impl/http2/connection-options.ts'
import { Http2Connection, type OutgoingRequest } from '../../impl/http2/connection.ts'
import type { Http2Rules } from '../../impl/http2/rules.ts'
import type { RuleSet } from '../../impl/rules.ts'
import type { Subject } from '../exchange/memory-client.ts'
import type { Errand } from './driver.ts'
import { uploadContent } from './task.ts'

/** What is particular about a client of ours. */
export interface ReferenceClientOptions {
  readonly rules?: RuleSet<Http2Rules>
  readonly hpackRules?: HpackRules
  /** Whether it takes promises. */
  readonly push?: boolean
  /** Makes one request after the other, not all at once. */
  readonly sequential?: boolean
  /** Makes no request before SETTINGS of the server have come. */
  readonly patient?: boolean
  /** Takes a pushed response for a later request, whatever its Cache-Control says. */
  readonly reusesPushes?: boolean
  /** Keeps the connection when its task is done, as one of a pool. */
  readonly lingers?: boolean
  /** Field lines of every request. */
  readonly fields?: readonly FieldLine[]
  /** The trailers of an upload. */
  readonly trailers?: readonly FieldLine[]
  readonly connection?: Partial<ConnectionOptions>
}

/**
 * Our HTTP/2 client as an application would have it: makes the requests of an errand as soon as the server allows them,
 * reads the responses, ends the connection. Its outcome is 0 when all came whole, 1 when one did not.
 */
export function referenceClient({
  task,
  urls,
  rules = {},
  hpackRules = {},
  push = false,
  sequential = false,
  patient = false,
  reusesPushes = false,
  lingers = false,
  fields = [],
  trailers,
  connection: options = {}
}: Errand & ReferenceClientOptions): Subject {
  const waiting = urls.map((url) => new URL(url))
  const pushed = new Set<string>()
  let open = 0
  let ready = !patient
  let failed = false
  const connection = new Http2Connection({
    ...options,
    role: 'client',
    scheme: 'http',
    push,
    rules,
    hpackRules,
    onCapacity: () => begin(),
    onSettings: () => {
      ready = true
      begin()
    }
  })
  const finish = (well: boolean): void => {
    open--
    if (!well) failed = true
    begin()
    if (open === 0 && waiting.length === 0 && !lingers) connection.shutdown()
  }
  const begin = (): void => {
    for (let url = waiting[0]; url !== undefined && connection.capacity > 0; url = waiting[0]) {
      if (!ready || (sequential && open > 0)) return
      if (pushed.has(url.pathname)) {
        waiting.shift()
        continue
      }
      const stream = connection.request(requestFor(url, task, fields), {
        onResponse: () => undefined,
        onEnd: () => {
          // A tunnel ends on both sides; what it carries is nobody's business here.
          if (task === 'websocket') stream?.end()
          finish(true)
        },
        onReset: () => finish(false),
        ...(push
          ? {
              onPush: ({ path }) => {
                if (reusesPushes) pushed.add(path)
                return {
                  onResponse: () => undefined,
                  onEnd: () => undefined,
                  onReset: () => undefined
                }
              }
            }
          : {})
      })
      if (stream === undefined) return
      waiting.shift()
      open++
      if (task === 'upload') stream.end(uploadContent(), trailers)
    }
  }
  begin()
  return {
    core: connection,
    outcome: () => {
      if (open === 0 && waiting.length === 0) return failed ? 1 : 0
      return connection.finished ? 1 : undefined
    }
  }
}

const METHODS = { request: 'GET', several: 'GET', upload: 'POST', websocket: 'CONNECT' } as const

const requestFor = (url: URL, task: Errand['task'], fields: readonly FieldLine[]): OutgoingRequest => ({
  method: METHODS[task],
  ...(task === 'websocket' ? { protocol: 'websocket' } : {}),
  scheme: url.protocol.slice(0, -1),
  authority: url.host,
  path: url.pathname,
  fields,
  endStream: task === 'request' || task === 'several'
})
