import { accepted, connectionError, that } from '../../lab/http2/expectation.ts'
import type { Frame, FrameOf, Message } from '../../lab/http2/message.ts'
import { codeIn, codeTextIn, isType } from '../../lab/http2/reading.ts'
import { uint32 } from '../../lab/http2/split.ts'
import {
  any,
  barrier,
  get,
  goaway,
  over,
  post,
  REQUEST,
  response,
  send,
  until,
  untilQuiet,
  type Step
} from '../../lab/http2/steps.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import type { View } from '../../lab/http2/view.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { indexed, literal, type Representation } from '../../impl/hpack/representation.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'
import { halfClosed } from '../http2/stream-states.ts'

type Parts = Partial<Omit<FrameOf<'GOAWAY'>, 'frame'>>
const leaving = (parts: Parts = {}): Frame => ({ frame: 'GOAWAY', last: 0, code: 'NO_ERROR', ...parts })

/** The greatest identifier of a stream that a server could open. */
const GREATEST = 0x7ffffffe

/** A response is under way, so that a server has a reason to stay. */
const { needs, settings, given, holds } = halfClosed

/** Payloads that are too short for a last stream identifier and an error code. */
const sizes: readonly (readonly [id: string, title: string, payload: string])[] = [
  ['without-payload', 'no payload', ''],
  ['without-error-code', 'a payload of 4 octets', '00000000'],
  ['of-seven-octets', 'a payload of 7 octets', '00000000 000000']
]

const tolerances: readonly (readonly [
  id: string,
  title: string,
  requirement: string,
  probe: readonly Message[]
])[] = [
  ['with-debug-data', 'GOAWAY with debug data', '6.8-10', [leaving({ debug: 'the lab is leaving\0\xff' })]],
  ['of-common-frame-size', 'GOAWAY with a payload of 16,384 octets', '4.2-1', [leaving({ fill: 16_384 })]],
  [
    'with-unused-flags',
    'GOAWAY with all flags set, of which it defines none',
    '4.1-3',
    [leaving({ flags: [0xff] })]
  ],
  ['with-reserved-bit', 'GOAWAY with the reserved bit set', '4.1-4', [leaving({ reserved: true })]],
  [
    'with-reserved-bit-of-last-stream',
    'GOAWAY with the reserved bit before its last stream identifier set',
    '4.1-4',
    [leaving({ last: 0x80000000 })]
  ],
  [
    'with-greatest-last-stream',
    'GOAWAY with last stream identifier 2^31-2',
    '6.8-5',
    [leaving({ last: GREATEST })]
  ],
  ['more-than-once', 'GOAWAY that comes three times', '6.8-5', [leaving(), leaving(), leaving()]],
  [
    'with-falling-last-stream',
    'GOAWAY with last stream identifier 2^31-2, then with 0',
    '6.8-5',
    [leaving({ last: GREATEST }), leaving()]
  ]
]

/** What the client no longer waits for may be left; what it still waits for is not cut off. */
const finished: Step[] = [
  ...barrier(),
  { do: 'automate', set: { replenish: true } },
  send({ frame: 'WINDOW_UPDATE', stream: 1, increment: 0x7ffffff0 }),
  // Not for GOAWAY: that may precede the rest of the response.
  until(over(1))
]
const stillServed = that('stream 1 to be answered to its end', (view) => {
  const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
  if (error !== undefined)
    return violates(`the connection ended with ${codeTextIn(error.frame)} although the probe is lawful`, [
      error.entry
    ])
  const [reset] = view.resets(1)
  if (reset !== undefined) return violates(`stream 1 reset with ${codeTextIn(reset.frame)}`, [reset.entry])
  if (view.endedBefore(1, Infinity)) return conforms('exact', 'the response came to its end')
  return view.closing === undefined
    ? inconclusive('the response did not come to its end in time')
    : violates('the connection was closed before the response was over', [view.closing.entry])
})

/** The server may leave as well, or stay: but not with an error of its own. */
const noError = that('no error in answer', (view) => {
  const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
  if (error !== undefined)
    return violates(`the connection ended with ${codeTextIn(error.frame)} although the probe is lawful`, [
      error.entry
    ])
  const answer = view.closing ?? view.barrier ?? view.goaways[0]
  return answer === undefined
    ? inconclusive('neither an answer to what was sent later nor the end of the connection')
    : conforms('exact', 'there was no error in answer', [answer.entry])
})

/** Makes the server end the connection gracefully, while a request is under way. */
const shutdown = (stream: number): Frame => ({
  frame: 'HEADERS',
  stream,
  block: REQUEST.map(([name, value]) => [name, name === ':path' ? '{shutdown}' : value] as const),
  endStream: true
})
/** The index of the entry that was added last. */
const NEWEST = 62
/** A request that comes too late, and adds an entry to the table. */
const late: Frame = {
  frame: 'HEADERS',
  stream: 5,
  endStream: true,
  block: {
    representations: [
      literal({ name: ':method', value: 'GET', indexing: 'without' }),
      literal({ name: ':scheme', value: 'https', indexing: 'without' }),
      literal({ name: ':authority', value: 'localhost', indexing: 'without' }),
      literal({ name: ':path', value: '/', indexing: 'without' }),
      literal({ name: 'x-late', value: 'entry', indexing: 'incremental' })
    ]
  }
}
/**
 * Uploads that come too late, as the window of the connection allows: each of less than half of the smallest window that a
 * connection can have, and 36 of them more than any window here.
 */
const lateUploads = (times: number): Step => {
  const stream = { round: true, times: 2, plus: 5 } as const
  const octets = 32_000
  return {
    do: 'repeat',
    times,
    steps: [
      until(any({ until: 'window', stream: 0, octets }, goaway)),
      send(post(stream), { frame: 'DATA', stream, data: { octets }, spread: { peer: 'MAX_FRAME_SIZE' } })
    ]
  }
}
const LATE = 36
/** Whether GOAWAY came at all: without one nothing is too late. */
const announced = (view: View): boolean =>
  view.frames(view.events).some(({ by, frame }) => by === 'target' && isType(frame, 'GOAWAY'))
const untilAnnounced: readonly Step[] = [
  send(post(1)),
  until({ until: 'settings acknowledged' }),
  send(shutdown(3)),
  until(any(over(3), goaway)),
  // The final GOAWAY may come a round trip after the first, or be the first.
  untilQuiet({ until: 'frame', frame: 'GOAWAY', count: 2 })
]
const trailers = (line: Representation): Frame => ({
  frame: 'HEADERS',
  stream: 1,
  endStream: true,
  block: { representations: [line] }
})

export const cases = [
  obligation({
    id: 'http2/shutdown-without-notice',
    title: 'a graceful shutdown, which is announced by GOAWAY with last stream identifier 2^31-1',
    requirements: ['rfc9113-6.8-7'],
    needs: ['shutdown', 'upload'],
    given: [send(post(1))],
    control: get(3),
    probe: shutdown(3),
    then: [
      until(any(response(3), over(3), goaway)),
      untilQuiet(goaway),
      send({ frame: 'DATA', stream: 1, endStream: true }),
      until(any(over(1), { until: 'closed' }))
    ],
    expect: that('GOAWAY with NO_ERROR and last stream identifier 2^31-1 first', (view) => {
      const [first] = view.goaways
      if (first === undefined) return inconclusive('no GOAWAY came')
      const last = uint32(first.frame.payload, 0) % 0x80000000
      const said = `GOAWAY with ${codeTextIn(first.frame)} and last stream identifier ${last}`
      return codeIn(first.frame) === 0 && last === 0x7fffffff
        ? conforms('exact', said, [first.entry])
        : violates(`${said} came first`, [first.entry])
    })
  }),
  obligation({
    id: 'http2/field-block-after-shutdown-not-decoded',
    title: 'trailers that refer to an entry of the table that a request after GOAWAY has added',
    requirements: ['rfc9113-6.8-9'],
    needs: ['shutdown', 'upload', 'trailers'],
    given: [...untilAnnounced, send(late)],
    control: trailers(literal({ name: 'x-late', value: 'entry', indexing: 'without' })),
    probe: trailers(indexed(NEWEST)),
    then: [until(any(over(1), { until: 'frame', frame: 'GOAWAY', count: 3 }))],
    refused: [5],
    expect: that('stream 1 to be answered', (view) =>
      announced(view)
        ? judgeProbe(accepted(1), view)
        : inconclusive('no GOAWAY came, so that the request was not too late')
    )
  }),
  obligation({
    id: 'http2/window-lost-after-shutdown',
    title: 'uploads after GOAWAY, whose octets come back to the window of the connection',
    requirements: ['rfc9113-6.8-9'],
    needs: ['shutdown', 'upload', 'stream-window', 'connection-window'],
    given: untilAnnounced,
    control: lateUploads(1),
    probe: lateUploads(LATE),
    then: [
      ...barrier(),
      send({ frame: 'DATA', stream: 1, data: 'zyphos', endStream: true }),
      until(any(over(1), goaway))
    ],
    refused: Array.from({ length: LATE }, (_, round) => 2 * round + 5),
    expect: that('the window of the connection to be given back', (view) => {
      if (!announced(view)) return inconclusive('no GOAWAY came, so that the uploads were not too late')
      const finding = judgeProbe(accepted(1), view)
      const stuck = view.events.find((event) => event.event === 'deadline' && event.entry >= view.markEntry)
      return finding.verdict !== 'conforms' || stuck === undefined
        ? finding
        : violates('the window of the connection did not come back, while what was sent later was answered', [
            stuck.entry
          ])
    }),
    why: 'Octets that are dropped without being counted are missing from the window for good.'
  }),
  offence({
    needs,
    settings,
    given,
    holds,
    id: 'http2/goaway-on-stream',
    title: 'a GOAWAY frame on a stream',
    requirements: ['rfc9113-6.8-4'],
    control: leaving(),
    probe: leaving({ stream: 1 }),
    then: barrier(),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...sizes.map(([id, title, payload]) =>
    offence({
      needs,
      settings,
      given,
      holds,
      id: `http2/goaway-${id}`,
      title: `a GOAWAY frame with ${title}`,
      requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
      control: leaving(),
      probe: leaving({ payload }),
      then: barrier(),
      expect: connectionError('FRAME_SIZE_ERROR')
    })
  ),
  ...tolerances.map(([id, title, requirement, probe]) =>
    tolerance({
      needs,
      settings,
      given,
      id: `http2/goaway-${id}`,
      title: `${title}, while a response is under way`,
      requirements: [`rfc9113-${requirement}`],
      control: [leaving()],
      probe,
      then: finished,
      expect: stillServed
    })
  ),
  tolerance({
    needs,
    settings,
    given,
    id: 'http2/goaway-with-error-after-goaway',
    title: 'GOAWAY with an error code after GOAWAY with NO_ERROR',
    requirements: ['rfc9113-5.4-3', 'rfc9113-6.8-5'],
    control: [leaving()],
    probe: [leaving(), leaving({ code: 'INTERNAL_ERROR' })],
    then: barrier(),
    expect: noError
  }),
  tolerance({
    needs,
    settings,
    given,
    id: 'http2/goaway-with-unknown-error-code',
    title: 'GOAWAY with an unknown error code',
    requirements: ['rfc9113-7-1', 'rfc9113-5.5-1'],
    control: leaving(),
    probe: leaving({ code: 0xdeadbeef }),
    then: barrier(),
    expect: noError
  })
]
