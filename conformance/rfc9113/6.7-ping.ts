import { anyOf, connectionError, that } from '../../lab/http2/expectation.ts'
import { has, isType } from '../../lab/http2/reading.ts'
import { any, CANARY, canary, get, goaway, over, ping, response, send, until } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { closedWindow, INITIAL_WINDOW, large } from '../http2/held-back.ts'
import { pingAnswered } from '../http2/ping-answered.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'
import { halfClosed } from '../http2/stream-states.ts'

const OPAQUE = '01 02 03 04 05 06 07 08'
const OTHER = '08 07 06 05 04 03 02 01'

/** Payloads that are not 8 octets long. */
const sizes: readonly (readonly [id: string, octets: string, payload: string])[] = [
  ['without-payload', 'no opaque data', ''],
  ['with-7-octets', '7 octets of opaque data', '01 02 03 04 05 06 07'],
  ['with-9-octets', '9 octets of opaque data', '01 02 03 04 05 06 07 08 09'],
  ['with-16-octets', '16 octets of opaque data', `${OPAQUE} ${OPAQUE}`]
]

/** Opaque data that an implementation might take for something. */
const data: readonly (readonly [id: string, title: string, payload: string])[] = [
  ['of-zeros', 'opaque data of zeros', '00 00 00 00 00 00 00 00'],
  ['of-ones', 'opaque data of ones', 'ff ff ff ff ff ff ff ff'],
  ['of-unlike-octets', 'opaque data in which all octets differ', OTHER]
]

/** The answer comes before the last of the DATA that the lab allowed after it had asked. */
const before = that('the answer to PING before the end of the DATA that was allowed after it', (view) => {
  const answer = view
    .frames()
    .find(({ by, frame }) => by === 'target' && isType(frame, 'PING') && has(frame, 'ACK'))
  const data = view.frames().filter(({ by, frame }) => by === 'target' && isType(frame, 'DATA'))
  const octets = data.reduce((sum, { frame }) => sum + frame.payload.length, 0)
  const last = data.at(-1)
  if (last === undefined || octets < INITIAL_WINDOW)
    return inconclusive(`${octets} octets of DATA came, of the ${INITIAL_WINDOW} that the window allows`)
  if (answer === undefined) return inconclusive('PING was not answered')
  return view.events.indexOf(answer) < view.events.indexOf(last)
    ? conforms('exact', 'the answer came before the end of the DATA', [answer.entry])
    : violates(`the answer came after ${octets} octets of DATA, which waited for a window opened later`, [
        answer.entry
      ])
})

export const cases = [
  ...sizes.map(([id, octets, payload]) =>
    offence({
      id: `http2/ping-${id}`,
      title: `a PING frame with ${octets}`,
      requirements: ['rfc9113-6.7-7', 'rfc9113-4.2-3'],
      control: ping(OPAQUE),
      probe: ping(payload),
      expect: connectionError('FRAME_SIZE_ERROR')
    })
  ),
  offence({
    id: 'http2/ping-ack-with-9-octets',
    title: 'a PING acknowledgement with 9 octets of opaque data',
    requirements: ['rfc9113-6.7-7'],
    control: { ...ping(OPAQUE), flags: ['ACK'] },
    probe: { ...ping(`${OPAQUE} 09`), flags: ['ACK'] },
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/ping-ack-with-7-octets',
    title: 'a PING acknowledgement with 7 octets of opaque data',
    requirements: ['rfc9113-6.7-7'],
    control: undefined,
    probe: { ...ping('01 02 03 04 05 06 07'), flags: ['ACK'] },
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/ping-on-stream-1',
    title: 'a PING frame on a stream that is idle',
    requirements: ['rfc9113-6.7-6'],
    control: ping(OPAQUE),
    probe: { ...ping(OPAQUE), stream: 1 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    ...halfClosed,
    id: 'http2/ping-on-half-closed-stream',
    title: 'a PING frame on a stream that is half-closed (remote)',
    requirements: ['rfc9113-6.7-6'],
    control: ping(OPAQUE),
    probe: { ...ping(OPAQUE), stream: 1 },
    expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  }),
  offence({
    ...halfClosed,
    id: 'http2/ping-ack-on-stream',
    title: 'a PING acknowledgement on a stream',
    requirements: ['rfc9113-6.7-6'],
    control: undefined,
    probe: { ...ping(OPAQUE), stream: 1, flags: ['ACK'] },
    expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  }),
  ...data.map(([id, title, payload]) =>
    obligation({
      id: `http2/ping-${id}-not-answered`,
      title: `PING with ${title}, which is answered with the same`,
      requirements: ['rfc9113-6.7-2', 'rfc9113-6.7-4'],
      control: ping(OPAQUE),
      probe: ping(payload),
      expect: pingAnswered(payload)
    })
  ),
  obligation({
    id: 'http2/pings-answered-as-one',
    title: 'two PING frames with the same opaque data, each of which is answered',
    requirements: ['rfc9113-6.7-2'],
    control: [ping(OPAQUE)],
    probe: [ping(OPAQUE), ping(OPAQUE)],
    expect: pingAnswered(OPAQUE, 2)
  }),
  obligation({
    ...halfClosed,
    id: 'http2/ping-not-answered-during-response',
    title: 'PING while a response waits for window',
    requirements: ['rfc9113-6.7-2', 'rfc9113-5.2.2-1'],
    control: { frame: 'PRIORITY', stream: 1, priority: { dependency: 0 } },
    probe: ping(OPAQUE),
    expect: pingAnswered(OPAQUE)
  }),
  tolerance({
    id: 'http2/ping-ack-answered',
    title: 'a PING acknowledgement that nothing was asked for, which is not answered',
    requirements: ['rfc9113-6.7-5'],
    control: undefined,
    probe: { ...ping(OPAQUE), flags: ['ACK'] },
    expect: anyOf(pingAnswered(OPAQUE, 0), connectionError('PROTOCOL_ERROR')),
    why: 'Nothing forbids an acknowledgement out of the blue, and nothing says that it must be put up with.'
  }),
  obligation({
    id: 'http2/ping-answered-after-content',
    title: 'PING, then a WINDOW_UPDATE for which a response waits',
    requirements: ['rfc9113-6.7-3'],
    needs: ['large'],
    opening: closedWindow(),
    given: [send(large(3)), until(any(response(3), goaway))],
    control: [{ frame: 'WINDOW_UPDATE', stream: 0, increment: INITIAL_WINDOW }],
    probe: [ping(OPAQUE), { frame: 'WINDOW_UPDATE', stream: 0, increment: INITIAL_WINDOW }],
    then: [until(any({ until: 'data', stream: 0, octets: 2 * INITIAL_WINDOW }, goaway)), ...canary()],
    expect: before
  }),
  obligation({
    id: 'http2/ping-not-answered',
    title: 'PING, which is answered before a request sent later and another after that',
    requirements: ['rfc9113-6.7-2', 'rfc9113-6.7-4'],
    control: undefined,
    probe: ping(OPAQUE),
    // No barrier: that is a PING as well.
    then: [...canary(), send(get(CANARY + 2)), until(any(over(CANARY + 2), response(CANARY + 2), goaway))],
    expect: pingAnswered(OPAQUE)
  })
]
