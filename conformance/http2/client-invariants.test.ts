import { describe, expect, test } from '@jest/globals'
import type { FieldLine, FrameOf, Message } from '../../lab/http2/message.ts'
import { settings } from '../../lab/http2/steps.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import type { Trace } from '../../lab/trace.ts'
import { clientInvariants } from './client-invariants.ts'
import { clientConnections } from './invariants/client-connections.ts'
import { clientRequests } from './invariants/client-requests.ts'
import { clientStreams } from './invariants/client-streams.ts'
import { requests } from './invariants/requests.ts'
import { barriers, PREFACE_OCTETS, traceOf, type Turn } from './invariants/testing-trace.ts'

const ack: Message = { frame: 'SETTINGS', ack: true }
/** The client's octets after both sides' settings are in force. */
const sent = (...messages: Message[]): Trace =>
  traceOf(['target', PREFACE_OCTETS, settings()], ['lab', settings(), ack], ['target', ack, ...messages])
const head = (stream: number, ...block: FieldLine[]): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream,
  block
})
const METHOD: FieldLine = [':method', 'GET']
const SCHEME: FieldLine = [':scheme', 'http']
const AUTHORITY: FieldLine = [':authority', 'a.example']
const PATH: FieldLine = [':path', '/']
const get = (stream: number, ...fields: FieldLine[]) =>
  head(stream, METHOD, SCHEME, AUTHORITY, PATH, ...fields)
const update = (stream: number): Message => ({
  frame: 'PRIORITY_UPDATE',
  stream,
  prioritized: 1,
  value: 'u=1'
})
const trailers = (field: FieldLine): Message => ({ ...head(1, field), endStream: true })

/** A tunnel, and what the client sends on it. */
const tunnelled = (after: Message): Trace =>
  traceOf(
    ['target', PREFACE_OCTETS, settings()],
    ['lab', settings(), ack],
    ['target', ack, head(1, [':method', 'CONNECT'], AUTHORITY)],
    ['lab', head(1, [':status', '200'])],
    ['target', after]
  )

const data = (stream: number, text: string, endStream = false): Message => ({
  frame: 'DATA',
  stream,
  data: text,
  ...(endStream ? { endStream: true } : {})
})
const reset = (stream: number): Message => ({ frame: 'RST_STREAM', stream, code: 'CANCEL' })
const prioritise = (prioritized: number): Message => ({
  frame: 'PRIORITY_UPDATE',
  stream: 0,
  prioritized,
  value: 'u=1'
})
/** Both sides' settings are in force, the client has made a request on stream 1; then the turns. */
const going = (...turns: Turn[]): Trace =>
  traceOf(
    ['target', PREFACE_OCTETS, settings()],
    ['lab', settings(['MAX_CONCURRENT_STREAMS', 2], ['ENABLE_CONNECT_PROTOCOL', 1]), ack],
    ['target', ack, get(1)],
    ...barriers,
    ...turns
  )
const promise: Message = {
  frame: 'PUSH_PROMISE',
  stream: 1,
  promised: 2,
  block: [METHOD, SCHEME, AUTHORITY, [':path', '/pushed']]
}
const pushed: Turn[] = [['lab', promise], ...barriers]
const websocket = (stream: number, ...fields: FieldLine[]) =>
  head(stream, [':method', 'CONNECT'], [':protocol', 'websocket'], ...fields)
const over: Turn[] = [['lab', head(1, [':status', '200']), data(1, 'x', true)], ...barriers]
const opened = (tls: { compression: readonly number[] }): Trace => ({
  entries: [
    {
      kind: 'open',
      at: 0,
      on: 'main',
      step: 0,
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', alpn: 'h2', ...tls }
    }
  ]
})
/** A further connection comes while the first one stands, or after its end. */
const further = (...before: Turn[]): Trace => ({
  entries: [
    { kind: 'open', at: 0, on: 'main', step: 0 },
    ...going(...before).entries,
    { kind: 'open', at: 0, on: 'further 1', step: 0 },
    { kind: 'rst', by: 'lab', at: 0, on: 'further 1', step: 0 }
  ]
})

/** Id → a trace that breaks the invariant, and traces that keep it, the first of which comes to where it could be broken. */
const traces: Readonly<Record<string, readonly [broken: Trace, kept: Trace, ...alsoKept: Trace[]]>> = {
  'stream-identifier-not-new': [sent(get(3), get(1)), sent(get(1), get(5), trailers(['x-name', 'v']))],
  'push-promise-sent-by-client': [sent({ frame: 'PUSH_PROMISE', stream: 1, promised: 2 }), sent(get(1))],
  'priority-update-sent-on-a-stream': [sent(update(1)), sent(update(0))],
  'request-sent-without-pseudo-header-field': [
    sent(head(1, METHOD, SCHEME, AUTHORITY)),
    sent(get(1)),
    sent(head(1, [':method', 'CONNECT'], AUTHORITY))
  ],
  'pseudo-header-field-sent-that-is-not-of-requests': [
    sent(get(1, [':protocol', 'websocket'])),
    sent(get(1)),
    traceOf(
      ['target', PREFACE_OCTETS, settings()],
      ['lab', settings(['ENABLE_CONNECT_PROTOCOL', 1]), ack],
      ['target', ack, get(1, [':protocol', 'websocket'])]
    )
  ],
  'pseudo-header-field-sent-in-trailers': [
    sent(get(1), trailers([':path', '/'])),
    sent(get(1), trailers(['x-name', 'v']))
  ],
  'path-sent-without-octets': [sent(head(1, METHOD, SCHEME, AUTHORITY, [':path', ''])), sent(get(1))],
  'authority-sent-with-userinfo': [
    sent(head(1, METHOD, SCHEME, [':authority', 'user@a.example'], PATH)),
    sent(get(1))
  ],
  'te-sent-other-than-trailers': [sent(get(1, ['te', 'gzip'])), sent(get(1, ['te', 'trailers']))],
  'message-sent-out-of-order': [
    sent(get(1), data(1, 'x'), head(1, ['x-name', 'v'])),
    sent(get(1), data(1, 'x'), trailers(['x-name', 'v'])),
    sent(get(1), data(1, 'x', true))
  ],
  'content-length-sent-that-is-not-of-content': [
    sent(get(1, ['content-length', '3']), data(1, 'xy', true)),
    sent(get(1, ['content-length', '2']), data(1, 'x'), data(1, 'y', true)),
    sent(get(1, ['content-length', '2']), data(1, 'x'), reset(1))
  ],
  'request-sent-without-authority': [sent(head(1, METHOD, SCHEME, PATH)), sent(get(1))],
  'host-sent-other-than-authority': [
    sent(get(1, ['host', 'b.example'])),
    sent(get(1, ['host', 'A.example'])),
    sent(get(1))
  ],
  'options-sent-without-path': [
    sent(head(1, [':method', 'OPTIONS'], SCHEME, AUTHORITY, [':path', ''])),
    sent(head(1, [':method', 'OPTIONS'], SCHEME, AUTHORITY, [':path', '*'])),
    sent(head(1, [':method', 'OPTIONS'], SCHEME, AUTHORITY, PATH))
  ],
  'document-requested-with-other-urgency': [
    sent(get(1, ['sec-fetch-dest', 'document'], ['priority', 'u=0, i'])),
    sent(get(1, ['sec-fetch-dest', 'document'], ['priority', 'i'])),
    sent(get(1, ['sec-fetch-dest', 'image'], ['priority', 'u=5']))
  ],
  'request-sent-for-promised-response': [
    going(...pushed, ['target', head(3, METHOD, SCHEME, AUTHORITY, [':path', '/pushed'])]),
    going(...pushed, ['target', get(3)]),
    going(...pushed, ['target', reset(2), head(3, METHOD, SCHEME, AUTHORITY, [':path', '/pushed'])]),
    going(['lab', promise], ['target', head(3, METHOD, SCHEME, AUTHORITY, [':path', '/pushed'])])
  ],
  'frame-sent-on-tunnel': [tunnelled(trailers(['x-name', 'v'])), tunnelled(data(1, 'x'))],
  'websocket-opened-otherwise': [
    going(['target', get(3, ['sec-websocket-version', '13'])]),
    going(['target', websocket(3, SCHEME, AUTHORITY, PATH, ['sec-websocket-version', '13'])])
  ],
  'websocket-opened-with-other-scheme': [
    going(['target', websocket(3, [':scheme', 'ws'], AUTHORITY, PATH)]),
    going(['target', websocket(3, SCHEME, AUTHORITY, PATH)])
  ],
  'websocket-opened-with-upgrade': [
    going(['target', websocket(3, SCHEME, AUTHORITY, PATH, ['upgrade', 'websocket'])]),
    going(['target', websocket(3, SCHEME, AUTHORITY, PATH)])
  ],
  'frame-sent-on-promised-stream': [
    going(...pushed, ['target', data(2, 'x')]),
    going(...pushed, ['target', { frame: 'WINDOW_UPDATE', stream: 2, increment: 1 }, reset(2)])
  ],
  'rst-stream-sent-on-idle-stream': [
    going(['target', reset(3)]),
    going(['target', reset(1)]),
    going(['lab', data(4, 'x')], ['target', reset(4)])
  ],
  'more-streams-opened-than-allowed': [
    going(['target', get(3), get(5)]),
    going(['target', get(3)]),
    going(['target', get(3), reset(1), get(5)]),
    traceOf(
      ['target', PREFACE_OCTETS, settings(), get(1), get(3)],
      ['lab', settings(['MAX_CONCURRENT_STREAMS', 1]), ack],
      ['target', get(5), ack]
    )
  ],
  'several-errors-sent-for-one-frame': [
    going(['lab', data(1, 'x')], ['target', reset(1), reset(1)]),
    going(['lab', data(1, 'x')], ['target', reset(1)]),
    going(['lab', data(1, 'x'), data(1, 'y')], ['target', reset(1), reset(1)])
  ],
  'priority-update-sent-for-ended-response': [
    going(...over, ['target', prioritise(1)]),
    going(['target', prioritise(1)]),
    going(['lab', head(1, [':status', '200']), data(1, 'x', true)], ['target', prioritise(1)])
  ],
  'more-streams-prioritised-than-allowed': [
    going(['target', prioritise(3), prioritise(5)]),
    going(['target', prioritise(3), prioritise(1)])
  ],
  'priority-update-sent-for-ended-push': [
    going(...pushed, ['target', reset(2), prioritise(2)]),
    going(...pushed, ['target', prioritise(2)])
  ],
  'priority-update-sent-for-idle-push': [
    going(['target', prioritise(2)]),
    going(...pushed, ['target', prioritise(2)])
  ],
  'preface-sent-otherwise': [
    traceOf(['target', { text: `x${PREFACE}` }]),
    sent(get(1)),
    traceOf(['target', { text: 'GET / HTTP/1.1\r\nhost: a.example\r\n\r\n' }])
  ],
  'several-connections-made': [
    further(),
    { entries: further().entries.slice(0, -2) },
    further(['target', reset(1)]),
    further(['target', 'fin'])
  ],
  'tls-compression-offered': [opened({ compression: [1, 0] }), opened({ compression: [0] })]
}

const own = [
  ...[...requests, ...clientRequests, ...clientStreams].map(({ id }) => id),
  ...clientConnections.map(({ id }) => id.replace('http2/client/', ''))
]

describe('every invariant of clients alone is broken by one trace and kept by another', () => {
  test('there are traces for each', () => {
    expect(Object.keys(traces).sort()).toEqual(own.sort())
  })

  test.each(own)('%s', (id) => {
    const one = clientInvariants.find((invariant) => invariant.id === `http2/client/${id}`)
    const [broken, ...kept] = traces[id] ?? []
    if (one === undefined || broken === undefined) throw new Error('There is no trace for it.')
    expect(one.judge(broken).broken?.reason).toEqual(expect.any(String))
    expect(kept.map((trace) => one.judge(trace).broken)).toEqual(kept.map(() => undefined))
    expect(one.judge(kept[0] as Trace).seen).toBeGreaterThan(0)
  })

  test('a plain request breaks none', () => {
    const trace = sent({ ...get(1), endStream: true })
    expect(
      clientInvariants.filter((one) => one.judge(trace).broken !== undefined).map(({ id }) => id)
    ).toEqual([])
  })
})

test('an invariant of both roles looks at the frames of the client', () => {
  const one = clientInvariants.find(({ id }) => id === 'http2/client/reserved-bit-set')
  expect(one?.judge(sent({ ...get(1), reserved: true })).broken).toBeDefined()
  expect(
    one?.judge(traceOf(['target', PREFACE_OCTETS, settings()], ['lab', { ...settings(), reserved: true }]))
      .broken
  ).toBeUndefined()
})
