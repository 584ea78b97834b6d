import { accepted, anyOf, connectionError, streamError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import type { Frame } from '../../lab/http2/message.ts'
import {
  all,
  any,
  barrier,
  get,
  goaway,
  over,
  post,
  response,
  send,
  until,
  type Step
} from '../../lab/http2/steps.ts'
import type { Value } from '../../lab/http2/values.ts'
import { violates } from '../../lab/verdict.ts'
import { completed, untilCompleted } from '../http2/completed.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'
import { halfClosed, open, OVERFLOW } from '../http2/stream-states.ts'
import { undisturbed } from '../http2/undisturbed.ts'
import { unreadUpload } from '../http2/unread-upload.ts'

const update = (stream: number, increment: number): Frame => ({ frame: 'WINDOW_UPDATE', stream, increment })
const sized = (stream: number, payload: string): Frame => ({ ...update(stream, 1), payload })
const RESERVED = 0x80000000

/** Payloads that are not 4 octets long. */
const sizes: readonly (readonly [id: string, title: string, payload: string])[] = [
  ['without-payload', 'no payload', ''],
  ['of-three-octets', 'a payload of 3 octets', '000001'],
  ['of-five-octets', 'a payload of 5 octets', '0000000100']
]

const data = (octets: Value): Frame => ({
  frame: 'DATA',
  stream: 1,
  data: { octets },
  spread: { peer: 'MAX_FRAME_SIZE' }
})
/** More streams than it takes to use up a window of 1 MiB, with the initial window that is usual. */
const DISCARDED = Array.from({ length: 36 }, (_, round) => round)
/**
 * Uploads that the server resets at their beginning, sent as the window of the connection allows. Each is of less than half
 * of the smallest window that a connection can have, since a receiver may hold a WINDOW_UPDATE back until half is used up;
 * all of them are more than any window here.
 */
const discarded = (times: number): Step => {
  const stream = { round: true, times: 2, plus: 1 } as const
  const octets = 32_000
  return {
    do: 'repeat',
    times,
    steps: [
      until(any({ until: 'window', stream: 0, octets }, goaway)),
      send(
        post(stream),
        { ...OVERFLOW, stream },
        { frame: 'DATA', stream, data: { octets }, spread: { peer: 'MAX_FRAME_SIZE' } }
      )
    ]
  }
}
/** Rounds of 4,112 octets of DATA, of which 16 are content. */
const padded = (times: number): Step => {
  const octets = 16 * 257
  return {
    do: 'repeat',
    times,
    steps: [
      until(any(all({ until: 'window', stream: 0, octets }, { until: 'window', stream: 1, octets }), goaway)),
      send(
        ...Array.from({ length: 16 }, (): Frame => ({ frame: 'DATA', stream: 1, data: 'z', padding: 255 }))
      )
    ]
  }
}

export const cases = [
  ...sizes.flatMap(([id, title, payload]) =>
    [0, 1].map((stream) =>
      offence({
        ...open,
        id: `http2/window-update-${id}-on-${stream === 0 ? 'connection' : 'stream'}`,
        title: `a WINDOW_UPDATE frame with ${title}, ${stream === 0 ? 'for the connection' : 'for a stream'}`,
        requirements: ['rfc9113-6.9-6', 'rfc9113-4.2-2'],
        control: update(stream, 1),
        probe: sized(stream, payload),
        expect: connectionError('FRAME_SIZE_ERROR')
      })
    )
  ),
  offence({
    ...halfClosed,
    id: 'http2/window-update-of-zero-on-stream',
    title: 'a WINDOW_UPDATE of 0 on a stream whose response waits for window',
    requirements: ['rfc9113-6.9-3', 'rfc9113-5.4.1-3'],
    control: update(1, 1),
    probe: update(1, 0),
    expect: streamError(1, 'PROTOCOL_ERROR')
  }),
  offence({
    ...open,
    id: 'http2/window-update-of-zero-on-open-stream',
    title: 'a WINDOW_UPDATE of 0 on a stream whose request is not over',
    requirements: ['rfc9113-6.9-3', 'rfc9113-5.4.1-3'],
    control: update(1, 1),
    probe: update(1, 0),
    expect: streamError(1, 'PROTOCOL_ERROR')
  }),
  offence({
    ...open,
    id: 'http2/window-update-of-zero-and-reserved-bit',
    title: 'a WINDOW_UPDATE of 0 on a stream, with the reserved bit before the increment set',
    requirements: ['rfc9113-6.9-3', 'rfc9113-4.1-4'],
    control: update(1, 1),
    probe: update(1, RESERVED),
    expect: streamError(1, 'PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/window-update-of-zero-on-connection',
    title: 'a WINDOW_UPDATE of 0 for the connection',
    requirements: ['rfc9113-6.9-3'],
    control: update(0, 1),
    probe: update(0, 0),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  tolerance({
    id: 'http2/window-update-with-reserved-bit',
    title: 'a WINDOW_UPDATE with the reserved bit before the increment set',
    requirements: ['rfc9113-4.1-4'],
    control: update(0, 1),
    probe: update(0, RESERVED + 1),
    expect: accepted(),
    why: 'The layout of the frame calls the bit reserved, as that of the header, which section 4.1 has ignored.'
  }),

  tolerance({
    id: 'http2/greatest-connection-window',
    title: 'a WINDOW_UPDATE that makes the window of the connection 2^31-1',
    requirements: ['rfc9113-6.9.1-4'],
    control: update(0, 0x7fffffff - 65_535 - 1),
    probe: update(0, 0x7fffffff - 65_535),
    expect: accepted()
  }),
  offence({
    id: 'http2/connection-window-beyond-range',
    title: 'a WINDOW_UPDATE that makes the window of the connection 2^31',
    requirements: ['rfc9113-6.9.1-4', 'rfc9113-6.9.1-3'],
    control: update(0, 0x7fffffff - 65_535),
    probe: update(0, 0x7fffffff - 65_535 + 1),
    expect: connectionError('FLOW_CONTROL_ERROR')
  }),
  offence({
    id: 'http2/connection-window-beyond-range-in-steps',
    title: 'the second of two WINDOW_UPDATE frames, which makes the window of the connection 2^31',
    requirements: ['rfc9113-6.9.1-4', 'rfc9113-6.9.1-3'],
    given: [send(update(0, 0x7fffffff - 65_535))],
    control: undefined,
    probe: update(0, 1),
    expect: connectionError('FLOW_CONTROL_ERROR')
  }),
  tolerance({
    ...open,
    id: 'http2/greatest-stream-window',
    title: 'a WINDOW_UPDATE that makes the window of a stream 2^31-1',
    requirements: ['rfc9113-6.9.1-4'],
    control: update(1, 0x7fffffff - 65_535 - 1),
    probe: update(1, 0x7fffffff - 65_535),
    expect: undisturbed(1)
  }),
  offence({
    ...open,
    id: 'http2/stream-window-beyond-range',
    title: 'a WINDOW_UPDATE that makes the window of a stream 2^31',
    requirements: ['rfc9113-6.9.1-4', 'rfc9113-6.9.1-3', 'rfc9113-5.4.1-3'],
    control: update(1, 0x7fffffff - 65_535),
    probe: update(1, 0x7fffffff - 65_535 + 1),
    expect: streamError(1, 'FLOW_CONTROL_ERROR')
  }),

  obligation({
    ...halfClosed,
    id: 'http2/window-update-does-not-release-response',
    title: 'WINDOW_UPDATE on a stream whose response waits for it',
    requirements: ['rfc9113-6.9.1+2', 'rfc9113-6.9-4'],
    control: { frame: 'SETTINGS', settings: [['INITIAL_WINDOW_SIZE', 0x7fffff00]] },
    probe: update(1, 0x7fffff00 - 1),
    holds: [],
    then: [{ do: 'automate', set: { replenish: true } }, ...untilCompleted(1)],
    expect: completed(1)
  }),
  tolerance({
    ...unreadUpload,
    id: 'http2/window-of-server-filled',
    title: 'DATA that uses up the window of a stream to the last octet',
    requirements: ['rfc9113-5.2.1-1'],
    control: data({ window: 1, plus: -1 }),
    probe: data({ window: 1 }),
    expect: undisturbed(1)
  }),
  tolerance({
    ...unreadUpload,
    id: 'http2/window-of-server-exceeded',
    title: 'DATA that goes one octet beyond the window of a stream',
    requirements: ['rfc9113-6.9-2'],
    control: data({ window: 1 }),
    probe: data({ window: 1, plus: 1 }),
    expect: anyOf(undisturbed(1), streamError(1, 'FLOW_CONTROL_ERROR')),
    why: 'A receiver may take what is beyond the window, or refuse it with FLOW_CONTROL_ERROR.'
  }),
  tolerance({
    ...unreadUpload,
    id: 'http2/end-stream-without-window',
    title: 'an empty DATA frame with END_STREAM when the window of the stream is used up',
    requirements: ['rfc9113-6.9.1-2'],
    given: [...unreadUpload.given, send(data({ window: 1 }))],
    control: undefined,
    probe: { frame: 'DATA', stream: 1, endStream: true },
    holds: [],
    expect: undisturbed(1)
  }),
  tolerance({
    ...unreadUpload,
    id: 'http2/request-without-window',
    title: 'a request when the window of the connection, or of a stream, is used up',
    requirements: ['rfc9113-6.9-1', 'rfc9113-5.2.1+1'],
    given: unreadUpload.given,
    control: [data({ window: 1, plus: -100 }), get(3)],
    probe: [data({ window: 1 }), get(3)],
    expect: accepted(3)
  }),
  obligation({
    id: 'http2/window-lost-with-reset-streams',
    title:
      'DATA on streams that the server has reset, whose octets come back to the window of the connection',
    requirements: ['rfc9113-6.9-5', 'rfc9113-5.1-11'],
    needs: ['upload', 'stream-window', 'connection-window'],
    refused: [1, ...DISCARDED.map((round) => 2 * round + 1)],
    control: discarded(1),
    probe: discarded(DISCARDED.length),
    then: [
      send(post(101)),
      send({ frame: 'DATA', stream: 101, data: 'zyphos', endStream: true }),
      until(any(response(101), over(101), goaway)),
      ...barrier()
    ],
    expect: that('the window of the connection to be given back', (view) => {
      const finding = judgeProbe(accepted(101), view)
      const stuck = view.events.find((event) => event.event === 'deadline' && event.entry >= view.markEntry)
      return finding.verdict !== 'conforms' || stuck === undefined
        ? finding
        : violates('the window of the connection did not come back, while what was sent later was answered', [
            stuck.entry
          ])
    }),
    why: 'The DATA is in the same write as the reason of the reset. It counts; dropped, it no longer takes up any room.'
  }),
  obligation({
    ...open,
    id: 'http2/window-lost-with-padding',
    title: 'an upload of much padding and little content, whose padding comes back to the windows',
    requirements: ['rfc9113-6.1+1', 'rfc9113-5.2.2-1'],
    needs: ['upload', 'stream-window', 'connection-window'],
    holds: [],
    control: padded(1),
    probe: padded(280),
    then: [send({ frame: 'DATA', stream: 1, endStream: true }), ...untilCompleted(1)],
    expect: completed(1),
    why: 'The path reads what it gets, and padding is in nobody’s way: 1.1 MiB of it are more than any window here.'
  })
]
