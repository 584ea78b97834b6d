import { accepted, anyOf, connectionError, streamError } from '../../../lab/http2/expectation.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import { ping, settings } from '../../../lab/http2/steps.ts'
import { FIRST, head, IDLE } from '../../../lab/http2/steps-client.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

/** Flags without a meaning, by frame. */
const UNDEFINED_FLAGS: readonly (readonly [name: string, frame: Frame, flags: number])[] = [
  ['data', { frame: 'DATA', stream: FIRST, data: 'x' }, 0xf6],
  ['settings', settings(), 0xfe],
  ['ping', ping('00 00 00 00 00 00 00 08'), 0xfe],
  ['window-update', { frame: 'WINDOW_UPDATE', increment: 1 }, 0xff],
  ['goaway', { frame: 'GOAWAY', last: FIRST, code: 'NO_ERROR' }, 0xff],
  ['priority', { frame: 'PRIORITY', stream: FIRST, priority: { dependency: 0 } }, 0xff]
]

/** Frames with the reserved bit before the stream identifier. */
const RESERVED: readonly (readonly [name: string, frame: Frame])[] = [
  ['data', { frame: 'DATA', stream: FIRST, data: 'x' }],
  ['settings', settings()],
  ['ping', ping('00 00 00 00 00 00 00 09')]
]

const tooLong = anyOf(streamError(FIRST, 'FRAME_SIZE_ERROR'), connectionError('FRAME_SIZE_ERROR'))

export const cases = [
  ...(
    [
      ['on-stream', FIRST, 'on the stream of the response'],
      ['on-connection', 0, 'on stream 0'],
      ['on-idle-stream', IDLE, 'on an idle stream']
    ] as const
  ).map(([name, stream, where]) =>
    tolerance({
      id: `http2/client/unknown-frame-${name}`,
      title: `a frame of an unknown type ${where}`,
      requirements: ['rfc9113-4.1-2', 'rfc9113-5.5-1', 'rfc9113-5.5-2', 'rfc9113-5.1+4'],
      probe: { frame: 0xfa, stream, payload: '01 02 03' },
      expect: accepted()
    })
  ),
  ...UNDEFINED_FLAGS.map(([name, frame, flags]) =>
    tolerance({
      id: `http2/client/${name}-with-undefined-flags`,
      title: `a ${name.toUpperCase().replace('-', '_')} frame with all flags that have no meaning for it`,
      requirements: ['rfc9113-4.1-3'],
      control: frame,
      probe: { ...frame, flags: [flags] },
      expect: accepted()
    })
  ),
  tolerance({
    id: 'http2/client/headers-with-undefined-flags',
    title: 'a HEADERS frame with all flags that have no meaning for it',
    requirements: ['rfc9113-4.1-3'],
    given: [],
    control: head(FIRST),
    probe: { ...head(FIRST), flags: [0xd2] },
    expect: accepted()
  }),
  ...RESERVED.map(([name, frame]) =>
    tolerance({
      id: `http2/client/${name}-with-reserved-bit`,
      title: `a ${name.toUpperCase()} frame with the reserved bit before its stream identifier`,
      requirements: ['rfc9113-4.1-4'],
      control: frame,
      probe: { ...frame, reserved: true },
      expect: accepted()
    })
  ),
  tolerance({
    id: 'http2/client/headers-with-reserved-bit',
    title: 'a HEADERS frame with the reserved bit before its stream identifier',
    requirements: ['rfc9113-4.1-4'],
    given: [],
    control: head(FIRST),
    probe: { ...head(FIRST), reserved: true },
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/data-of-16384-octets',
    title: 'a DATA frame of 16,384 octets',
    requirements: ['rfc9113-4.2-1'],
    control: { frame: 'DATA', stream: FIRST, data: { octets: 100 } },
    probe: { frame: 'DATA', stream: FIRST, data: { octets: 16_384 } },
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/unknown-frame-of-16384-octets',
    title: 'a frame of an unknown type and 16,384 octets',
    requirements: ['rfc9113-4.2-1'],
    control: { frame: 0xfa, stream: FIRST, fill: 100 },
    probe: { frame: 0xfa, stream: FIRST, fill: 16_384 },
    expect: accepted()
  }),
  offence({
    id: 'http2/client/data-above-frame-limit',
    title: "a DATA frame one octet longer than the client's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-2'],
    needs: ['frame-limit'],
    control: { frame: 'DATA', stream: FIRST, data: { octets: { peer: 'MAX_FRAME_SIZE' } } },
    probe: { frame: 'DATA', stream: FIRST, data: { octets: { peer: 'MAX_FRAME_SIZE', plus: 1 } } },
    expect: tooLong
  }),
  offence({
    id: 'http2/client/headers-above-frame-limit',
    title: "a HEADERS frame one octet longer than the client's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    needs: ['frame-limit'],
    given: [],
    control: { ...head(FIRST, ['x-zyphos', 'a']) },
    probe: { ...head(FIRST, ['x-zyphos', 'a']), fill: { peer: 'MAX_FRAME_SIZE', plus: 1 } },
    expect: connectionError('FRAME_SIZE_ERROR', 'COMPRESSION_ERROR'),
    why: 'What fills the frame does not decode either, and of two errors either may be reported (section 5.4).'
  }),
  offence({
    id: 'http2/client/settings-above-frame-limit',
    title: "a SETTINGS frame longer than the client's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    needs: ['frame-limit'],
    control: settings(),
    probe: { ...settings(), fill: { peer: 'MAX_FRAME_SIZE', plus: 2 } },
    expect: connectionError('FRAME_SIZE_ERROR'),
    why: 'The length is a multiple of six octets: only its size is wrong.'
  }),
  offence({
    id: 'http2/client/unknown-frame-above-frame-limit',
    title: "a frame of an unknown type on stream 0, longer than the client's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    needs: ['frame-limit'],
    control: { frame: 0xfa, fill: { peer: 'MAX_FRAME_SIZE' } },
    probe: { frame: 0xfa, fill: { peer: 'MAX_FRAME_SIZE', plus: 1 } },
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/client/headers-without-room-for-priority',
    title: 'a HEADERS frame with the PRIORITY flag and 4 octets',
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    given: [],
    control: { ...head(FIRST), priority: { dependency: 0 } },
    probe: { ...head(FIRST), priority: { dependency: 0 }, cut: 4 },
    expect: connectionError('FRAME_SIZE_ERROR', 'COMPRESSION_ERROR')
  }),
  offence({
    id: 'http2/client/padded-data-without-pad-length',
    title: 'a DATA frame with the PADDED flag and no payload',
    requirements: ['rfc9113-4.2-2', 'rfc9113-6.1-7'],
    control: { frame: 'DATA', stream: FIRST },
    probe: { frame: 'DATA', stream: FIRST, flags: ['PADDED'] },
    expect: anyOf(
      connectionError('FRAME_SIZE_ERROR', 'PROTOCOL_ERROR'),
      streamError(FIRST, 'FRAME_SIZE_ERROR')
    )
  })
]
