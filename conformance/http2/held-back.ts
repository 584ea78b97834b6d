import { that, type Expectation } from '../../lab/http2/expectation.ts'
import type { FieldLine, Message } from '../../lab/http2/message.ts'
import { codeIn, codeTextIn, isType, type Http2Event } from '../../lab/http2/reading.ts'
import {
  any,
  all,
  barrier,
  get,
  goaway,
  opening,
  ping,
  response,
  send,
  until,
  type Step
} from '../../lab/http2/steps.ts'
import { inconclusive, type Finding } from '../../lab/verdict.ts'
import { getLarge } from './get-large.ts'

/** The first window of the connection, and of each stream: what stream 1 uses up. */
export const INITIAL_WINDOW = 65_535
const HELD = '7a79 7068 6f73 0101'

/** A request for a large body, with priority parameters. */
export const large = (stream: number, priority?: string): Message => withPriority(getLarge(stream), priority)
/** A request for the page, with priority parameters. */
export const small = (stream: number, priority?: string): Message => withPriority(get(stream), priority)

/** The request with a Priority field, where one is given. */
export function withPriority(request: Message, priority: string | undefined): Message {
  if (priority === undefined || !('block' in request)) return request
  return {
    ...request,
    block: [...(request.block as readonly FieldLine[]), ['priority', priority]]
  } as Message
}

/**
 * The whole window of the connection is used up by the response on stream 1, whose own window is gone as well: from here
 * on nothing is sent until we open the connection's window, and then not on stream 1.
 */
export const closedWindow = (...settings: Parameters<typeof opening>): readonly Step[] => [
  ...opening(...settings),
  { do: 'automate', set: { replenish: false } },
  send(getLarge(1)),
  until({ until: 'data', stream: 0, octets: INITIAL_WINDOW })
]

/**
 * The responses have begun and wait for the connection's window, which is then opened by so many octets. The pause is for
 * servers that fetch content from elsewhere: what they do not have yet they cannot be asked to send first.
 */
export const opened = (octets: number, ...streams: readonly number[]): Step[] => [
  until(any(all(...streams.map((stream) => response(stream))), goaway)),
  send(ping(HELD)),
  until(any({ until: 'ping acknowledged', opaque: HELD }, goaway)),
  { do: 'pause', patience: 'quiet' },
  send({ frame: 'WINDOW_UPDATE', stream: 0, increment: octets }),
  until(any({ until: 'data', stream: 0, octets: INITIAL_WINDOW + octets }, goaway)),
  ...barrier()
]

/** Octets of DATA by stream that went into an opened window of so many octets. */
export type Shares = ReadonlyMap<number, number>

/** Judges who got how much of the opened window. */
export const shared = (
  says: string,
  octets: number,
  judge: (shares: Shares, entry: number) => Finding
): Expectation =>
  that(says, (view) => {
    const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
    if (error !== undefined)
      return inconclusive(`the connection ended with ${codeTextIn(error.frame)}`, [error.entry])
    const { shares, total, last } = sharesIn(view.events)
    if (total < octets)
      return inconclusive(`${total} octets of DATA came, of the ${octets} that the window allows`)
    return judge(shares, last)
  })

/** Who got how much among these events; `last`: the entry of the last DATA frame. */
export function sharesIn(events: readonly Http2Event[]): { shares: Shares; total: number; last: number } {
  const shares = new Map<number, number>()
  let total = 0
  let last = 0
  for (const { frame, by, entry } of events.filter((event) => event.event === 'frame')) {
    if (by !== 'target' || !isType(frame, 'DATA') || frame.stream === 1) continue
    shares.set(frame.stream, (shares.get(frame.stream) ?? 0) + frame.payload.length)
    total += frame.payload.length
    last = entry
  }
  return { shares, total, last }
}

/** `12 octets on stream 3, 0 on stream 5`. */
export const sharesText = (shares: Shares): string =>
  [...shares]
    .toSorted(([one], [other]) => one - other)
    .map(([stream, octets], index) => `${octets}${index === 0 ? ' octets' : ''} on stream ${stream}`)
    .join(', ')
