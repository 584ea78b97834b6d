import { accepted, connectionError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { ping, settings } from '../../lab/http2/steps.ts'
import { violates } from '../../lab/verdict.ts'
import { obligation, offence } from '../http2/server-case.ts'
import { halfClosed } from '../http2/stream-states.ts'

const reset = (stream: number, payload = '00000008'): Frame => ({
  frame: 'RST_STREAM',
  stream,
  code: 'CANCEL',
  payload
})

/** Payloads that are not 4 octets long. */
const sizes: readonly (readonly [id: string, title: string, payload: string])[] = [
  ['without-payload', 'no payload', ''],
  ['of-three-octets', 'a payload of 3 octets', '000008'],
  ['of-five-octets', 'a payload of 5 octets', '0000000800']
]

export const cases = [
  offence({
    ...halfClosed,
    id: 'http2/rst-stream-on-stream-0',
    title: 'a RST_STREAM frame on stream 0',
    requirements: ['rfc9113-6.4-4'],
    control: reset(1),
    probe: reset(0),
    holds: [],
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...sizes.map(([id, title, payload]) =>
    offence({
      ...halfClosed,
      id: `http2/rst-stream-${id}`,
      title: `a RST_STREAM frame with ${title}`,
      requirements: ['rfc9113-6.4-7', 'rfc9113-4.2-2'],
      control: reset(1),
      probe: reset(1, payload),
      holds: [],
      expect: connectionError('FRAME_SIZE_ERROR')
    })
  ),
  obligation({
    ...halfClosed,
    id: 'http2/stream-goes-on-after-rst-stream',
    title: 'RST_STREAM for a response that waits for window, and then that window',
    requirements: ['rfc9113-6.4-1'],
    control: [ping('7a79 7068 6f73 0003'), settings(['INITIAL_WINDOW_SIZE', 65_535])],
    probe: [reset(1), settings(['INITIAL_WINDOW_SIZE', 65_535])],
    holds: [],
    expect: that('nothing more on the stream', (view) => {
      const [frame] = view.frames().filter(({ frame: { stream } }) => stream === 1)
      return frame === undefined
        ? judgeProbe(accepted(), view)
        : violates(`a frame of type ${frame.frame.type} came on the stream that was reset`, [frame.entry])
    }),
    why: 'Nothing was under way: the window was used up until after the RST_STREAM.'
  })
]
