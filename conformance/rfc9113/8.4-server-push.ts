import { accepted, connectionError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { has, isType } from '../../lab/http2/reading.ts'
import {
  any,
  barrier,
  get,
  getPushing,
  goaway,
  over,
  ping,
  post,
  REQUEST,
  response,
  send,
  until
} from '../../lab/http2/steps.ts'
import { violates } from '../../lab/verdict.ts'
import { reserved, whileReserved } from '../http2/reserved.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'

/** The stream that was promised first. */
const PROMISED = { promise: 0 } as const
const priority: Frame = { frame: 'PRIORITY', stream: PROMISED, priority: { dependency: 0 } }
const READ = '7a79 7068 6f73 0201'

/** What a client must not send on a stream that is only promised. */
const unfit: readonly (readonly [id: string, title: string, frame: Frame])[] = [
  ['data', 'DATA', { frame: 'DATA', stream: PROMISED, data: 'x' }],
  ['empty-data', 'DATA without content', { frame: 'DATA', stream: PROMISED, endStream: true }],
  ['headers', 'HEADERS', { frame: 'HEADERS', stream: PROMISED, block: [['x-late', '1']], endStream: true }]
]

const promise = { frame: 'PUSH_PROMISE', stream: 1, promised: 2, block: REQUEST } as const

export const cases = [
  offence({
    id: 'http2/push-promise-from-client',
    title: 'PUSH_PROMISE on an open stream',
    requirements: ['rfc9113-8.4-7'],
    needs: ['upload'],
    given: [send(post(1))],
    control: undefined,
    probe: promise,
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/push-promise-from-client-after-request',
    title: 'PUSH_PROMISE on a stream whose request is complete',
    requirements: ['rfc9113-8.4-7'],
    needs: ['body'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [send(get(1)), until(response(1))],
    control: undefined,
    probe: promise,
    holds: [1],
    expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED'),
    why: 'A connection error either way: after END_STREAM the frame is also one that section 5.1 excludes.'
  }),
  offence({
    id: 'http2/push-promise-from-client-of-odd-stream',
    title: 'PUSH_PROMISE that promises a stream of the client',
    requirements: ['rfc9113-8.4-7'],
    needs: ['upload'],
    given: [send(post(1))],
    control: undefined,
    probe: { ...promise, promised: 3 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...unfit.map(([id, title, frame]) =>
    offence({
      ...reserved,
      id: `http2/${id}-on-promised-stream`,
      title: `${title} on a stream that the server has promised`,
      requirements: ['rfc9113-5.1-5'],
      control: priority,
      probe: frame,
      then: barrier(),
      expect: whileReserved(connectionError('PROTOCOL_ERROR'))
    })
  ),
  tolerance({
    ...reserved,
    id: 'http2/window-update-on-promised-stream',
    title: 'WINDOW_UPDATE on a stream that the server has promised',
    requirements: ['rfc9113-5.1-4'],
    control: undefined,
    probe: { frame: 'WINDOW_UPDATE', stream: PROMISED, increment: 1000 },
    then: barrier(),
    expect: whileReserved(accepted())
  }),
  tolerance({
    ...reserved,
    id: 'http2/priority-on-promised-stream',
    title: 'PRIORITY on a stream that the server has promised',
    requirements: ['rfc9113-5.1-4', 'rfc9113-5.1+1'],
    control: undefined,
    probe: priority,
    then: barrier(),
    expect: whileReserved(accepted())
  }),
  obligation({
    id: 'http2/push-promise-after-goaway',
    title: 'GOAWAY, and then a request in answer to which the server would push',
    requirements: ['rfc9113-6.8-1'],
    needs: ['push', 'body'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [send(get(1)), until(response(1))],
    control: undefined,
    probe: { frame: 'GOAWAY', last: 0, code: 'NO_ERROR' },
    then: [
      send(ping(READ)),
      until({ until: 'ping acknowledged', opaque: READ }),
      send(getPushing(3)),
      until(any(response(3), over(3), goaway)),
      ...barrier()
    ],
    expect: that('no PUSH_PROMISE', (view) => {
      const promise = view.frames().find(({ by, frame }) => by === 'target' && isType(frame, 'PUSH_PROMISE'))
      return promise === undefined
        ? judgeProbe(accepted(), view)
        : violates('PUSH_PROMISE after our GOAWAY was read', [promise.entry])
    })
  }),
  obligation({
    id: 'http2/promises-beyond-concurrency-limit',
    title: 'two pages in answer to which the server pushes, where one stream is allowed at once',
    requirements: ['rfc9113-5.1.2-1'],
    needs: ['push', 'body'],
    settings: [
      ['MAX_CONCURRENT_STREAMS', 1],
      ['INITIAL_WINDOW_SIZE', 1]
    ],
    given: [send(getPushing(1)), until(response(1)), send(getPushing(3)), until(response(3))],
    control: { frame: 'WINDOW_UPDATE', stream: 3, increment: 1 },
    probe: { frame: 'WINDOW_UPDATE', stream: 3, increment: 100_000 },
    then: [
      send({ frame: 'WINDOW_UPDATE', stream: 1, increment: 100_000 }),
      until(any(over(1), goaway)),
      ...barrier()
    ],
    expect: that('one promised response at a time', (view) => {
      const open = new Set<number>()
      for (const event of view.events) {
        if (event.by !== 'target') continue
        if (event.event === 'fields' && event.promised === undefined && event.stream % 2 === 0) {
          open.add(event.stream)
          if (open.size > 1) return violates('two promised responses were under way at once', [event.entry])
        }
        if (event.event === 'frame' && (has(event.frame, 'END_STREAM') || isType(event.frame, 'RST_STREAM')))
          open.delete(event.frame.stream)
      }
      return judgeProbe(accepted(), view)
    })
  })
]
