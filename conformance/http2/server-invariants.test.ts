// Over 300 lines: one table, with a trace that breaks and one that keeps each invariant.
import { describe, expect, test } from '@jest/globals'
import { indexed, literal, sizeUpdate } from '../../impl/hpack/representation.ts'
import type { Block, FieldLine, FrameOf, Message } from '../../lab/http2/message.ts'
import { ping, settings } from '../../lab/http2/steps.ts'
import type { Trace } from '../../lab/trace.ts'
import { barriers, PREFACE_OCTETS, served, traceOf, type Turn } from './invariants/testing-trace.ts'
import { serverInvariants } from './server-invariants.ts'

const ack: Message = { frame: 'SETTINGS', ack: true }
const get = (stream: number, method = 'GET'): Message => ({
  frame: 'HEADERS',
  stream,
  endStream: true,
  block: [
    [':method', method],
    [':scheme', 'http'],
    [':authority', 'a.example'],
    [':path', '/']
  ]
})
const head = (block: Block, stream = 1): FrameOf<'HEADERS'> => ({ frame: 'HEADERS', stream, block })
const ok = (...fields: FieldLine[]) => head([[':status', '200'], ...fields])
const whole = (...fields: FieldLine[]): Message => ({ ...ok(...fields), endStream: true })
const data = (octets: number, stream = 1): FrameOf<'DATA'> => ({ frame: 'DATA', stream, data: { octets } })
const end = (octets: number, stream = 1): Message => ({ ...data(octets, stream), endStream: true })
const reset = (stream: number, code: 'CANCEL' | 'REFUSED_STREAM' = 'CANCEL'): Message => ({
  frame: 'RST_STREAM',
  stream,
  code
})
const goaway = (
  last: number,
  code: 'NO_ERROR' | 'PROTOCOL_ERROR' | 'INTERNAL_ERROR' = 'NO_ERROR'
): Message => ({
  frame: 'GOAWAY',
  last,
  code
})
const update = (stream: number, increment: number): Message => ({ frame: 'WINDOW_UPDATE', stream, increment })
const promise = (promised: number, method = 'GET', stream = 1): FrameOf<'PUSH_PROMISE'> => ({
  frame: 'PUSH_PROMISE',
  stream,
  promised,
  block: [
    [':method', method],
    [':scheme', 'http'],
    [':authority', 'a.example'],
    [':path', '/pushed']
  ]
})
/** Answers of the server to a request. */
const answer = (...messages: Message[]): Trace => served(['lab', get(1)], ['target', ...messages])
const told = (...messages: Message[]): Trace => served(['target', ...messages])
/** The lab's settings, acknowledged, and then the turns. */
const agreed = (ours: Message, ...turns: Turn[]): Trace =>
  traceOf(['lab', PREFACE_OCTETS, ours], ['target', settings(), ack], ['lab', ack], ...turns)
const entry = literal({ name: 'x-entry', value: 'value', indexing: 'incremental' })
const status = indexed(8)
const plain = answer(ok(['content-length', '3']), end(3))
const pushed = (...messages: Message[]): Trace => answer(promise(2), whole(), ...messages)

/** The same, where it may have been TLS that ended the connection. */
function endedByTls({ entries }: Trace): Trace {
  return {
    entries: entries.map((entry) => (entry.kind === 'fin' ? { ...entry, reason: 'a renegotiation' } : entry))
  }
}

/** Id → a trace that breaks the invariant, one that keeps it and comes to where it could be broken. */
const traces: Readonly<Record<string, readonly [broken: Trace, kept: Trace, ...alsoKept: Trace[]]>> = {
  'first-frame-not-settings': [
    traceOf(['lab', PREFACE_OCTETS, settings()], ['target', ack, settings()]),
    plain,
    traceOf(['lab', { text: 'PRI * HTTP/2.0\r\n\r\nNO\r\n\r\n' }], ['target', settings(), goaway(0)])
  ],
  'max-frame-size-sent-out-of-range': [
    told(settings(['MAX_FRAME_SIZE', 16_383])),
    told(settings(['MAX_FRAME_SIZE', 16_384]))
  ],
  'enable-connect-protocol-sent-out-of-range': [
    told(settings(['ENABLE_CONNECT_PROTOCOL', 2])),
    told(settings(['ENABLE_CONNECT_PROTOCOL', 1]))
  ],
  'no-rfc7540-priorities-sent-out-of-range': [
    told(settings(['NO_RFC7540_PRIORITIES', 2])),
    told(settings(['NO_RFC7540_PRIORITIES', 1]))
  ],
  'enable-connect-protocol-withdrawn': [
    told(settings(['ENABLE_CONNECT_PROTOCOL', 1]), settings(['ENABLE_CONNECT_PROTOCOL', 0])),
    told(settings(['ENABLE_CONNECT_PROTOCOL', 0]), settings(['ENABLE_CONNECT_PROTOCOL', 1]))
  ],
  'no-rfc7540-priorities-sent-late': [
    told(settings(['NO_RFC7540_PRIORITIES', 1])),
    traceOf(
      ['lab', PREFACE_OCTETS, settings()],
      ['target', settings(['NO_RFC7540_PRIORITIES', 1]), settings()]
    )
  ],
  'settings-acknowledged-too-often': [told(ack), plain],
  'ping-acknowledged-that-was-not-sent': [
    served(
      ['lab', ping('0000000000000001')],
      ['target', { frame: 'PING', opaque: '0000000000000002', ack: true }]
    ),
    served(...barriers)
  ],
  'enable-push-sent-by-server': [told(settings(['ENABLE_PUSH', 1])), told(settings(['ENABLE_PUSH', 0]))],
  'reserved-bit-set': [told({ ...settings(), reserved: true }), plain],
  'unused-flag-set': [told({ ...settings(), flags: [0x40] }), plain],
  'data-sent-on-stream-zero': [told(data(1, 0)), plain],
  'headers-sent-on-stream-zero': [told(head([[':status', '200']], 0)), plain],
  'rst-stream-sent-on-stream-zero': [told(reset(0)), answer(reset(1))],
  'continuation-sent-on-stream-zero': [
    told({ frame: 'CONTINUATION', stream: 0 }),
    answer({ ...ok(), endHeaders: false }, { frame: 'CONTINUATION', stream: 1 })
  ],
  'settings-sent-on-a-stream': [told({ ...settings(), stream: 1 }), plain],
  'ping-sent-on-a-stream': [told({ ...ping('0000000000000001'), stream: 1 }), told(ping('0000000000000001'))],
  'goaway-sent-on-a-stream': [told({ ...goaway(0), stream: 1 }), told(goaway(0))],
  'padding-of-data-not-zero': [
    answer(ok(), { ...data(1), padding: 2, padWith: 1 }),
    answer(ok(), { ...data(1), padding: 2 })
  ],
  'padding-of-headers-not-zero': [
    answer({ ...ok(), padding: 2, padWith: 1 }),
    answer({ ...ok(), padding: 2 })
  ],
  'settings-acknowledgement-with-payload': [told({ ...settings(['ENABLE_PUSH', 0]), flags: ['ACK'] }), plain],
  'ping-sent-without-8-octets': [told(ping('00')), told(ping('0000000000000001'))],
  'field-block-interrupted': [
    answer({ ...ok(), endHeaders: false }, ping('0000000000000001'), { frame: 'CONTINUATION', stream: 1 }),
    answer({ ...ok(), endHeaders: false }, { frame: 'CONTINUATION', stream: 1 })
  ],
  'continuation-sent-outside-field-block': [
    answer(ok(), { frame: 'CONTINUATION', stream: 1 }),
    answer({ ...ok(), endHeaders: false }, { frame: 'CONTINUATION', stream: 1 })
  ],
  'frame-sent-after-end-stream': [answer(whole(), data(0)), answer(whole(), reset(1))],
  'frame-sent-after-rst-stream': [answer(ok(), reset(1), data(1)), answer(ok(), data(1), reset(1))],
  'rst-stream-sent-twice': [
    answer(reset(1), reset(1)),
    served(['lab', get(1)], ['target', reset(1)], ['lab', data(1)], ['target', reset(1)])
  ],
  'frame-sent-on-stream-reset-by-peer': [
    served(['lab', get(1)], ['target', ok()], ['lab', reset(1)], ...barriers, ['target', data(1)]),
    served(
      ['lab', get(1)],
      ['target', ok()],
      ['lab', reset(1)],
      ...barriers.slice(0, 2),
      ['target', data(1)],
      ...barriers.slice(2)
    ),
    served(
      ['lab', get(1)],
      ['target', ok()],
      ['lab', reset(1), data(1)],
      ...barriers,
      ['target', reset(1)],
      ['lab', reset(1)],
      ['target', reset(1)]
    )
  ],
  'rst-stream-sent-on-idle-stream': [
    answer(reset(3)),
    served(
      ['lab', { frame: 'PRIORITY', stream: 5, priority: { dependency: 0 } }],
      ['target', reset(5), reset(3)]
    )
  ],
  'stream-opened-by-server-with-odd-identifier': [answer(head([[':status', '200']], 3)), plain],
  'priority-update-sent-by-server': [told({ frame: 'PRIORITY_UPDATE', prioritized: 1, value: 'u=1' }), plain],
  'processed-stream-reported-as-unprocessed': [
    answer(ok(), goaway(0)),
    answer(ok(), goaway(1)),
    answer(head([[':status', '503']]), reset(1, 'REFUSED_STREAM'))
  ],
  'goaway-last-stream-raised': [told(goaway(1), goaway(3)), told(goaway(3), goaway(1))],
  'connection-errors-of-two-kinds': [
    told(goaway(0, 'PROTOCOL_ERROR'), goaway(0, 'INTERNAL_ERROR')),
    told(goaway(0), goaway(0, 'INTERNAL_ERROR'))
  ],
  'connection-error-reported-twice': [
    told(goaway(0, 'PROTOCOL_ERROR'), goaway(0, 'PROTOCOL_ERROR')),
    told(goaway(0), goaway(0, 'INTERNAL_ERROR'))
  ],
  'closed-without-goaway': [
    served(['target', 'fin']),
    served(['target', goaway(0)], ['target', 'fin']),
    endedByTls(served(['target', 'fin']))
  ],
  'frame-sent-above-max-frame-size': [
    answer(ok(), data(16_385)),
    answer(ok(), data(16_384)),
    traceOf(
      ['lab', PREFACE_OCTETS, settings(['MAX_FRAME_SIZE', 16_385])],
      ['target', settings()],
      ['lab', get(1)],
      ['target', ok(), data(16_385), ack]
    )
  ],
  'data-sent-beyond-stream-window': [
    agreed(settings(['INITIAL_WINDOW_SIZE', 10]), ['lab', get(1)], ['target', ok(), data(10), data(1)]),
    agreed(
      settings(['INITIAL_WINDOW_SIZE', 10]),
      ['lab', get(1)],
      ['target', ok(), data(10)],
      ['lab', update(1, 1)],
      ['target', end(1)]
    ),
    // A lower value binds from its acknowledgement on, and not before.
    served(['lab', get(1), settings(['INITIAL_WINDOW_SIZE', 0])], ['target', ok(), data(10), ack]),
    agreed(
      settings(['INITIAL_WINDOW_SIZE', 0]),
      ['lab', get(1)],
      ['target', ok(), end(0)],
      ['lab', get(3), update(3, 1)],
      ['target', head([[':status', '200']], 3), data(1, 3)]
    )
  ],
  'data-sent-beyond-connection-window': [
    answer(ok(), ...Array.from({ length: 4 }, () => data(16_384))),
    served(['lab', get(1), update(0, 1)], ['target', ok(), ...Array.from({ length: 4 }, () => data(16_384))])
  ],
  'window-update-sent-with-increment-zero': [told(update(0, 0)), told(update(0, 1))],
  'window-granted-above-maximum': [
    told(update(0, 0x7fffffff)),
    told(update(0, 0x7fffffff - 65_535)),
    served(['lab', data(10)], ['target', update(0, 0x7fffffff - 65_535), update(0, 10)])
  ],
  'field-block-sent-that-does-not-decode': [answer(head({ representations: [status, indexed(62)] })), plain],
  'size-update-sent-above-limit': [
    answer(head({ representations: [sizeUpdate(4097), status] })),
    answer(head({ representations: [sizeUpdate(4096), status] })),
    served(
      ['lab', get(1), settings(['HEADER_TABLE_SIZE', 5000])],
      ['target', head({ representations: [sizeUpdate(5000), status] }), ack]
    )
  ],
  'size-update-sent-out-of-place': [
    answer(head({ representations: [sizeUpdate(0), sizeUpdate(1), sizeUpdate(2), status] })),
    answer(head({ representations: [sizeUpdate(0), sizeUpdate(1), status] }))
  ],
  'reduced-table-size-not-signalled': [
    served(
      ['lab', get(1)],
      ['target', head({ representations: [status, entry] })],
      ['lab', settings(['HEADER_TABLE_SIZE', 0])],
      ['target', ack],
      ['lab', get(3)],
      ['target', head({ representations: [status] }, 3)]
    ),
    served(
      ['lab', get(1)],
      ['target', head({ representations: [status, entry] })],
      ['lab', settings(['HEADER_TABLE_SIZE', 0])],
      ['target', ack],
      ['lab', get(3)],
      ['target', head({ representations: [sizeUpdate(0), status] }, 3)]
    ),
    // Nothing in the table: nothing that would show an encoder beyond the limit.
    served(
      ['lab', settings(['HEADER_TABLE_SIZE', 0])],
      ['target', ack],
      ['lab', get(3)],
      ['target', head({ representations: [status] }, 3)]
    )
  ],
  'field-name-sent-in-upper-case': [answer(ok(['X-Name', 'v'])), plain],
  'field-name-sent-with-forbidden-octet': [answer(ok(['x name', 'v'])), plain],
  'field-name-sent-with-colon': [answer(ok(['x:name', 'v'])), plain],
  'field-value-sent-with-line-end': [answer(ok(['x-name', 'a\nb'])), plain],
  'field-value-sent-with-outer-space': [answer(ok(['x-name', 'a '])), plain],
  'connection-specific-field-sent': [answer(ok(['keep-alive', 'timeout=5'])), plain],
  'pseudo-header-field-sent-after-field': [
    answer(
      head([
        ['x-name', 'v'],
        [':status', '200']
      ])
    ),
    plain
  ],
  'pseudo-header-field-sent-twice': [answer(ok([':status', '200'])), plain],
  'response-without-status': [answer(head([['x-name', 'v']])), plain],
  'pseudo-header-field-sent-that-is-not-of-responses': [answer(ok([':path', '/'])), plain],
  'pseudo-header-field-sent-in-trailers': [
    answer(ok(), { ...head([[':status', '200']]), endStream: true }),
    answer(ok(), { ...head([['x-trailer', 'v']]), endStream: true })
  ],
  'interim-response-with-end-stream': [
    answer({ ...head([[':status', '103']]), endStream: true }),
    answer(head([[':status', '103']]), whole())
  ],
  'switching-protocols-sent': [
    answer(head([[':status', '101']])),
    answer(head([[':status', '103']]), whole())
  ],
  'message-sent-out-of-order': [
    answer(ok(), head([['x-trailer', 'v']])),
    answer(head([[':status', '103']]), ok(), data(1), { ...head([['x-trailer', 'v']]), endStream: true })
  ],
  'content-length-sent-that-is-not-of-content': [
    answer(ok(['content-length', '4']), end(3)),
    answer(ok(['content-length', '3']), { ...data(2), padding: 4 }, end(1)),
    served(
      ['lab', get(1, 'HEAD')],
      ['target', whole(['content-length', '3'])],
      ['lab', get(3)],
      [
        'target',
        {
          ...head(
            [
              [':status', '200'],
              ['content-length', '0']
            ],
            3
          ),
          endStream: true
        }
      ]
    )
  ],
  'content-sent-where-there-is-none': [
    served(['lab', get(1, 'HEAD')], ['target', ok(), end(3)]),
    served(['lab', get(1, 'HEAD')], ['target', ok(), end(0)])
  ],
  'push-promise-sent-while-push-is-disabled': [
    agreed(settings(['ENABLE_PUSH', 0]), ['lab', get(1)], ['target', promise(2)]),
    agreed(settings(['ENABLE_PUSH', 0]), ['lab', get(1)], ['target', whole()]),
    served(['lab', get(1), settings(['ENABLE_PUSH', 0])], ['target', promise(2), ack, whole()])
  ],
  'promised-stream-not-new': [answer(promise(4), promise(2)), answer(promise(2), promise(4))],
  'push-promise-sent-on-unfit-stream': [answer(whole(), promise(2)), pushed()],
  'padding-of-push-promise-not-zero': [
    answer({ ...promise(2), padding: 2, padWith: 1 }),
    answer({ ...promise(2), padding: 2 })
  ],
  'promise-for-another-authority': [
    answer({
      ...promise(2),
      block: [
        [':method', 'GET'],
        [':scheme', 'http'],
        [':authority', 'b.example'],
        [':path', '/pushed']
      ]
    }),
    pushed()
  ],
  'promise-after-reference': [
    answer(ok(), { frame: 'DATA', stream: 1, data: 'see /pushed' }, promise(2)),
    answer(ok(), promise(2), { frame: 'DATA', stream: 1, data: 'see /pushed' })
  ],
  'promise-of-unfit-request': [answer(promise(2, 'POST')), pushed()],
  'frame-sent-on-reserved-stream': [pushed(data(1, 2)), pushed(head([[':status', '200']], 2), data(1, 2))]
}

describe('every invariant of servers is broken by one trace and kept by another', () => {
  test('there are traces for each', () => {
    expect(
      Object.keys(traces)
        .map((id) => `http2/${id}`)
        .sort()
    ).toEqual(serverInvariants.map(({ id }) => id).sort())
  })

  test.each(serverInvariants.map((one) => [one.id, one] as const))('%s', (id, one) => {
    const [broken, ...kept] = traces[id.slice('http2/'.length)] ?? []
    if (broken === undefined) throw new Error('There is no trace for it.')
    const found = one.judge(broken)
    expect(found.broken?.reason).toEqual(expect.any(String))
    for (const entry of found.broken?.entries ?? []) expect(broken.entries[entry]).toBeDefined()
    expect(kept.map((trace) => one.judge(trace).broken)).toEqual(kept.map(() => undefined))
    expect(one.judge(kept[0] as Trace).seen).toBeGreaterThan(0)
  })

  test('a plain exchange breaks none', () => {
    expect(
      serverInvariants.filter((one) => one.judge(plain).broken !== undefined).map(({ id }) => id)
    ).toEqual([])
  })
})
