import { indexed, literal } from '../../../impl/hpack/representation.ts'
import {
  accepted,
  anyOf,
  connectionClosed,
  connectionError,
  malformed,
  streamError
} from '../../../lab/http2/expectation.ts'
import type { Message } from '../../../lab/http2/message.ts'
import { ping, settings } from '../../../lab/http2/steps.ts'
import { FIRST, head, packed } from '../../../lab/http2/steps-client.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

/** Floods: the client may go on or give up, but neither break down nor fall silent. */
const bounded = anyOf(accepted(), connectionError('ENHANCE_YOUR_CALM', 'PROTOCOL_ERROR'), connectionClosed())
const refused = anyOf(
  streamError(FIRST, 'ENHANCE_YOUR_CALM', 'PROTOCOL_ERROR', 'CANCEL', 'REFUSED_STREAM'),
  connectionError('ENHANCE_YOUR_CALM', 'PROTOCOL_ERROR', 'COMPRESSION_ERROR', 'FRAME_SIZE_ERROR')
)
/** 3,276 field lines: x: a. */
const FLOOD = {
  frame: 'CONTINUATION',
  stream: FIRST,
  endHeaders: false,
  payload: '0001780161'.repeat(3276)
} as const
const big = 'z'.repeat(3900)

export const cases = [
  ...(
    [
      ['ping', 'PING', ping('00 00 00 00 00 00 00 0d'), 5000, 'cve-2019-9512'],
      ['settings', 'SETTINGS', settings(['MAX_CONCURRENT_STREAMS', 100]), 5000, 'cve-2019-9515'],
      ['empty-data', 'empty DATA', { frame: 'DATA', stream: FIRST }, 5000, 'cve-2019-9518']
    ] as const
  ).map(([name, title, frame, times, requirement]) =>
    tolerance({
      id: `http2/client/${name}-flood`,
      title: `${times} ${title} frames at once`,
      requirements: [requirement, 'rfc9113-10.5-2', 'rfc9113-10.5-3'],
      control: { ...frame, times: 1 },
      probe: { ...frame, times },
      expect: bounded
    })
  ),
  tolerance({
    id: 'http2/client/large-settings-flood',
    title: '20 SETTINGS frames of 2,700 settings each',
    requirements: ['cve-2020-11080', 'rfc9113-10.5-2', 'rfc9113-10.5-3'],
    control: { ...settings(), times: 20, fill: 6 },
    probe: { ...settings(), times: 20, fill: 16_200 },
    expect: bounded
  }),
  offence({
    id: 'http2/client/endless-field-block',
    title: 'a field block of 8 MiB in CONTINUATION frames',
    requirements: ['cve-2024-27316', 'rfc9113-10.5-2'],
    given: [],
    control: [
      { ...head(FIRST), endHeaders: false },
      { ...FLOOD, times: 0 },
      { frame: 'CONTINUATION', stream: FIRST }
    ],
    probe: [
      { ...head(FIRST), endHeaders: false },
      { ...FLOOD, times: 512 },
      { frame: 'CONTINUATION', stream: FIRST }
    ],
    expect: refused,
    why: 'A client that takes 1.6 million field lines in one response has no limit.'
  }),
  offence({
    id: 'http2/client/hpack-bomb',
    title: 'a field block that refers to one table entry of 3,900 octets 4,000 times',
    requirements: ['cve-2016-6581', 'rfc9113-10.5.1-1', 'rfc9113-10.5.1-2', 'rfc9113-6.5.2-12'],
    given: [],
    control: packed(FIRST, indexed(8), literal({ name: 'x', value: big, indexing: 'incremental' })),
    probe: packed(
      FIRST,
      indexed(8),
      literal({ name: 'x', value: big, indexing: 'incremental' }),
      ...Array.from({ length: 4000 }, () => indexed(62))
    ),
    expect: anyOf(refused, malformed(FIRST)),
    why: 'Decoded it has 15 MiB.'
  }),
  offence({
    id: 'http2/client/huge-string-length',
    title: 'a string whose length is near the largest integer',
    requirements: ['cve-2023-36478', 'rfc7541-5.1-1', 'rfc7541-5.2+3'],
    given: [],
    control: packed(FIRST, indexed(8), literal({ name: 'x', value: 'a', indexing: 'without' })),
    probe: packed(
      FIRST,
      indexed(8),
      literal({ name: 'x', value: { hex: '61', length: 0x7fffffff }, indexing: 'without' })
    ),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  tolerance({
    id: 'http2/client/string-in-small-pieces',
    title: '1,000 empty CONTINUATION frames within a field value',
    requirements: ['cve-2022-41723', 'cve-2019-9518', 'rfc9113-6.10+1'],
    given: [],
    control: inPieces(1),
    probe: inPieces(1000),
    expect: anyOf(accepted(), refused),
    why: 'A client may have a limit for CONTINUATION frames.'
  }),
  tolerance({
    id: 'http2/client/promise-with-many-fields',
    title: 'a promise with 2,000 field lines',
    requirements: ['cve-2024-2398'],
    needs: ['push'],
    control: manyFields(0),
    probe: manyFields(60),
    expect: anyOf(accepted(FIRST), refused, connectionClosed())
  })
]

/** A value of 1,000 octets, with empty frames in its middle. */
function inPieces(times: number): Message[] {
  return [
    { ...head(FIRST), endHeaders: false },
    { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, payload: `0001787fe906${'61'.repeat(500)}` },
    { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, times },
    { frame: 'CONTINUATION', stream: FIRST, payload: '61'.repeat(500) }
  ]
}

function manyFields(times: number): Message[] {
  return [
    {
      frame: 'PUSH_PROMISE',
      stream: FIRST,
      promised: 2,
      block: [
        [':method', 'GET'],
        [':scheme', '{scheme}'],
        [':authority', '{authority}'],
        [':path', '/pushed']
      ],
      endHeaders: false
    },
    { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, payload: '0001780161'.repeat(33), times },
    { frame: 'CONTINUATION', stream: FIRST }
  ]
}
