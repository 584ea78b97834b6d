/**
 * The life of one message of an exchange, for both sides and both roles: a request as a client sends it and as a server
 * reads it, a response the other way round. What is not in the table cannot happen in what is read, and is a fault of the
 * application in what is sent.
 */
export const messageStates = {
  request: {
    idle: { head: 'content', whole: 'done', fail: 'failed' },
    content: { data: 'content', end: 'done', fail: 'failed', abandon: 'abandoned' },
    done: { next: 'idle', switch: 'switched' },
    /** The rest of its content is of no interest any more: it is read over, or the connection ends. */
    abandoned: { data: 'abandoned', end: 'done', fail: 'failed' },
    switched: { data: 'switched', fail: 'failed' },
    failed: {}
  },
  response: {
    idle: { inform: 'idle', head: 'content', whole: 'done', switch: 'switched', fail: 'failed' },
    content: { data: 'content', end: 'done', fail: 'failed' },
    done: { next: 'idle' },
    switched: { data: 'switched', end: 'done', fail: 'failed' },
    failed: {}
  }
} as const satisfies Record<string, Readonly<Record<string, Readonly<Partial<Record<MessageEvent, string>>>>>>

export type MessageEvent =
  | 'inform'
  | 'head'
  /** A head that no content follows. */
  | 'whole'
  | 'data'
  | 'end'
  | 'switch'
  | 'abandon'
  | 'fail'
  /** Both messages of the exchange are done and the connection goes on. */
  | 'next'

export type RequestState = keyof typeof messageStates.request
export type ResponseState = keyof typeof messageStates.response

type Table = Readonly<Record<string, Readonly<Partial<Record<MessageEvent, string>>>>>

/** The state of a request after an event. Throws where the table has none. */
export function nextRequestState(state: RequestState, event: MessageEvent): RequestState {
  return next(messageStates.request, 'request', state, event) as RequestState
}

/** The state of a response after an event. Throws where the table has none. */
export function nextResponseState(state: ResponseState, event: MessageEvent): ResponseState {
  return next(messageStates.response, 'response', state, event) as ResponseState
}

function next(table: Table, message: string, state: string, event: MessageEvent): string {
  const found = table[state]?.[event]
  if (found === undefined) throw new Error(`a ${message} that is ${state} has no place for ${event}`)
  return found
}
