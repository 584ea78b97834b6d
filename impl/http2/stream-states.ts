import type { GuardName } from './rules.ts'

/**
 * The stream state machine of RFC 9113, section 5.1, as a table that does not know which role it plays:
 * state → event → next state. A missing key is the error; which one it is, `stateOffences` says.
 */
export const streamStates = {
  idle: {
    'send HEADERS': 'open',
    'recv HEADERS': 'open',
    'send PUSH_PROMISE': 'reserved (local)',
    'recv PUSH_PROMISE': 'reserved (remote)',
    'send PRIORITY': 'idle',
    'recv PRIORITY': 'idle'
  },
  'reserved (local)': {
    'send HEADERS': 'half-closed (remote)',
    'send RST_STREAM': 'closed',
    'recv RST_STREAM': 'closed',
    'send PRIORITY': 'reserved (local)',
    'recv PRIORITY': 'reserved (local)',
    'recv WINDOW_UPDATE': 'reserved (local)'
  },
  'reserved (remote)': {
    'recv HEADERS': 'half-closed (local)',
    'send RST_STREAM': 'closed',
    'recv RST_STREAM': 'closed',
    'send PRIORITY': 'reserved (remote)',
    'recv PRIORITY': 'reserved (remote)',
    'send WINDOW_UPDATE': 'reserved (remote)'
  },
  open: {
    'send HEADERS': 'open',
    'recv HEADERS': 'open',
    'send DATA': 'open',
    'recv DATA': 'open',
    'send PUSH_PROMISE': 'open',
    'recv PUSH_PROMISE': 'open',
    'send END_STREAM': 'half-closed (local)',
    'recv END_STREAM': 'half-closed (remote)',
    'send RST_STREAM': 'closed',
    'recv RST_STREAM': 'closed',
    'send PRIORITY': 'open',
    'recv PRIORITY': 'open',
    'send WINDOW_UPDATE': 'open',
    'recv WINDOW_UPDATE': 'open'
  },
  'half-closed (local)': {
    'recv HEADERS': 'half-closed (local)',
    'recv DATA': 'half-closed (local)',
    'recv PUSH_PROMISE': 'half-closed (local)',
    'recv END_STREAM': 'closed',
    'send RST_STREAM': 'closed',
    'recv RST_STREAM': 'closed',
    'send PRIORITY': 'half-closed (local)',
    'recv PRIORITY': 'half-closed (local)',
    'send WINDOW_UPDATE': 'half-closed (local)',
    'recv WINDOW_UPDATE': 'half-closed (local)'
  },
  'half-closed (remote)': {
    'send HEADERS': 'half-closed (remote)',
    'send DATA': 'half-closed (remote)',
    'send PUSH_PROMISE': 'half-closed (remote)',
    'send END_STREAM': 'closed',
    'send RST_STREAM': 'closed',
    'recv RST_STREAM': 'closed',
    'send PRIORITY': 'half-closed (remote)',
    'recv PRIORITY': 'half-closed (remote)',
    'send WINDOW_UPDATE': 'half-closed (remote)',
    'recv WINDOW_UPDATE': 'half-closed (remote)'
  },
  closed: {
    'send PRIORITY': 'closed',
    'recv PRIORITY': 'closed',
    'recv WINDOW_UPDATE': 'closed',
    'recv RST_STREAM': 'closed'
  }
} as const satisfies Record<string, Partial<Record<StreamEvent, string>>>

export type StreamState = keyof typeof streamStates

export type StreamEvent =
  `${'send' | 'recv'} ${'HEADERS' | 'DATA' | 'PUSH_PROMISE' | 'PRIORITY' | 'RST_STREAM' | 'WINDOW_UPDATE' | 'END_STREAM'}`

/**
 * Which rule a frame breaks that its row above does not have. Where it is not here either, nothing can be received that
 * the row lacks: RST_STREAM and PRIORITY are in every row but that of idle streams.
 */
export const stateOffences: Readonly<Record<StreamState, Partial<Record<StreamEvent, GuardName>>>> = {
  idle: {
    'recv DATA': 'dataOnIdleStream',
    'recv WINDOW_UPDATE': 'windowUpdateOnIdleStream',
    'recv RST_STREAM': 'resetOnIdleStream'
  },
  'reserved (local)': {
    'recv DATA': 'frameOnReservedLocal',
    'recv HEADERS': 'frameOnReservedLocal',
    'recv PUSH_PROMISE': 'promiseOnOwnStream'
  },
  'reserved (remote)': {
    'recv DATA': 'frameOnReservedRemote',
    'recv WINDOW_UPDATE': 'frameOnReservedRemote',
    'recv PUSH_PROMISE': 'promiseOnOwnStream'
  },
  open: {},
  'half-closed (local)': {},
  'half-closed (remote)': {
    'recv DATA': 'dataOnHalfClosedRemote',
    'recv HEADERS': 'headersOnHalfClosedRemote',
    'recv PUSH_PROMISE': 'promiseOnOwnStream'
  },
  closed: {
    'recv DATA': 'dataOnClosedStream',
    'recv HEADERS': 'headersOnClosedStream',
    'recv PUSH_PROMISE': 'promiseOnOwnStream'
  }
}

/** The next state, or undefined where the event is an error. */
export function nextState(state: StreamState, event: StreamEvent): StreamState | undefined {
  return (streamStates[state] as Partial<Record<StreamEvent, StreamState>>)[event]
}

const names = Object.keys(streamStates) as StreamState[]

/** The states as small integers, for the hot path. */
export const IDLE = names.indexOf('idle')
export const RESERVED_LOCAL = names.indexOf('reserved (local)')
export const RESERVED_REMOTE = names.indexOf('reserved (remote)')
export const OPEN = names.indexOf('open')
export const HALF_CLOSED_LOCAL = names.indexOf('half-closed (local)')
export const HALF_CLOSED_REMOTE = names.indexOf('half-closed (remote)')
export const CLOSED = names.indexOf('closed')

const eventNames = [
  ...new Set(Object.values(streamStates).flatMap((row) => Object.keys(row)))
] as StreamEvent[]

/** Where `transition` finds an event. */
export const eventNumber = Object.fromEntries(eventNames.map((event, number) => [event, number])) as Record<
  StreamEvent,
  number
>

const ILLEGAL = 0xff
const compiled = new Uint8Array(names.length * 32).fill(ILLEGAL)
for (const [number, name] of names.entries())
  for (const [event, next] of Object.entries(streamStates[name]))
    compiled[number * 32 + eventNumber[event as StreamEvent]] = names.indexOf(next)

/** `nextState` on integers: the next state, or -1 where the event is an error. */
export function transition(state: number, event: number): number {
  const next = compiled[state * 32 + event]!
  return next === ILLEGAL ? -1 : next
}

export function stateName(state: number): StreamState {
  return names[state]!
}

/** The rule that `event` breaks in a state which does not have it. */
export function offenceIn(state: number, event: StreamEvent): GuardName {
  const rule = stateOffences[stateName(state)][event]
  if (rule === undefined) throw new TypeError(`${event} is no offence in ${stateName(state)}`)
  return rule
}
