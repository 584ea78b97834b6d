import { SEVERAL } from '../clients/task.ts'
import type { Representation } from '../../impl/hpack/representation.ts'
import type { Task, TlsTerms } from '../script.ts'
import type { FieldLine, FrameOf, Message } from './message.ts'
import type { SettingName } from './registry.ts'
import { all, any, barrier, goaway, ping, send, settings, until, untilQuiet, type Step } from './steps.ts'
import type { Value } from './values.ts'

/** The stream of the target's n-th request, from 0. */
export const request = (n: number): { readonly request: number } => ({ request: n })
/** The first request's stream. */
export const FIRST = request(0)

/** The second request's stream. */
export const SECOND = request(1)
/** A stream that the target could have opened, but did not: it is idle. */
export const IDLE: Value = { request: 0, plus: 1000 }

/** The header section of a response whose content is still to come. */
export const head = (stream: Value, ...fields: FieldLine[]): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream,
  block: [[':status', '200'], ...fields]
})
/** The last of a response's content. */
export const tail = (stream: Value, data = 'zyphos\n'): FrameOf<'DATA'> => ({
  frame: 'DATA',
  stream,
  data,
  endStream: true
})
/** A whole response. */
export const whole = (stream: Value): Message[] => [head(stream), tail(stream)]

/** A header section in HPACK representations. */
export const packed = (stream: Value, ...representations: Representation[]): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream,
  block: { representations }
})

/** Waits until the target has made so many requests. */
export const requested = (count = 1): Step => until({ until: 'request', count })
/** Waits until the target has ended, or said how its task went. */
export const exit: Step = { do: 'exit' }

/** How the script of an exchange with a client begins. */
export interface ClientOpening {
  readonly task?: Task
  readonly tls?: TlsTerms
  /** Our SETTINGS. */
  readonly settings?: readonly (readonly [SettingName | number, Value])[]
}

/** Waits for the target's connection, and until both sides' settings are in force and its first request has come. */
export const listening = ({ task, tls, settings: ours = [] }: ClientOpening = {}): Step[] => [
  { do: 'open', ...(task === undefined ? {} : { task }), ...(tls === undefined ? {} : { tls }) },
  send(settings(...ours)),
  until(
    all({ until: 'preface' }, { until: 'settings' }, { until: 'settings acknowledged' }, { until: 'request' })
  )
]

/** Two PINGs of their own: when they are answered, what the client sent before it read them has come. */
export const settled = (): Step[] =>
  ['7a79 7068 6f73 0003', '7a79 7068 6f73 0004'].flatMap((opaque) => [
    send(ping(opaque)),
    until(any({ until: 'ping acknowledged', opaque }, goaway))
  ])

/**
 * The barrier, and time for an error that the target reports late; our response is unfinished meanwhile, so that the end
 * of the connection can only be a rejection.
 */
export const clientBarrier = (): Step[] => [...barrier(), untilQuiet(goaway)]

/** Finishes what the target has asked for, from the n-th request on, whose header section was sent; then the target ends. */
export function finish(task: Task = 'request', from = 0): Step[] {
  if (task === 'upload') return [until({ until: 'request', whole: true }), send(tail(FIRST)), exit]
  if (task === 'websocket') return [send(tail(FIRST, '')), exit]
  const rest = task === 'several' ? Array.from({ length: SEVERAL - 1 - from }, (_, n) => from + 1 + n) : []
  return [
    send(tail(request(from))),
    ...rest.flatMap((n) => [requested(n + 1), send(...whole(request(n)))]),
    exit
  ]
}
