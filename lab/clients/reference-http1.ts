import type { FieldLine } from '../../impl/application.ts'
import { Http1ClientConnection } from '../../impl/http1/client-connection.ts'
import type { ExchangeError } from '../../impl/http1/client-options.ts'
import { compileRules } from '../../impl/http1/compiled-rules.ts'
import { outgoingTarget } from '../../impl/http1/outgoing-target.ts'
import type { Http1RuleSet } from '../../impl/http1/rules.ts'
import type { Subject } from '../exchange/memory-client.ts'
import type { Errand } from './driver.ts'
import { uploadContent } from './task.ts'

/** What is particular about a client of ours. */
export interface Http1ReferenceOptions {
  readonly rules?: Http1RuleSet
  /** Asks for 100 (Continue) before it sends content. */
  readonly expects?: boolean
  /** Field lines of every request. */
  readonly fields?: readonly FieldLine[]
  /** Goes where redirections point to; true unless said otherwise. */
  readonly follows?: boolean
  /** Says "close" in every request. */
  readonly closes?: boolean
}

const TYPE: FieldLine = { name: 'content-type', value: 'application/octet-stream' }
/** Redirections in a row. */
const MOST_REDIRECTIONS = 20

/**
 * Our HTTP/1 client as an application would have it: makes the requests of an errand one after the other, on one connection
 * as long as it stands; prints statuses, fields and content. Its outcome is 0 when all came whole, 1 when one did not.
 */
export function http1ReferenceClient({
  task,
  urls,
  rules = {},
  expects = false,
  fields = [{ name: 'user-agent', value: 'zyphos' }],
  follows = true,
  closes = false
}: Errand & Http1ReferenceOptions): Subject {
  const { readings } = compileRules(rules)
  const waiting = urls.map((url) => ({ url, method: task === 'upload' ? 'POST' : 'GET', redirected: 0 }))
  const opened: Http1ClientConnection[] = []
  const connect = (): Http1ClientConnection => {
    const connection = new Http1ClientConnection({ rules })
    opened.push(connection)
    return connection
  }
  let current = connect()
  let outcome: number | undefined
  let printed = ''
  const conclude = (status: number): void => {
    outcome ??= status
    for (const connection of opened) connection.shutdown()
  }
  const ask = (expecting = expects, again = false): void => {
    const [one] = waiting
    if (one === undefined) return conclude(0)
    const { url, method } = one
    const reused = current.available && opened.length + printed.length > 1
    if (again || !current.available) current = connect()
    const { authority, target } = outgoingTarget(method, url, readings, false)
    const body = method === 'POST' ? uploadContent() : undefined
    let answered = 0
    let location: string | undefined
    current.request(
      {
        method,
        target,
        authority,
        fields: method === 'POST' ? [...fields, TYPE] : fields,
        close: closes,
        ...(body === undefined ? {} : { body, expectContinue: expecting })
      },
      {
        onResponse: (head) => {
          answered = head.status
          location = head.fields.find(({ name }) => name.toLowerCase() === 'location')?.value
          printed += `${answered}\n${head.fields.map(({ name, value }) => `${name}: ${value}\n`).join('')}\n`
        },
        onData: (octets) => (printed += Buffer.from(octets).toString('latin1')),
        onEnd: () => {
          if (answered === 417 && expecting && readings.expectationFailed === 'enforce') return ask(false)
          waiting.shift()
          if (follows && location !== undefined && /^3/.test(String(answered))) {
            if (one.redirected === MOST_REDIRECTIONS) return conclude(1)
            const kept = answered === 307 || answered === 308
            waiting.unshift({
              url: new URL(location, url).href,
              method: kept ? method : 'GET',
              redirected: one.redirected + 1
            })
          }
          ask()
        },
        onReset: (error: ExchangeError) => {
          const harmless = method === 'GET' || readings.retries === 'any'
          // A connection that was kept may be closed just when it is used (RFC 9110, section 9.2.2).
          if (reused && !again && harmless && error.rule === undefined && answered === 0) ask(expecting, true)
          else conclude(1)
        }
      }
    )
  }
  ask()
  const [core] = opened as [Http1ClientConnection]
  let given = 1
  return {
    core,
    further: () => opened[given] && opened[given++],
    outcome: () => outcome,
    output: () => printed.slice(-2000)
  }
}
