import { UPLOAD_OCTETS } from '../../../lab/clients/task.ts'
import { accepted, anyOf, connectionError, streamError, that } from '../../../lab/http2/expectation.ts'
import { codeIn, codeTextIn, isType } from '../../../lab/http2/reading.ts'
import { errorName } from '../../../lab/http2/registry.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import { any, goaway, send, until, untilQuiet, type Step } from '../../../lab/http2/steps.ts'
import {
  clientBarrier,
  exit,
  FIRST,
  head,
  IDLE,
  listening,
  tail,
  whole
} from '../../../lab/http2/steps-client.ts'
import type { Value } from '../../../lab/http2/values.ts'
import { conforms, inconclusive, violates } from '../../../lab/verdict.ts'
import { offence, tolerance, obligation } from '../../http2/client-case.ts'
import {
  barrierOf,
  complaint,
  exitOf,
  framesAfter,
  idOf,
  lateFrame
} from '../../http2/client-expectations.ts'

/** Frames that an idle stream does not take, with the requirement that says so besides rfc9113-5.1-1. */
const notOnIdle = (
  stream: Value
): readonly (readonly [name: string, frame: Frame, more: readonly string[]])[] => [
  ['data', { frame: 'DATA', stream, data: 'x' }, []],
  ['rst-stream', { frame: 'RST_STREAM', stream, code: 'CANCEL' }, ['rfc9113-6.4-6']],
  ['window-update', { frame: 'WINDOW_UPDATE', stream, increment: 1 }, []]
]

/** The client's upload cannot end: the connection window is used up and not replenished. */
const stuck: readonly Step[] = [
  { do: 'open', task: 'upload' },
  { do: 'automate', set: { replenish: false } },
  ...listening({ task: 'upload', settings: [['INITIAL_WINDOW_SIZE', 1_000_000]] }).slice(1),
  until({ until: 'data', stream: FIRST, octets: 65_535 })
]
/** Room for what is left of it. */
const room = send({ frame: 'WINDOW_UPDATE', increment: 2 * UPLOAD_OCTETS })

export const cases = [
  ...(
    [
      ['odd', IDLE, 'an idle stream that is for the client to open'],
      ['even', 0x1000, 'an idle stream that is for the server to open']
    ] as const
  ).flatMap(([parity, stream, where]) =>
    notOnIdle(stream).map(([name, frame, more]) =>
      offence({
        id: `http2/client/${name}-on-idle-${parity}-stream`,
        title: `a ${name.toUpperCase().replace('-', '_')} frame on ${where}`,
        requirements: ['rfc9113-5.1-1', ...more],
        ...(name === 'rst-stream' ? {} : { control: { ...frame, stream: FIRST } as Frame }),
        probe: frame,
        expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED'),
        why: 'Section 6.1 would have STREAM_CLOSED for DATA: either code is taken, on the connection.'
      })
    )
  ),
  offence({
    id: 'http2/client/headers-on-idle-even-stream',
    title: 'a HEADERS frame on a stream that the server opens without a promise',
    requirements: ['rfc9113-5.1-2', 'rfc9113-5.1.1-3'],
    given: [],
    control: head(FIRST),
    probe: head(0x1000),
    then: [...clientBarrier(), send(tail(FIRST)), exit],
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/headers-on-idle-odd-stream',
    title: 'a response on a stream that the client has not opened',
    requirements: ['rfc9113-5.1.1-3', 'rfc9113-5.1-14'],
    given: [],
    control: head(FIRST),
    probe: head(IDLE),
    then: [...clientBarrier(), send(tail(FIRST)), exit],
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...(
    [
      ['data', { frame: 'DATA', stream: FIRST, data: 'late' }, ['rfc9113-5.1-8', 'rfc9113-6.1-6']],
      [
        'headers',
        { frame: 'HEADERS', stream: FIRST, block: [['x-late', '1']], endStream: true },
        ['rfc9113-5.1-8']
      ]
    ] as const
  ).map(([name, frame, requirements]) =>
    offence({
      id: `http2/client/${name}-after-end-stream-of-response`,
      title: `a ${name.toUpperCase()} frame behind a complete response, while the request is still being sent`,
      requirements,
      task: 'upload',
      opening: stuck,
      given: [],
      control: whole(FIRST),
      probe: [...whole(FIRST), frame],
      then: [...clientBarrier(), room, exit],
      expect: lateFrame(0, ['STREAM_CLOSED'])
    })
  ),
  ...(
    [
      ['data', { frame: 'DATA', stream: FIRST, data: 'late' }],
      ['headers', head(FIRST)]
    ] as const
  ).map(([name, frame]) =>
    tolerance({
      id: `http2/client/${name}-on-closed-stream`,
      title: `a ${name.toUpperCase()} frame on a stream that both sides have ended`,
      requirements: ['rfc9113-5.1-10'],
      task: 'several',
      probe: frame,
      expect: anyOf(
        connectionError('STREAM_CLOSED', 'PROTOCOL_ERROR'),
        streamError(FIRST, 'STREAM_CLOSED'),
        accepted({ request: 1 })
      ),
      why: 'Section 5.1 lets an endpoint process such a frame minimally on any closed stream, or refuse it.'
    })
  ),
  ...(
    [
      [
        'window-update',
        { frame: 'WINDOW_UPDATE', stream: FIRST, increment: 100 },
        ['rfc9113-5.1+3', 'rfc9113-6.9-4']
      ],
      ['rst-stream', { frame: 'RST_STREAM', stream: FIRST, code: 'NO_ERROR' }, ['rfc9113-5.1+3']],
      ['priority', { frame: 'PRIORITY', stream: FIRST, priority: { dependency: 0 } }, ['rfc9113-5.1+1']],
      ['unknown-frame', { frame: 0xfa, stream: FIRST, payload: '00' }, ['rfc9113-5.1+4']]
    ] as const
  ).map(([name, frame, requirements]) =>
    tolerance({
      id: `http2/client/${name}-on-closed-stream`,
      title: `${name === 'unknown-frame' ? 'a frame of an unknown type' : `a ${name.toUpperCase().replace('-', '_')} frame`} on a stream that was just ended`,
      requirements,
      task: 'several',
      probe: frame,
      expect: accepted({ request: 1 })
    })
  ),
  ...(
    [
      ['open', FIRST, 'a stream in use'],
      ['idle', IDLE, 'an idle stream']
    ] as const
  ).map(([name, stream, where]) =>
    tolerance({
      id: `http2/client/priority-on-${name}-stream`,
      title: `a PRIORITY frame on ${where}`,
      requirements: ['rfc9113-5.1+1'],
      probe: { frame: 'PRIORITY', stream, priority: { dependency: 0, weight: 100 } },
      expect: accepted()
    })
  ),
  obligation({
    id: 'http2/client/frames-behind-a-refused-response',
    title: 'DATA and trailers that were under way when the client reset the stream',
    requirements: ['rfc9113-5.1-11', 'rfc9113-5.4.2-1', 'rfc9113-6.4-2', 'rfc9113-5.1-13'],
    given: [],
    control: head(FIRST, ['accept-ranges', 'none']),
    probe: head(FIRST, ['Accept-ranges', 'none']),
    then: [
      untilQuiet(any({ until: 'frame', frame: 'RST_STREAM' }, goaway)),
      send({ frame: 'DATA', stream: FIRST, data: 'x' }),
      send({ frame: 'HEADERS', stream: FIRST, block: [['x-trailer', '1']], endStream: true }),
      ...clientBarrier(),
      exit
    ],
    expect: that('no error for what follows the refused response', (view) => {
      const id = idOf(view, FIRST)
      const reset = framesAfter(view).find(({ frame }) => isType(frame, 'RST_STREAM') && frame.stream === id)
      const error = complaint(view)
      if (error !== undefined) {
        const name = errorName(codeIn(error.frame))
        return reset !== undefined || name === 'STREAM_CLOSED' || name === 'COMPRESSION_ERROR'
          ? violates(`GOAWAY with ${codeTextIn(error.frame)} for frames that were under way`, [error.entry])
          : conforms(
              'escalated',
              `GOAWAY with ${codeTextIn(error.frame)} for the malformed response itself`,
              [error.entry]
            )
      }
      const barrier = barrierOf(view)
      if (reset !== undefined && barrier !== undefined)
        return conforms('exact', 'the stream was reset, and PING frames sent later were answered', [
          reset.entry,
          barrier.entry
        ])
      const end = exitOf(view)
      return end === undefined
        ? inconclusive('neither an end of the client nor an answer to PING frames')
        : conforms('close only', 'the client ended', [end.entry])
    })
  })
]
