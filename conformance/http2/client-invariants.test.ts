import { describe, expect, test } from '@jest/globals'
import type { FieldLine, FrameOf, Message } from '../../lab/http2/message.ts'
import { settings } from '../../lab/http2/steps.ts'
import type { Trace } from '../../lab/trace.ts'
import { clientInvariants } from './client-invariants.ts'
import { requests } from './invariants/requests.ts'
import { PREFACE_OCTETS, traceOf } from './invariants/testing-trace.ts'

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
  'te-sent-other-than-trailers': [sent(get(1, ['te', 'gzip'])), sent(get(1, ['te', 'trailers']))]
}

describe('every invariant of clients alone is broken by one trace and kept by another', () => {
  test('there are traces for each', () => {
    expect(Object.keys(traces).sort()).toEqual(requests.map(({ id }) => id).sort())
  })

  test.each(requests.map(({ id }) => id))('%s', (id) => {
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
