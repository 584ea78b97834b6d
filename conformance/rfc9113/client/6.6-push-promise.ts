// Over 300 lines: the client cases of one section, in which every part of a promise can be wrong.
import { literal } from '../../../impl/hpack/representation.ts'
import {
  accepted,
  anyOf,
  connectionError,
  streamError,
  that,
  type Expectation
} from '../../../lab/http2/expectation.ts'
import { judgeProbe } from '../../../lab/http2/judge-probe.ts'
import type { FieldLine, Frame, FrameOf, Message } from '../../../lab/http2/message.ts'
import { describe } from '../../../lab/http2/expectation.ts'
import { View } from '../../../lab/http2/view.ts'
import { acceptedByClient } from '../../../lab/http2/judge-client.ts'
import { codeIn, isType } from '../../../lab/http2/reading.ts'
import { ping, send, type Step } from '../../../lab/http2/steps.ts'
import { clientBarrier, finish, FIRST, head, IDLE, settled, tail } from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, unsupported, violates } from '../../../lab/verdict.ts'
import type { Value } from '../../../lab/http2/values.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { exitOf, onPromise, requestsOf } from '../../http2/client-expectations.ts'

/** The request that we promise to answer. */
const REQUEST: readonly FieldLine[] = [
  [':method', 'GET'],
  [':scheme', '{scheme}'],
  [':authority', '{authority}'],
  [':path', '/pushed']
]
const promise = (promised: Value, parts: Partial<FrameOf<'PUSH_PROMISE'>> = {}): FrameOf<'PUSH_PROMISE'> => ({
  frame: 'PUSH_PROMISE',
  stream: FIRST,
  promised,
  block: REQUEST,
  ...parts
})
const needs = ['push'] as const
/** What follows a promise that may have been taken: its response, without which some clients do not end. */
const answering = (...promised: number[]): Step[] => [
  ...clientBarrier(),
  ...promised.map((stream) => send(head(stream), tail(stream))),
  ...finish()
]

/** Expected of a promise that the client has kept. */
const kept = (expect: Expectation): Expectation =>
  onPromise(2, (view) => judgeProbe(expect, view), describe(expect))

/** Judged up to where a promised response follows, which is an offence in itself where nothing was promised. */
const promptly = (expect: Expectation): Expectation =>
  that(describe(expect), (view) => {
    const next = view
      .frames(view.events)
      .find(({ by, entry, frame }) => by === 'lab' && entry > view.markEntry && isType(frame, 'HEADERS'))
    if (next === undefined) return judgeProbe(expect, view)
    const entries = view.trace.entries.slice(0, next.entry)
    const mark = view.trace.entries[view.markEntry]?.step ?? Infinity
    return judgeProbe(expect, new View({ entries }, mark, view.role))
  })

/** Promises that a client must refuse: the request is not one that may be pushed. */
const REFUSED: readonly (readonly [
  name: string,
  title: string,
  block: readonly FieldLine[],
  requirements: readonly string[]
])[] = [
  [
    'unsafe-method',
    'a promise of a POST request',
    [[':method', 'POST'], ...REQUEST.slice(1)],
    ['rfc9113-8.4.1-3', 'rfc9113-8.4-2']
  ],
  [
    'content',
    'a promise of a request with content',
    [...REQUEST, ['content-length', '5']],
    ['rfc9113-8.4-2']
  ],
  ['no-method', 'a promise without ":method"', REQUEST.slice(1), ['rfc9113-8.4.1-3']],
  ['no-scheme', 'a promise without ":scheme"', [REQUEST[0]!, ...REQUEST.slice(2)], ['rfc9113-8.4.1-3']],
  ['no-path', 'a promise without ":path"', REQUEST.slice(0, 3), ['rfc9113-8.4.1-3']],
  ['status', 'a promise with ":status"', [...REQUEST, [':status', '200']], ['rfc9113-8.4.1-3']],
  [
    'uppercase-name',
    'a promise with a field name in upper case',
    [...REQUEST, ['X-Zyphos', '1']],
    ['rfc9113-8.4.1-3']
  ],
  [
    'empty-path',
    'a promise with an empty ":path"',
    [...REQUEST.slice(0, 3), [':path', '']],
    ['rfc9113-8.4.1-3']
  ],
  [
    'space-in-path',
    'a promise with a space in ":path"',
    [...REQUEST.slice(0, 3), [':path', '/pushed more']],
    ['rfc9113-8.4.1-3', 'rfc9113-8.3-4']
  ],
  [
    'letters-that-are-no-scheme',
    'a promise whose ":scheme" is none',
    [REQUEST[0]!, [':scheme', 'h p'], ...REQUEST.slice(2)],
    ['rfc9113-8.4.1-3', 'rfc9113-8.3-4']
  ],
  [
    'foreign-authority',
    'a promise for an authority that is not ours',
    [REQUEST[0]!, REQUEST[1]!, [':authority', 'example.com'], REQUEST[3]!],
    ['rfc9113-8.4-6', 'rfc9113-8.4.2-2', 'rfc9113-10.4-2']
  ]
]

/** Frames that a promised stream does not take, before its response. */
const NOT_ON_RESERVED: readonly (readonly [name: string, frame: Frame])[] = [
  ['data', { frame: 'DATA', stream: 2, data: 'x' }],
  ['window-update', { frame: 'WINDOW_UPDATE', stream: 2, increment: 1 }]
]

/** What the client asks for second. */
const SECOND_PAGE: readonly FieldLine[] = [...REQUEST.slice(0, 3), [':path', '/page/2']]
const pushing = (block: readonly FieldLine[]): readonly Message[] => [
  promise(2, { block }),
  head(2, ['cache-control', 'no-store']),
  tail(2)
]

export const cases = [
  obligation({
    id: 'http2/client/uncacheable-push-used-again',
    title: 'a pushed response with "no-store" to a request that the client makes later',
    requirements: ['rfc9113-8.4-3'],
    needs,
    task: 'several',
    // One request after the other.
    settings: [['MAX_CONCURRENT_STREAMS', 1]],
    given: [send(head(FIRST))],
    control: pushing(REQUEST),
    probe: pushing(SECOND_PAGE),
    then: [...clientBarrier(), ...finish('several', 0)],
    expect: that('a request for it', (view) => {
      const asked = view.events.find(
        (event) =>
          event.event === 'fields' &&
          event.by === 'target' &&
          event.fields.some(({ name, value }) => name === ':path' && value === '/page/2')
      )
      if (asked !== undefined)
        return asked.entry < view.markEntry
          ? unsupported('the client had made its second request before', [asked.entry])
          : conforms('exact', 'it was requested', [asked.entry])
      const other = requestsOf(view).find(({ entry }) => entry > view.markEntry)
      if (other !== undefined) return violates('the client went on to the request behind it', [other.entry])
      const exit = exitOf(view)
      return exit?.status === 0
        ? violates('the client ended well without a request for it', [exit.entry])
        : inconclusive('the client came to no second request')
    })
  }),
  offence({
    id: 'http2/client/promise-to-client-without-push',
    title: 'a PUSH_PROMISE to a client that has disabled push',
    requirements: ['rfc9113-6.6-9', 'rfc9113-6.5.2-2'],
    needs: ['push-disabled'],
    probe: promise(2),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/promise-on-stream-0',
    title: 'a PUSH_PROMISE on stream 0',
    requirements: ['rfc9113-6.6-7'],
    probe: promise(2, { stream: 0 }),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...(
    [
      ['odd-stream', IDLE, "a stream of the client's parity"],
      ['stream-0', 0, 'stream 0']
    ] as const
  ).map(([name, promised, where]) =>
    offence({
      id: `http2/client/promise-of-${name}`,
      title: `a promise of ${where}`,
      requirements: ['rfc9113-6.6-13', 'rfc9113-5.1.1-3'],
      needs,
      control: promise(2),
      probe: promise(promised),
      then: answering(2),
      expect: promptly(connectionError('PROTOCOL_ERROR'))
    })
  ),
  ...(
    [
      ['same-stream', 4, 'the same stream'],
      ['lower-stream', 2, 'a stream below one that was promised before']
    ] as const
  ).map(([name, promised, what]) =>
    offence({
      id: `http2/client/promise-of-${name}`,
      title: `a promise of ${what}`,
      requirements: ['rfc9113-6.6-13', 'rfc9113-5.1.1-3', 'rfc9113-5.1+5'],
      needs,
      given: [send(head(FIRST), promise(4))],
      control: promise(6),
      probe: promise(promised),
      then: answering(4, 6),
      expect: promptly(connectionError('PROTOCOL_ERROR'))
    })
  ),
  offence({
    id: 'http2/client/promise-on-idle-stream',
    title: 'a PUSH_PROMISE on a stream that the client has not opened',
    requirements: ['rfc9113-6.6-11'],
    needs,
    control: promise(2),
    probe: promise(2, { stream: IDLE }),
    then: answering(2),
    expect: promptly(connectionError('PROTOCOL_ERROR'))
  }),
  tolerance({
    id: 'http2/client/promise-on-closed-stream',
    title: 'a PUSH_PROMISE on a stream that both sides have ended',
    requirements: ['rfc9113-6.6-11'],
    needs,
    task: 'several',
    control: promise(2, { stream: { request: 1 } }),
    probe: promise(2, { stream: FIRST }),
    then: [...clientBarrier(), send(head(2), tail(2)), ...finish('several', 1)],
    expect: anyOf(
      connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED'),
      streamError(2, 'CANCEL', 'REFUSED_STREAM', 'STREAM_CLOSED', 'PROTOCOL_ERROR'),
      accepted({ request: 1 })
    ),
    why: 'Section 5.1 lets an endpoint process frames on any closed stream minimally, by which the promise is reserved.'
  }),
  offence({
    id: 'http2/client/ping-within-promise',
    title: 'a PING frame within the field block of a promise',
    requirements: ['rfc9113-6.6-5'],
    needs,
    control: [
      promise(2, { block: { part: REQUEST, to: 10 }, endHeaders: false }),
      { frame: 'CONTINUATION', stream: FIRST, block: { part: REQUEST, from: 10 } }
    ],
    probe: [
      promise(2, { block: { part: REQUEST, to: 10 }, endHeaders: false }),
      ping('00 00 00 00 00 00 00 0c'),
      { frame: 'CONTINUATION', stream: FIRST, block: { part: REQUEST, from: 10 } }
    ] as Message[],
    then: answering(2),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/promise-padded-beyond-payload',
    title: 'a PUSH_PROMISE whose Pad Length is beyond its payload',
    requirements: ['rfc9113-6.6-14'],
    needs,
    control: promise(2, { padding: 4, padLength: 4 }),
    probe: promise(2, { padding: 4, padLength: 255 }),
    then: answering(2),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  tolerance({
    id: 'http2/client/promise-with-nonzero-padding',
    title: 'a PUSH_PROMISE with padding that is not zero',
    requirements: ['rfc9113-6.6-3'],
    needs,
    control: promise(2, { padding: 4, padWith: 0 }),
    probe: promise(2, { padding: 4, padWith: 0xff }),
    then: answering(2),
    expect: anyOf(accepted(FIRST), connectionError('PROTOCOL_ERROR'))
  }),
  offence({
    id: 'http2/client/promise-cut-short',
    title: 'a PUSH_PROMISE of 3 octets',
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    needs,
    control: promise(2),
    probe: promise(2, { cut: 3 }),
    then: answering(2),
    expect: promptly(connectionError('FRAME_SIZE_ERROR'))
  }),
  offence({
    id: 'http2/client/undecodable-promise',
    title: 'a promise with a field block that does not decode',
    requirements: ['rfc9113-4.3-3', 'rfc7541-6.1-1'],
    needs,
    control: promise(2, {
      block: {
        representations: REQUEST.map(([name, value]) => literal({ name, value, indexing: 'without' }))
      }
    }),
    probe: promise(2, {
      block: {
        representations: [
          ...REQUEST.map(([name, value]) => literal({ name, value, indexing: 'without' })),
          { kind: 'indexed', index: 0 }
        ]
      }
    }),
    then: answering(2),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  tolerance({
    id: 'http2/client/pushed-response',
    title: 'a promise and its response',
    requirements: ['rfc9113-6.6-12', 'rfc9113-5.1.2+1'],
    needs,
    probe: [promise(2), head(2), tail(2)],
    expect: accepted(FIRST),
    why: 'The client may reset the promised stream, but what it asked for goes on.'
  }),
  tolerance({
    id: 'http2/client/promise-of-head-request',
    title: 'a promise of a HEAD request',
    requirements: ['rfc9113-8.4.1-3', 'rfc9113-8.4-2'],
    needs,
    control: promise(2),
    probe: promise(2, { block: [[':method', 'HEAD'], ...REQUEST.slice(1)] }),
    then: [...clientBarrier(), send({ ...head(2), endStream: true }), ...finish()],
    expect: that('no error for a safe method', (view) => {
      const found = acceptedByClient(view, FIRST)
      const reset = view.resets(2).find(({ frame }) => codeIn(frame) === 1)
      return reset === undefined
        ? found
        : violates('the promise was refused with PROTOCOL_ERROR although the method is safe', [reset.entry])
    })
  }),
  ...NOT_ON_RESERVED.map(([name, frame]) =>
    offence({
      id: `http2/client/${name}-on-promised-stream`,
      title: `a ${name.toUpperCase().replace('-', '_')} frame on a promised stream before its response`,
      requirements: ['rfc9113-5.1-7'],
      needs,
      given: [send(head(FIRST))],
      control: [promise(2)],
      probe: [promise(2), frame],
      then: answering(2),
      expect: kept(connectionError('PROTOCOL_ERROR'))
    })
  ),
  ...REFUSED.map(([name, title, block, requirements]) =>
    offence({
      id: `http2/client/promise-with-${name}`,
      title,
      requirements,
      needs,
      control: promise(2),
      probe: promise(2, { block }),
      then: [send(head(2), tail(2)), ...clientBarrier(), ...finish()],
      expect: kept(streamError(2, 'PROTOCOL_ERROR'))
    })
  ),
  offence({
    id: 'http2/client/pushed-responses-beyond-limit',
    title: "more responses to promises than the client's SETTINGS_MAX_CONCURRENT_STREAMS",
    requirements: ['rfc9113-5.1.2-2', 'rfc9113-10.5-1'],
    needs: ['push', 'concurrency-limit'],
    given: [
      send(
        head(FIRST),
        promise({ round: true, times: 2, plus: 2 }, { times: { peer: 'MAX_CONCURRENT_STREAMS', plus: 1 } })
      ),
      // A client may refuse some of the promises themselves.
      ...settled()
    ],
    control: {
      ...head({ round: true, times: 2, plus: 2 }),
      times: { peer: 'MAX_CONCURRENT_STREAMS' }
    },
    probe: {
      ...head({ round: true, times: 2, plus: 2 }),
      times: { peer: 'MAX_CONCURRENT_STREAMS', plus: 1 }
    },
    then: [
      ...clientBarrier(),
      // Taken back, since some clients wait for them.
      send({
        frame: 'RST_STREAM',
        stream: { round: true, times: 2, plus: 2 },
        code: 'CANCEL',
        times: { peer: 'MAX_CONCURRENT_STREAMS', plus: 1 }
      }),
      ...finish()
    ],
    expect: anyOf(
      streamErrorOnAny(),
      connectionError('PROTOCOL_ERROR', 'REFUSED_STREAM', 'ENHANCE_YOUR_CALM')
    )
  })
]

function streamErrorOnAny(): Expectation {
  return {
    expect: 'that',
    says: 'a stream error of type PROTOCOL_ERROR or REFUSED_STREAM on one of them',
    judge: (view) => {
      const reset = view
        .frames()
        .find(({ on, frame }) => on === 'main' && frame.type === 3 && frame.stream % 2 === 0)
      return reset === undefined
        ? { verdict: 'violates', reason: 'none of them was refused', entries: [] }
        : {
            verdict: 'conforms',
            manner: 'exact',
            reason: `stream ${reset.frame.stream} was reset`,
            entries: [reset.entry]
          }
    }
  }
}
