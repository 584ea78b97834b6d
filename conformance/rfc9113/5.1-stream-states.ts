// Over 300 lines: the table of stream states by frame types is one, and is read as one.
import {
  accepted,
  anyOf,
  connectionError,
  streamError,
  that,
  type Expectation
} from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { get, post, send, type Step } from '../../lab/http2/steps.ts'
import { codeIn } from '../../lab/http2/reading.ts'
import { inconclusive, violates } from '../../lab/verdict.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import {
  cancelled,
  ended,
  halfClosed,
  idle,
  open,
  OVERFLOW,
  skipped,
  type Situation
} from '../http2/stream-states.ts'
import { undisturbed } from '../http2/undisturbed.ts'

/** One frame of each type on a stream, lawful in some state. */
const frames = {
  data: (stream: number): Frame => ({ frame: 'DATA', stream, data: 'x' }),
  headers: (stream: number): Frame => get(stream),
  priority: (stream: number): Frame => ({ frame: 'PRIORITY', stream, priority: { dependency: 0 } }),
  'rst-stream': (stream: number): Frame => ({ frame: 'RST_STREAM', stream, code: 'CANCEL' }),
  'push-promise': (stream: number): Frame => ({
    frame: 'PUSH_PROMISE',
    stream,
    promised: 2,
    block: [
      [':method', 'GET'],
      [':scheme', '{scheme}'],
      [':authority', '{authority}'],
      [':path', '{path}']
    ]
  }),
  'window-update': (stream: number): Frame => ({ frame: 'WINDOW_UPDATE', stream, increment: 1 }),
  continuation: (stream: number): Frame => ({ frame: 'CONTINUATION', stream, block: [['x-late', '1']] }),
  unknown: (stream: number): Frame => ({ frame: 0xfa, stream, payload: '7a79' })
} as const
type Name = keyof typeof frames
const nameOf = (name: Name): string =>
  name === 'unknown' ? 'a frame of unknown type' : `a ${name.toUpperCase().replace('-', '_')} frame`

/** The states, by the name that ids use, how titles say them, and the stream that is in that state. */
const states = {
  idle: ['an idle stream', idle, 1],
  'idle-even': ['an idle stream of the server', idle, 2],
  'half-closed': ['a half-closed (remote) stream', halfClosed, 1],
  open: ['an open stream', open, 1],
  ended: ['a stream that both sides have ended', ended, 1],
  cancelled: ['a stream that we have reset', cancelled, 1],
  skipped: ['a stream that was skipped', skipped, 1]
} as const satisfies Record<string, readonly [string, Situation, number]>
type State = keyof typeof states

const place = (name: Name, state: State) => {
  const [title, situation, stream] = states[state]
  return {
    ...situation,
    id: `http2/${name}-on-${state}-stream`,
    title: `${nameOf(name)} on ${title}`,
    probe: frames[name](stream)
  }
}

const forbidden = (
  name: Name,
  state: State,
  requirements: readonly string[],
  expect: Expectation,
  why?: string
) => offence({ ...place(name, state), requirements, expect, ...(why === undefined ? {} : { why }) })

const permitted = (name: Name, state: State, requirements: readonly string[], why?: string) =>
  tolerance({
    ...place(name, state),
    requirements,
    expect: undisturbed(states[state][2]),
    ...(why === undefined ? {} : { why })
  })

const protocolError = connectionError('PROTOCOL_ERROR')

/**
 * A frame on a closed stream may be dropped, be a stream error or a connection error, all with STREAM_CLOSED. What it must
 * not do is to open the stream again.
 */
const notServedAgain = (stream: number, answersBefore: number): Expectation =>
  that(`stream ${stream} not to be served again`, (view) => {
    // Neither an interim response nor a trailer section is an answer of its own.
    const answers = view
      .sections(stream)
      .filter(({ fields }) => fields.some(({ name, value }) => name === ':status' && !value.startsWith('1')))
    const again = answers[answersBefore]
    if (again !== undefined)
      return violates(`stream ${stream} was answered ${answers.length} times`, [again.entry])
    return judgeProbe(
      anyOf(
        accepted(),
        streamError(stream, 'STREAM_CLOSED'),
        connectionError('STREAM_CLOSED', 'PROTOCOL_ERROR')
      ),
      view
    )
  })

/** RST_STREAM is never answered by RST_STREAM; a stream that we have reset is closed, so that the connection may end. */
const notResetInTurn = (stream: number): Expectation =>
  that('no RST_STREAM in answer', (view) => {
    const [reset] = view.resets(stream)
    return reset === undefined
      ? judgeProbe(anyOf(accepted(), connectionError('STREAM_CLOSED')), view)
      : violates('RST_STREAM was answered by RST_STREAM', [reset.entry])
  })

/** Any lawful outcome for a frame on a closed stream of which one response was seen. */
const either = (name: Name, state: State, requirements: readonly string[], answers: number) =>
  tolerance({ ...place(name, state), requirements, expect: notServedAgain(1, answers) })

const LAST = { frame: 'DATA', stream: 1, data: 'done', endStream: true } as const
const TRAILERS = { frame: 'HEADERS', stream: 1, block: [['x-late', '1']], endStream: true } as const

/** Frames that cross a RST_STREAM of the server: sent with the frame that causes it, before it could be known. */
const crossing: readonly (readonly [
  name: Name | 'trailers',
  frame: Frame,
  requirements: readonly string[]
])[] = [
  ['data', frames.data(1), ['rfc9113-5.1-11', 'rfc9113-5.4.2-1', 'rfc9113-6.4-2']],
  ['trailers', TRAILERS, ['rfc9113-5.1-11', 'rfc9113-5.4.2-1', 'rfc9113-6.4-2']],
  ['priority', frames.priority(1), ['rfc9113-5.1+1', 'rfc9113-5.4.2-1']],
  ['rst-stream', frames['rst-stream'](1), ['rfc9113-5.1+3', 'rfc9113-5.4.2-1', 'rfc9113-6.4-2']],
  ['window-update', frames['window-update'](1), ['rfc9113-5.1+3', 'rfc9113-6.9-4', 'rfc9113-5.4.2-1']],
  ['unknown', frames.unknown(1), ['rfc9113-5.1+4', 'rfc9113-5.4.2-1']]
]
const later = (pause: readonly Step[]): Step => ({
  do: 'repeat',
  times: 1,
  steps: [...pause, send(frames['window-update'](1))]
})
const article = (name: Name | 'trailers'): string =>
  name === 'trailers' ? 'a trailer section' : nameOf(name)

export const cases = [
  forbidden(
    'data',
    'idle',
    ['rfc9113-5.1-1'],
    protocolError,
    'Section 6.1 has a stream error for DATA; section 5.4 lets the connection error of section 5.1 prevail.'
  ),
  forbidden('rst-stream', 'idle', ['rfc9113-6.4-6', 'rfc9113-5.1-1'], protocolError),
  forbidden('window-update', 'idle', ['rfc9113-5.1-1'], protocolError),
  forbidden('continuation', 'idle', ['rfc9113-6.10-6', 'rfc9113-5.1-1'], protocolError),
  forbidden('push-promise', 'idle', ['rfc9113-5.1-1', 'rfc9113-8.4-7'], protocolError),
  permitted('priority', 'idle', ['rfc9113-5.1+1']),
  permitted('unknown', 'idle', ['rfc9113-5.1+4', 'rfc9113-5.5-2']),

  forbidden('headers', 'idle-even', ['rfc9113-5.1-2', 'rfc9113-5.1.1-3'], protocolError),
  forbidden('data', 'idle-even', ['rfc9113-5.1-1'], protocolError),
  forbidden('rst-stream', 'idle-even', ['rfc9113-6.4-6', 'rfc9113-5.1-1'], protocolError),
  forbidden('window-update', 'idle-even', ['rfc9113-5.1-1'], protocolError),
  permitted('priority', 'idle-even', ['rfc9113-5.1+1']),
  permitted('unknown', 'idle-even', ['rfc9113-5.1+4', 'rfc9113-5.5-2']),

  forbidden('data', 'half-closed', ['rfc9113-5.1-8', 'rfc9113-6.1-6'], streamError(1, 'STREAM_CLOSED')),
  forbidden('headers', 'half-closed', ['rfc9113-5.1-8'], streamError(1, 'STREAM_CLOSED')),
  forbidden(
    'continuation',
    'half-closed',
    ['rfc9113-6.10-6'],
    connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  ),
  forbidden(
    'push-promise',
    'half-closed',
    ['rfc9113-5.1-14', 'rfc9113-8.4-7'],
    connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  ),
  permitted('priority', 'half-closed', ['rfc9113-5.1+1']),
  permitted('window-update', 'half-closed', ['rfc9113-6.9-4', 'rfc9113-5.1-8']),
  permitted('unknown', 'half-closed', ['rfc9113-5.1+4', 'rfc9113-5.5-2']),

  permitted('priority', 'open', ['rfc9113-5.1+1']),
  permitted('unknown', 'open', ['rfc9113-5.1+4', 'rfc9113-5.5-2']),

  either('data', 'ended', ['rfc9113-5.1-10', 'rfc9113-6.1-6'], 1),
  either('headers', 'ended', ['rfc9113-5.1-10', 'rfc9113-5.1.1-3'], 1),
  forbidden('continuation', 'ended', ['rfc9113-6.10-6'], connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')),
  permitted('priority', 'ended', ['rfc9113-5.1+1']),
  permitted('rst-stream', 'ended', ['rfc9113-5.1+3']),
  permitted('window-update', 'ended', ['rfc9113-6.9-4', 'rfc9113-5.1+3']),
  permitted('unknown', 'ended', ['rfc9113-5.1+4', 'rfc9113-5.5-2']),

  either('data', 'cancelled', ['rfc9113-5.1-10', 'rfc9113-6.1-6'], 1),
  either('headers', 'cancelled', ['rfc9113-5.1-10', 'rfc9113-5.1.1-3'], 1),
  forbidden(
    'continuation',
    'cancelled',
    ['rfc9113-6.10-6'],
    connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  ),
  tolerance({
    ...place('rst-stream', 'cancelled'),
    requirements: ['rfc9113-5.4.2-4', 'rfc9113-5.4.2-3', 'rfc9113-5.1-10'],
    expect: notResetInTurn(1)
  }),
  permitted('priority', 'cancelled', ['rfc9113-5.1+1']),
  permitted('unknown', 'cancelled', ['rfc9113-5.1+4', 'rfc9113-5.5-2']),

  forbidden(
    'headers',
    'skipped',
    ['rfc9113-5.1.1-3', 'rfc9113-5.1+5'],
    connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED'),
    'Frames on closed streams may be dropped (section 5.1), but nothing can have been under way on a stream that was never opened: section 5.1.1 names the error.'
  ),
  permitted('priority', 'skipped', ['rfc9113-5.1+1']),
  permitted('unknown', 'skipped', ['rfc9113-5.1+4', 'rfc9113-5.5-2']),

  offence({
    id: 'http2/data-after-data-with-end-stream',
    title: 'a DATA frame after the DATA frame that ended the stream',
    requirements: ['rfc9113-5.1-8', 'rfc9113-6.1-6'],
    needs: ['upload'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [{ do: 'automate', set: { replenish: false } }, send(post(1))],
    control: LAST,
    probe: [LAST, frames.data(1)],
    holds: [1],
    expect: streamError(1, 'STREAM_CLOSED')
  }),
  offence({
    id: 'http2/data-after-trailers',
    title: 'a DATA frame after the trailers that ended the stream',
    requirements: ['rfc9113-5.1-8', 'rfc9113-6.1-6'],
    needs: ['upload', 'trailers'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [{ do: 'automate', set: { replenish: false } }, send(post(1))],
    control: TRAILERS,
    probe: [TRAILERS, frames.data(1)],
    holds: [1],
    expect: streamError(1, 'STREAM_CLOSED')
  }),

  ...crossing.map(([name, frame, requirements]) =>
    tolerance({
      ...open,
      ...(name === 'trailers' ? { needs: ['upload', 'trailers'] as const } : {}),
      id: `http2/${name}-crossing-rst-stream`,
      title: `${article(name)} sent before the RST_STREAM of the server could be known`,
      requirements,
      refused: [1],
      holds: [],
      control: OVERFLOW,
      probe: [OVERFLOW, frame],
      expect: accepted(),
      why: 'It is in the same write as the WINDOW_UPDATE for which the server resets the stream.'
    })
  ),
  tolerance({
    ...ended,
    id: 'http2/window-update-long-after-end',
    title: 'a WINDOW_UPDATE frame long after the end of the stream, with nothing in between',
    requirements: ['rfc9113-5.1-13', 'rfc9113-6.9-4'],
    control: later([]),
    probe: later([{ do: 'pause', patience: 'own' }]),
    expect: that('the same as without the pause', (view) => {
      const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      if (error === undefined && view.closing !== undefined)
        return inconclusive('the connection was closed, as it may be when it is not used', [
          view.closing.entry
        ])
      return judgeProbe(accepted(), view)
    }),
    slow: true
  })
]
