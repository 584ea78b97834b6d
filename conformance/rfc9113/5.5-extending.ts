import { accepted } from '../../lab/http2/expectation.ts'
import { tolerance } from '../http2/server-case.ts'
import { open } from '../http2/stream-states.ts'

/** Frame types that a server does not expect from a client: next to the known ones, far from them, of other roles. */
const types: readonly (readonly [id: string, title: string, type: number])[] = [
  ['altsvc', 'ALTSVC (0x0a), which only servers send', 0x0a],
  ['next-to-known', 'a type that is not registered (0x0b)', 0x0b],
  ['origin', 'ORIGIN (0x0c), which only servers send', 0x0c],
  ['of-grease', 'a type that is reserved for greasing (0x2a)', 0x2a],
  ['last', 'the last type there is (0xff)', 0xff]
]

export const cases = [
  ...types.map(([id, title, type]) =>
    tolerance({
      id: `http2/frame-type-${id}`,
      title: `a frame of ${title}`,
      requirements: ['rfc9113-5.5-2', 'rfc9113-4.1-2'],
      control: undefined,
      probe: { frame: type, stream: 0, payload: '0000 0000' },
      expect: accepted()
    })
  ),
  tolerance({
    id: 'http2/unknown-frame-without-payload',
    title: 'a frame of unknown type without payload and with all flags set',
    requirements: ['rfc9113-5.5-2', 'rfc9113-4.1-2'],
    control: undefined,
    probe: { frame: 0xfa, stream: 0, flags: [0xff] },
    expect: accepted()
  }),
  tolerance({
    ...open,
    id: 'http2/unknown-frame-in-request-content',
    title: 'a frame of unknown type with END_STREAM’s bit between the DATA frames of a request',
    requirements: ['rfc9113-5.5-2', 'rfc9113-4.1-2'],
    holds: [],
    control: [
      { frame: 'DATA', stream: 1, data: 'zyp' },
      { frame: 'DATA', stream: 1, data: 'hos', endStream: true }
    ],
    probe: [
      { frame: 'DATA', stream: 1, data: 'zyp' },
      { frame: 0xfa, stream: 1, payload: '5a', flags: ['END_STREAM'] },
      { frame: 'DATA', stream: 1, data: 'hos', endStream: true }
    ],
    expect: accepted(1),
    why: 'END_STREAM is a flag of DATA and HEADERS: in another frame its bit says nothing.'
  })
]
