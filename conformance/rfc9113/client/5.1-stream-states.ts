import { UPLOAD_OCTETS } from '../../../lab/clients/task.ts'
import { indexed, literal } from '../../../impl/hpack/representation.ts'
import type { Need } from '../../../lab/case.ts'
import { accepted, anyOf, connectionError, streamError, that } from '../../../lab/http2/expectation.ts'
import { judgeProbe } from '../../../lab/http2/judge-probe.ts'
import { has, isType } from '../../../lab/http2/reading.ts'
import type { Frame, Message } from '../../../lab/http2/message.ts'
import { any, goaway, send, settings, until, untilQuiet, type Step } from '../../../lab/http2/steps.ts'
import {
  clientBarrier,
  exit,
  finish,
  FIRST,
  head,
  IDLE,
  listening,
  packed,
  request,
  requested,
  SECOND,
  tail,
  whole
} from '../../../lab/http2/steps-client.ts'
import type { Value } from '../../../lab/http2/values.ts'
import { conforms, inconclusive, violates } from '../../../lab/verdict.ts'
import { offence, tolerance, obligation } from '../../http2/client-case.ts'
import { barrierOf, lateFrame, passedOver, requestsOf } from '../../http2/client-expectations.ts'

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
const PROMISE: Message = {
  frame: 'PUSH_PROMISE',
  stream: FIRST,
  promised: 2,
  block: [
    [':method', 'GET'],
    [':scheme', '{scheme}'],
    [':authority', '{authority}'],
    [':path', '/pushed']
  ]
}
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
    id: 'http2/client/requests-beyond-limit',
    title: 'SETTINGS_MAX_CONCURRENT_STREAMS of 1 in the server preface',
    requirements: ['rfc9113-5.1.2-1', 'rfc9113-6.5.3-1'],
    task: 'several',
    opening: [{ do: 'open', task: 'several' }],
    given: [],
    control: settings(['MAX_CONCURRENT_STREAMS', 100]),
    probe: settings(['MAX_CONCURRENT_STREAMS', 1]),
    then: [
      ...listening().slice(2),
      untilQuiet(any({ until: 'request', count: 2 }, goaway)),
      ...[0, 1, 2].flatMap((n) => [requested(n + 1), send(...whole(request(n)))]),
      exit
    ],
    expect: that('one request at a time', (view) => {
      const frames = view.frames(view.events).filter(({ on }) => on === 'main')
      const from = frames.findIndex(
        ({ by, frame }) => by === 'target' && isType(frame, 'SETTINGS') && has(frame, 'ACK')
      )
      if (from === -1) return inconclusive('the SETTINGS were not acknowledged')
      const requests = requestsOf(view).map((event) => frames.indexOf(event))
      const over = frames.findIndex(({ by, frame }) => by === 'lab' && isType(frame, 'HEADERS'))
      const second = requests.slice(1).find((at) => at > from && at < over)
      return second === undefined
        ? conforms('exact', 'the second request came when the first was answered', [frames[from]?.entry ?? 0])
        : violates('another request came before the first was answered', [frames[second]?.entry ?? 0])
    }),
    why: 'Requests that the client made before it had read SETTINGS do not count.'
  }),
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
    expect: passedOver()
  }),
  ...refusedThen([
    {
      name: 'promise',
      title:
        'a PUSH_PROMISE, and the promised response, that were under way when the client reset the stream',
      requirements: ['rfc9113-6.6-12', 'rfc9113-5.1-11'],
      needs: ['push'],
      messages: [PROMISE, head(2), tail(2)]
    },
    {
      name: 'table-entry-of-trailers',
      title: 'an entry of the dynamic table that came with trailers on a stream which the client had reset',
      requirements: ['rfc9113-4.3-2', 'rfc9113-5.1-11'],
      messages: [
        {
          frame: 'HEADERS',
          stream: FIRST,
          block: { representations: [literal({ name: 'x-trailer', value: '1', indexing: 'incremental' })] },
          endStream: true
        }
      ],
      second: packed(SECOND, indexed(8), indexed(62))
    }
  ]),
  obligation({
    id: 'http2/client/window-lost-with-reset-stream',
    title:
      'DATA on a stream that the client has reset, whose octets come back to the window of the connection',
    requirements: ['rfc9113-6.9-5', 'rfc9113-5.1-11'],
    needs: ['stream-window'],
    task: 'several',
    given: [],
    control: head(FIRST, ['accept-ranges', 'none']),
    probe: head(FIRST, ['Accept-ranges', 'none']),
    then: [
      untilQuiet(any({ until: 'frame', frame: 'RST_STREAM' }, goaway)),
      send({ frame: 'DATA', stream: FIRST, data: { octets: { window: FIRST } }, spread: 16_384 }),
      untilQuiet(any({ until: 'window', stream: 0, octets: 16_384 }, goaway)),
      send(tail(FIRST, '')),
      requested(2),
      send(head(SECOND)),
      ...clientBarrier(),
      until(any({ until: 'window', stream: 0, octets: 16_384 }, goaway)),
      ...finish('several', 1)
    ],
    expect: that('the window of the connection to be given back', (view) => {
      const found = judgeProbe(passedOver(), view)
      const barrier = barrierOf(view)
      const stop = view.after.find((event) => event.event === 'deadline' && event.patience === 'answer')
      return found.verdict !== 'conforms' ||
        barrier === undefined ||
        stop === undefined ||
        stop.entry < barrier.entry
        ? found
        : violates('the window of the connection did not come back, while what was sent later was answered', [
            stop.entry
          ])
    })
  })
]

interface Behind {
  readonly name: string
  readonly title: string
  readonly requirements: readonly string[]
  readonly needs?: readonly Need[]
  /** What was under way. */
  readonly messages: readonly Message[]
  /** The header section of the second response. */
  readonly second?: Message
}

/** The first of several responses is malformed; frames of its stream, and another response, follow. */
function refusedThen(all: readonly Behind[]) {
  return all.map(({ name, title, requirements, needs = [], messages, second = head(SECOND) }) =>
    obligation({
      id: `http2/client/${name}-behind-a-refused-response`,
      title,
      requirements,
      needs,
      task: 'several',
      given: [],
      control: head(FIRST, ['accept-ranges', 'none']),
      probe: head(FIRST, ['Accept-ranges', 'none']),
      then: [
        untilQuiet(any({ until: 'frame', frame: 'RST_STREAM' }, goaway)),
        send(
          ...messages,
          ...(messages.some((one) => 'endStream' in one && 'stream' in one && one.stream === FIRST)
            ? []
            : [tail(FIRST)])
        ),
        requested(2),
        send(second),
        ...clientBarrier(),
        ...finish('several', 1)
      ],
      expect: passedOver()
    })
  )
}
