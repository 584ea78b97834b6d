import { indexed, literal } from '../../../impl/hpack/representation.ts'
import {
  accepted,
  anyOf,
  connectionClosed,
  connectionError,
  malformed,
  streamError
} from '../../../lab/http2/expectation.ts'
import { ping, settings } from '../../../lab/http2/steps.ts'
import { FIRST, head, packed } from '../../../lab/http2/steps-client.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

/** Floods: the client may go on or give up, but neither break down nor fall silent. */
const bounded = anyOf(accepted(), connectionError('ENHANCE_YOUR_CALM', 'PROTOCOL_ERROR'), connectionClosed())
const refused = anyOf(
  streamError(FIRST, 'ENHANCE_YOUR_CALM', 'PROTOCOL_ERROR', 'CANCEL', 'REFUSED_STREAM'),
  connectionError('ENHANCE_YOUR_CALM', 'PROTOCOL_ERROR', 'COMPRESSION_ERROR', 'FRAME_SIZE_ERROR')
)
const big = 'z'.repeat(3900)

export const cases = [
  ...(
    [
      ['ping', 'PING', ping('00 00 00 00 00 00 00 0d'), 5000, 'cve-2019-9512'],
      ['settings', 'SETTINGS', settings(['MAX_CONCURRENT_STREAMS', 100]), 5000, 'cve-2019-9515'],
      ['large-settings', 'large SETTINGS', { ...settings(), fill: 16_380 }, 200, 'cve-2020-11080'],
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
  offence({
    id: 'http2/client/endless-field-block',
    title: 'a field block of 8 MiB in CONTINUATION frames',
    requirements: ['cve-2024-27316', 'rfc9113-10.5-2'],
    given: [],
    control: [
      { ...head(FIRST), endHeaders: false },
      { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, payload: '00 01 78 01 61', times: 1 },
      { frame: 'CONTINUATION', stream: FIRST }
    ],
    probe: [
      { ...head(FIRST), endHeaders: false },
      {
        frame: 'CONTINUATION',
        stream: FIRST,
        endHeaders: false,
        payload: '00 01 78 01 61'.replaceAll(' ', '').repeat(3276),
        times: 512
      },
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
    title: 'a field value of 1,000 octets, in CONTINUATION frames of one octet',
    requirements: ['cve-2022-41723', 'rfc9113-6.10+1'],
    given: [],
    control: [
      { ...head(FIRST), endHeaders: false },
      { frame: 'CONTINUATION', stream: FIRST, payload: `0001787fe906${'61'.repeat(1000)}` }
    ],
    probe: [
      { ...head(FIRST), endHeaders: false },
      { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, payload: '0001787fe906' },
      { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, payload: '61', times: 1000 },
      { frame: 'CONTINUATION', stream: FIRST, payload: '' }
    ],
    expect: anyOf(accepted(), refused),
    why: 'A client may have a limit for CONTINUATION frames.'
  })
]
