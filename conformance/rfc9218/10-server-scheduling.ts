import type { Message } from '../../lab/http2/message.ts'
import { any, extendedConnect, goaway, over, response, send, until } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import {
  closedWindow,
  large,
  opened,
  shared,
  sharesText,
  small,
  withPriority,
  type Shares
} from '../http2/held-back.ts'
import { obligation, type ServerCase } from '../http2/server-case.ts'

/** What the window of the connection is opened by: some frames, and less than the window of a stream. */
const OPENED = 60_000

const update = (stream: number, value: string): Message => ({
  frame: 'PRIORITY_UPDATE',
  prioritized: stream,
  value
})

/** The stream gets the greater part of the opened window. */
const preferred = (stream: number, octets = OPENED) =>
  shared(`most of the ${octets} octets on stream ${stream}`, octets, (shares, entry) =>
    (shares.get(stream) ?? 0) * 2 > octets
      ? conforms('exact', sharesText(shares), [entry])
      : violates(`stream ${stream} did not go first: ${sharesText(shares)}`, [entry])
  )

const everyone = (shares: Shares, streams: readonly number[], entry: number) => {
  const left = streams.find((stream) => (shares.get(stream) ?? 0) === 0)
  return left === undefined
    ? conforms('exact', sharesText(shares), [entry])
    : violates(`nothing came on stream ${left}: ${sharesText(shares)}`, [entry])
}

type Row = Pick<ServerCase, 'id' | 'title' | 'requirements' | 'expect'> & {
  /** Requests that wait already. */
  readonly before: readonly Message[]
  readonly control: readonly Message[]
  readonly probe: readonly Message[]
}

const rows: readonly Row[] = [
  {
    id: 'http2/urgent-response-not-first',
    title: 'a request of urgency 0 after two of urgency 3',
    requirements: ['rfc9218-10-1'],
    before: [large(3, 'u=3'), large(5, 'u=3')],
    control: [large(7, 'u=3')],
    probe: [large(7, 'u=0')],
    expect: preferred(7)
  },
  {
    id: 'http2/response-of-least-urgency-first',
    title: 'a request of urgency 7 before two of urgency 6 and 5',
    requirements: ['rfc9218-10-1'],
    before: [large(3, 'u=7'), large(5, 'u=6')],
    control: [large(7, 'u=7')],
    probe: [large(7, 'u=5')],
    expect: preferred(7)
  },
  {
    id: 'http2/urgent-incremental-response-not-first',
    title: 'an incremental request of urgency 2 after two of urgency 3 that are not',
    requirements: ['rfc9218-10-1'],
    before: [large(3, 'u=3'), large(5, 'u=3')],
    control: [large(7, 'u=3, i')],
    probe: [large(7, 'u=2, i')],
    expect: preferred(7)
  },
  {
    id: 'http2/default-urgency-below-four',
    title: 'a request without priority after two of urgency 4',
    requirements: ['rfc9218-4-1', 'rfc9218-10-1'],
    before: [large(3, 'u=4'), large(5, 'u=4')],
    control: [large(7, 'u=4')],
    probe: [large(7)],
    expect: preferred(7)
  },
  {
    id: 'http2/default-urgency-above-two',
    title: 'a request of urgency 2 after two without priority',
    requirements: ['rfc9218-4-1', 'rfc9218-10-1'],
    before: [large(3), large(5)],
    control: [large(7)],
    probe: [large(7, 'u=2')],
    expect: preferred(7)
  },
  {
    id: 'http2/equal-responses-out-of-order',
    title: 'three requests of one urgency, none of them incremental',
    requirements: ['rfc9218-10-3', 'rfc9218-10-2'],
    before: [large(3, 'u=3'), large(5, 'u=3')],
    control: [large(7, 'u=4')],
    probe: [large(7, 'u=3')],
    expect: preferred(3)
  },
  {
    id: 'http2/responses-without-priority-out-of-order',
    title: 'three requests without priority',
    requirements: ['rfc9218-4-1', 'rfc9218-10-3'],
    before: [large(3), large(5)],
    control: [large(7, 'u=4')],
    probe: [large(7)],
    expect: preferred(3)
  },
  {
    id: 'http2/incremental-responses-not-shared',
    title: 'three requests of one urgency, all of them incremental',
    requirements: ['rfc9218-10-4', 'rfc9218-10-2'],
    before: [large(3, 'u=3, i'), large(5, 'u=3, i')],
    control: [large(7, 'u=4, i')],
    probe: [large(7, 'u=3, i')],
    expect: shared('something on each stream', OPENED, (shares, entry) => everyone(shares, [3, 5, 7], entry))
  },
  {
    id: 'http2/priority-update-not-applied',
    title: 'PRIORITY_UPDATE that raises a response under way above another',
    requirements: ['rfc9218-7+1', 'rfc9218-10-1'],
    before: [large(3, 'u=3'), large(5, 'u=5')],
    control: [update(5, 'u=5')],
    probe: [update(5, 'u=1')],
    expect: preferred(5)
  },
  {
    id: 'http2/omitted-urgency-keeps-its-value',
    title: 'PRIORITY_UPDATE without urgency for a response of urgency 0',
    requirements: ['rfc9218-7+1', 'rfc9218-4-1'],
    before: [large(3, 'u=0'), large(5, 'u=2')],
    control: [update(3, 'u=1')],
    probe: [update(3, '')],
    expect: preferred(5)
  },
  {
    id: 'http2/early-priority-update-not-kept',
    title: 'PRIORITY_UPDATE of urgency 1 before the request, after two requests of urgency 3',
    requirements: ['rfc9218-7-3', 'rfc9218-7-2'],
    before: [large(3, 'u=3'), large(5, 'u=3')],
    control: [update(7, 'u=3'), large(7)],
    probe: [update(7, 'u=1'), large(7)],
    expect: preferred(7)
  },
  {
    id: 'http2/first-of-early-priority-updates-kept',
    title: 'two PRIORITY_UPDATE frames before the request, the last one of urgency 1',
    requirements: ['rfc9218-7-3'],
    before: [large(3, 'u=3'), large(5, 'u=3')],
    control: [update(7, 'u=5'), update(7, 'u=4'), large(7)],
    probe: [update(7, 'u=5'), update(7, 'u=1'), large(7)],
    expect: preferred(7)
  },
  {
    id: 'http2/priority-update-below-priority-field',
    title: 'PRIORITY_UPDATE of urgency 1 before a request whose Priority field says 5',
    requirements: ['rfc9218-7-3'],
    before: [large(3, 'u=3'), large(5, 'u=3')],
    control: [update(7, 'u=4'), large(7, 'u=5')],
    probe: [update(7, 'u=1'), large(7, 'u=5')],
    expect: preferred(7)
  }
]

/** Octets for an example of section 10: far more than a page has, far less than would be fair to wait for. */
const LONG = 200_000

export const cases = [
  ...rows.map(({ before, ...row }) =>
    obligation({
      ...row,
      needs: ['large', 'priorities', ...(row.probe.some(updates) ? (['priority-update'] as const) : [])],
      opening: closedWindow(),
      given: [send(...before)],
      then: opened(OPENED, 3, 5, ...(sends(row.probe, 7) ? [7] : []))
    })
  ),
  obligation({
    id: 'http2/urgency-out-of-range-used',
    title: 'a request of urgency 8, which counts as none, before one of urgency 4',
    requirements: ['rfc9218-4-2'],
    needs: ['large', 'priorities'],
    opening: closedWindow(),
    control: [large(3, 'u=3')],
    probe: [large(3, 'u=8')],
    then: [send(large(5, 'u=4')), ...opened(OPENED, 3, 5)],
    expect: shared(`most of the ${OPENED} octets on stream 3`, OPENED, (shares, entry) => {
      const [first, second] = [3, 5].map((stream) => (shares.get(stream) ?? 0) * 2 > OPENED)
      if (second === true) return violates(`stream 5 went first: ${sharesText(shares)}`, [entry])
      return first === true
        ? conforms('exact', sharesText(shares), [entry])
        : inconclusive(`neither went first: ${sharesText(shares)}`, [entry])
    }),
    why: 'Who sends by urgency and put 8 behind 4 has used it. Who sends by no urgency has used none, and is judged elsewhere.'
  }),
  obligation({
    id: 'http2/incremental-response-starved',
    title: 'an incremental request for the page after one for a large body, of one urgency, that is not',
    requirements: ['rfc9218-10-5'],
    needs: ['large', 'body', 'priorities'],
    opening: closedWindow(),
    given: [send(large(3, 'u=3')), send({ frame: 'WINDOW_UPDATE', stream: 3, increment: LONG })],
    control: [small(5, 'u=2')],
    probe: [small(5, 'u=3, i')],
    then: opened(LONG, 3, 5),
    expect: shared(`something on stream 5 within ${LONG} octets`, LONG, (shares, entry) =>
      everyone(shares, [5], entry)
    ),
    why: 'The first example that section 10 gives of a starvation to be avoided.'
  }),
  obligation({
    id: 'http2/tunnel-starved',
    title: 'octets that come back through a tunnel of least urgency, beside a large body of urgency 0',
    requirements: ['rfc9218-10.1-1', 'rfc9218-10-5'],
    needs: ['large', 'priorities', 'tunnel'],
    opening: closedWindow(),
    given: [
      send(large(3, 'u=0'), { frame: 'WINDOW_UPDATE', stream: 3, increment: 10 * LONG }),
      send(withPriority(extendedConnect(5), 'u=7')),
      until(any(response(5), over(5), goaway))
    ],
    control: [{ frame: 'DATA', stream: 5 }],
    probe: [{ frame: 'DATA', stream: 5, data: 'comes back' }],
    then: opened(3 * LONG, 3, 5),
    expect: shared(`something on stream 5 within ${3 * LONG} octets`, 3 * LONG, (shares, entry) =>
      everyone(shares, [5], entry)
    )
  })
]

function updates(message: Message): boolean {
  return 'frame' in message && message.frame === 'PRIORITY_UPDATE'
}

function sends(messages: readonly Message[], stream: number): boolean {
  return messages.some(
    (message) => 'frame' in message && message.frame === 'HEADERS' && message.stream === stream
  )
}
