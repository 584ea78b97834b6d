import type { HpackRules } from '../../impl/hpack/rules.ts'
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
  push = false
}: Errand & ReferenceClientOptions): Subject {
  const waiting = urls.map((url) => new URL(url))
  let open = 0
  let failed = false
  const connection = new Http2Connection({
    role: 'client',
    scheme: 'http',
    push,
    rules,
    hpackRules,
    onCapacity: () => begin()
  })
  const finish = (well: boolean): void => {
    open--
    if (!well) failed = true
    begin()
    if (open === 0 && waiting.length === 0) connection.shutdown()
  }
  const begin = (): void => {
    for (let url = waiting[0]; url !== undefined && connection.capacity > 0; url = waiting[0]) {
      const stream = connection.request(requestFor(url, task), {
        onResponse: () => undefined,
        onEnd: () => finish(true),
        onReset: () => finish(false),
        ...(push
          ? {
              onPush: () => ({
                onResponse: () => undefined,
                onEnd: () => undefined,
                onReset: () => undefined
              })
            }
          : {})
      })
      if (stream === undefined) return
      waiting.shift()
      open++
      if (task === 'upload') stream.end(uploadContent())
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

const requestFor = (url: URL, task: Errand['task']): OutgoingRequest => ({
  method: task === 'upload' ? 'POST' : 'GET',
  scheme: url.protocol.slice(0, -1),
  authority: url.host,
  path: url.pathname,
  endStream: task !== 'upload'
})
