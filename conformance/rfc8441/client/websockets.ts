import { accepted, streamError, that } from '../../../lab/http2/expectation.ts'
import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import { has, isType } from '../../../lab/http2/reading.ts'
import { send, type Step } from '../../../lab/http2/steps.ts'
import { clientBarrier, FIRST, head, listening } from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, violates } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { barrierOf, exitOf, framesAfter, idOf } from '../../http2/client-expectations.ts'

const task = 'websocket'
const settings = [['ENABLE_CONNECT_PROTOCOL', 1]] as const
const open: readonly Step[] = [...listening({ task, settings }), send(head(FIRST))]
/** A WebSocket's Close with status 1000, and the end of the tunnel. */
const over = send({ frame: 'DATA', stream: FIRST, payload: '88 02 03 e8', endStream: true })

const ended: Http2Case = {
  ...obligation({
    id: 'http2/client/websocket-open-after-end-stream',
    title: 'END_STREAM on a WebSocket',
    requirements: ['rfc8441-5+2'],
    task,
    opening: open,
    given: [],
    probe: over,
    then: clientBarrier(),
    expect: that('the client to end the WebSocket as well', (view) => {
      const id = idOf(view, FIRST)
      const end = framesAfter(view).find(
        ({ frame }) =>
          frame.stream === id &&
          (isType(frame, 'RST_STREAM') || (isType(frame, 'DATA') && has(frame, 'END_STREAM')))
      )
      if (end !== undefined) return conforms('exact', 'it ended its side of the stream', [end.entry])
      const barrier = barrierOf(view)
      if (barrier !== undefined)
        return violates('the stream stayed open, while PING frames were answered', [barrier.entry])
      const gone = exitOf(view)
      return gone === undefined
        ? inconclusive('neither an end of the client nor an answer to PING frames')
        : conforms('close only', 'the client ended', [gone.entry])
    })
  }),
  // The end is not left out of the control, but comes last.
  control: { steps: [...open, ...clientBarrier(), over] }
}

export const cases = [
  tolerance({
    id: 'http2/client/websocket-accept-that-answers-no-key',
    title: 'a Sec-WebSocket-Accept field in the response that opens a WebSocket',
    requirements: ['rfc8441-5+1'],
    task,
    settings,
    given: [],
    control: head(FIRST),
    probe: head(FIRST, ['sec-websocket-accept', 'zyphos']),
    expect: accepted(FIRST),
    why: 'It is not processed: there is no key that it could answer.'
  }),
  offence({
    id: 'http2/client/headers-on-tunnel',
    title: 'a HEADERS frame on the stream of a WebSocket',
    requirements: ['rfc9113-8.5-2'],
    task,
    settings,
    // A Pong without content.
    control: { frame: 'DATA', stream: FIRST, payload: '8a 00' },
    probe: { frame: 'HEADERS', stream: FIRST, block: [['x-trailer', '1']], endStream: true },
    expect: streamError(FIRST, 'PROTOCOL_ERROR')
  }),
  ended
]
