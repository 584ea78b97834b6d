import type { Step as KernelStep } from '../script.ts'
import type { Criterion } from './criterion.ts'
import type { FieldLine, Frame, Message } from './message.ts'
import { PREFACE, type SettingName } from './registry.ts'
import type { Value } from './values.ts'

export type Step = KernelStep<Message, Criterion>

export const send = (...messages: Message[]): Step => ({ do: 'send', messages })
export const until = (criterion: Criterion): Step => ({ do: 'until', criterion })
/** Waits for something that may lawfully stay away. */
export const untilQuiet = (criterion: Criterion): Step => ({ do: 'until', criterion, patience: 'quiet' })

export const any = (...of: Criterion[]): Criterion => ({ until: 'any', of })
export const all = (...of: Criterion[]): Criterion => ({ until: 'all', of })
export const goaway: Criterion = { until: 'connection error' }
export const response = (stream: Value): Criterion => ({ until: 'response', stream })
export const over = (stream: Value): Criterion => ({ until: 'stream over', stream })

/** The pseudo-header fields of a request for the target's page. */
export const REQUEST: readonly FieldLine[] = [
  [':method', 'GET'],
  [':scheme', '{scheme}'],
  [':authority', '{authority}'],
  [':path', '{path}']
]
/** The pseudo-header fields of a request with a body, to a path that reads it. */
export const UPLOAD: readonly FieldLine[] = [
  [':method', 'POST'],
  [':scheme', '{scheme}'],
  [':authority', '{authority}'],
  [':path', '{upload}']
]

/** A whole request for the page in answer to which the target pushes. */
export const getPushing = (stream: Value): Frame => ({
  frame: 'HEADERS',
  stream,
  block: REQUEST.map(([name, value]) => [name, name === ':path' ? '{push}' : value] as const),
  endStream: true
})

/** An extended CONNECT (RFC 8441) for a protocol that the target may take. */
export const EXTENDED_CONNECT: readonly FieldLine[] = [
  [':method', 'CONNECT'],
  [':protocol', '{protocol}'],
  [':scheme', '{scheme}'],
  [':authority', '{authority}'],
  [':path', '{tunnel}'],
  ['sec-websocket-version', '13']
]

/** Opens a tunnel by extended CONNECT. */
export const extendedConnect = (stream: Value): Frame => ({
  frame: 'HEADERS',
  stream,
  block: EXTENDED_CONNECT
})

/** A whole request without a body. */
export const get = (stream: Value, ...fields: FieldLine[]): Frame => ({
  frame: 'HEADERS',
  stream,
  block: [...REQUEST, ...fields],
  endStream: true
})
/** A request whose body is still to come. */
export const post = (stream: Value, ...fields: FieldLine[]): Frame => ({
  frame: 'HEADERS',
  stream,
  block: [...UPLOAD, ...fields]
})
export const settings = (...settings: (readonly [SettingName | number, Value])[]): Frame => ({
  frame: 'SETTINGS',
  settings
})
export const ping = (opaque: string): Frame => ({ frame: 'PING', opaque })

/** Opens a connection as a client and waits until both sides' settings are in force. */
export const opening = (...ours: (readonly [SettingName | number, Value])[]): Step[] => [
  { do: 'open' },
  send({ text: PREFACE }, settings(...ours)),
  until(all({ until: 'settings' }, { until: 'settings acknowledged' }))
]

/** Opaque data of the barriers' PING frames. */
const BARRIERS = ['7a79 7068 6f73 0001', '7a79 7068 6f73 0002'] as const

/**
 * Two PINGs, each sent when the one before was answered: an endpoint that answers the second has handled everything
 * sent before the first, and has had a write in between in which an error would have been reported.
 */
export const barrier = (): Step[] =>
  BARRIERS.flatMap((opaque) => [
    send(ping(opaque)),
    until(any({ until: 'ping acknowledged', opaque }, goaway))
  ])

/** The stream of the canary: above those that cases use. */
export const CANARY = 0x3fff

/** A last request, by which the target shows that it still serves. */
export const canary = (): Step[] => [send(get(CANARY)), until(any(over(CANARY), response(CANARY), goaway))]
