import { accepted, anyOf, connectionError, streamError } from '../../lab/http2/expectation.ts'
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
import { completed, untilCompleted } from '../http2/completed.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'
import { halfClosed, open, OVERFLOW } from '../http2/stream-states.ts'
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
/** Both windows have room for a response to an upload that carries them back. */
const room: Step = until(
  any(all({ until: 'window', stream: 0, octets: 4096 }, { until: 'window', stream: 3, octets: 4096 }), goaway)
)

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
    expect: accepted()
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
    expect: accepted()
  }),
  offence({
    ...unreadUpload,
    id: 'http2/window-of-server-exceeded',
    title: 'DATA that goes one octet beyond the window of a stream',
    requirements: ['rfc9113-6.9-2'],
    control: data({ window: 1 }),
    probe: data({ window: 1, plus: 1 }),
    expect: anyOf(accepted(), streamError(1, 'FLOW_CONTROL_ERROR')),
    why: 'A receiver may take what is beyond the window, or refuse it with FLOW_CONTROL_ERROR.'
  }),
  offence({
    ...open,
    id: 'http2/frame-beyond-window-of-server',
    title: 'one DATA frame that is longer than the window of the stream',
    requirements: ['rfc9113-6.9-2'],
    needs: ['upload', 'long-frame', 'connection-window'],
    control: { frame: 'DATA', stream: 1, data: { octets: { window: 1 } } },
    probe: { frame: 'DATA', stream: 1, data: { octets: { window: 1, plus: 1 } } },
    expect: anyOf(accepted(), streamError(1, 'FLOW_CONTROL_ERROR')),
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
    expect: accepted()
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
    ...open,
    id: 'http2/window-lost-with-reset-stream',
    title:
      'DATA on a stream that the server has reset, whose octets come back to the window of the connection',
    requirements: ['rfc9113-6.9-5', 'rfc9113-5.1-11'],
    needs: ['upload', 'connection-window'],
    given: [send(post(1))],
    refused: [1],
    holds: [],
    control: [OVERFLOW],
    // All but 1,000 octets: what is left does not do for the upload that follows.
    probe: [OVERFLOW, { ...data({ window: 1, plus: -1000 }) }],
    then: [
      send(post(3)),
      room,
      send({ frame: 'DATA', stream: 3, data: { octets: 4096 }, endStream: true }),
      until(any(response(3), over(3), goaway)),
      ...barrier()
    ],
    expect: accepted(3),
    why: 'The DATA was sent before the reset could be known. It counts; dropped, it no longer takes up any room.'
  })
]
