import { SEVERAL } from '../../../lab/clients/task.ts'
import { accepted, anyOf, connectionError, that } from '../../../lab/http2/expectation.ts'
import { has, isType } from '../../../lab/http2/reading.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import type { SettingName } from '../../../lab/http2/registry.ts'
import { any, goaway, send, settings, until, untilQuiet } from '../../../lab/http2/steps.ts'
import {
  clientBarrier,
  exit,
  finish,
  FIRST,
  head,
  listening,
  request,
  requested,
  tail,
  whole
} from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, unsupported, violates } from '../../../lab/verdict.ts'
import { offence, obligation, tolerance } from '../../http2/client-case.ts'
import { acknowledgement, acknowledges, requestsOf } from '../../http2/client-expectations.ts'

/** Values that a setting cannot have, each with the lawful value nearest to it. */
const OFFENCES: readonly (readonly [
  name: string,
  setting: SettingName,
  lawful: number,
  value: number,
  requirements: readonly string[],
  code: 'PROTOCOL_ERROR' | 'FLOW_CONTROL_ERROR'
])[] = [
  ['enable-push-by-server', 'ENABLE_PUSH', 0, 1, ['rfc9113-6.5.2-6'], 'PROTOCOL_ERROR'],
  ['enable-push-neither-on-nor-off', 'ENABLE_PUSH', 0, 2, ['rfc9113-6.5.2-3'], 'PROTOCOL_ERROR'],
  [
    'initial-window-beyond-most',
    'INITIAL_WINDOW_SIZE',
    0x7fffffff,
    0x80000000,
    ['rfc9113-6.5.2-9'],
    'FLOW_CONTROL_ERROR'
  ],
  [
    'initial-window-largest-number',
    'INITIAL_WINDOW_SIZE',
    0x7fffffff,
    0xffffffff,
    ['rfc9113-6.5.2-9'],
    'FLOW_CONTROL_ERROR'
  ],
  ['frame-size-below-least', 'MAX_FRAME_SIZE', 16_384, 16_383, ['rfc9113-6.5.2-11'], 'PROTOCOL_ERROR'],
  ['frame-size-of-0', 'MAX_FRAME_SIZE', 16_384, 0, ['rfc9113-6.5.2-11'], 'PROTOCOL_ERROR'],
  ['frame-size-beyond-most', 'MAX_FRAME_SIZE', 0xffffff, 0x1000000, ['rfc9113-6.5.2-11'], 'PROTOCOL_ERROR']
]

/** Settings that a client has to put up with. */
const TOLERANCES: readonly (readonly [
  name: string,
  title: string,
  frame: Frame,
  requirements: readonly string[]
])[] = [
  ['push-disabled-by-server', 'SETTINGS_ENABLE_PUSH of 0', settings(['ENABLE_PUSH', 0]), ['rfc9113-6.5.2-5']],
  [
    'window-of-0',
    'SETTINGS_INITIAL_WINDOW_SIZE of 0',
    settings(['INITIAL_WINDOW_SIZE', 0]),
    ['rfc9113-5.2.1-1']
  ],
  [
    'largest-frame-size',
    'SETTINGS_MAX_FRAME_SIZE of 2^24-1',
    settings(['MAX_FRAME_SIZE', 0xffffff]),
    ['rfc9113-6.5-2', 'rfc9113-6.5.2-11']
  ],
  [
    'table-size-of-0',
    'SETTINGS_HEADER_TABLE_SIZE of 0',
    settings(['HEADER_TABLE_SIZE', 0]),
    ['rfc9113-6.5-2']
  ],
  [
    'largest-table-size',
    'SETTINGS_HEADER_TABLE_SIZE of 2^32-1',
    settings(['HEADER_TABLE_SIZE', 0xffffffff]),
    ['rfc9113-6.5-2']
  ],
  [
    'header-list-size-of-1',
    'SETTINGS_MAX_HEADER_LIST_SIZE of 1',
    settings(['MAX_HEADER_LIST_SIZE', 1]),
    ['rfc9113-6.5-2']
  ],
  [
    'no-streams-for-now',
    'SETTINGS_MAX_CONCURRENT_STREAMS of 0 while a response is under way',
    settings(['MAX_CONCURRENT_STREAMS', 0]),
    ['rfc9113-6.5.2-7']
  ],
  [
    'unknown-setting',
    'a setting that nobody knows',
    settings([0x7a7a, 0xffffffff]),
    ['rfc9113-6.5.2-13', 'rfc9113-5.5-1']
  ],
  [
    'reserved-settings',
    'settings with the identifiers 0 and 65,535',
    settings([0, 1], [0xffff, 1]),
    ['rfc9113-6.5.2-13', 'rfc9113-6.5.3-3']
  ],
  [
    'all-settings',
    'all six settings in one frame',
    settings(
      ['HEADER_TABLE_SIZE', 8192],
      ['ENABLE_PUSH', 0],
      ['MAX_CONCURRENT_STREAMS', 50],
      ['INITIAL_WINDOW_SIZE', 100_000],
      ['MAX_FRAME_SIZE', 20_000],
      ['MAX_HEADER_LIST_SIZE', 100_000]
    ),
    ['rfc9113-6.5-2']
  ],
  [
    'connect-protocol-twice',
    'SETTINGS_ENABLE_CONNECT_PROTOCOL of 1 twice',
    settings(['ENABLE_CONNECT_PROTOCOL', 1], ['ENABLE_CONNECT_PROTOCOL', 1]),
    ['rfc9113-6.5-2', 'rfc9113-6.5.2-13']
  ],
  ['many-settings', '30 settings in one frame', { ...settings(), fill: 180 }, ['rfc9113-6.5.2-13']]
]

export const cases = [
  offence({
    id: 'http2/client/settings-ack-with-payload',
    title: 'a SETTINGS acknowledgement that carries a setting',
    requirements: ['rfc9113-6.5-4'],
    control: settings(['MAX_CONCURRENT_STREAMS', 100]),
    probe: { ...settings(['MAX_CONCURRENT_STREAMS', 100]), flags: ['ACK'] },
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/client/settings-on-stream',
    title: 'a SETTINGS frame on the stream of the response',
    requirements: ['rfc9113-6.5-6'],
    control: settings(),
    probe: { ...settings(), stream: FIRST },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...(
    [
      ['cut-short', 'of 5 octets', '00 03 00 00 00'],
      ['with-a-rest', 'of 7 octets', '00 03 00 00 00 64 00']
    ] as const
  ).map(([name, title, payload]) =>
    offence({
      id: `http2/client/settings-${name}`,
      title: `a SETTINGS frame ${title}`,
      requirements: ['rfc9113-6.5-8', 'rfc9113-6.5-7'],
      control: { ...settings(), payload: '00 03 00 00 00 64' },
      probe: { ...settings(), payload },
      expect: connectionError('FRAME_SIZE_ERROR')
    })
  ),
  ...OFFENCES.map(([name, setting, lawful, value, requirements, code]) =>
    offence({
      id: `http2/client/${name}`,
      title: `SETTINGS_${setting} of ${value}`,
      requirements,
      control: settings([setting, lawful]),
      probe: settings([setting, value]),
      expect: connectionError(code)
    })
  ),
  ...TOLERANCES.map(([name, title, frame, requirements]) =>
    tolerance({
      id: `http2/client/${name}`,
      title,
      requirements,
      control: settings(),
      probe: frame,
      expect: accepted()
    })
  ),
  obligation({
    id: 'http2/client/settings-during-response',
    title: 'a SETTINGS frame while a response is under way',
    requirements: ['rfc9113-6.5-1', 'rfc9113-6.5.3-4'],
    probe: settings(['MAX_CONCURRENT_STREAMS', 50]),
    expect: acknowledges(1)
  }),
  obligation({
    id: 'http2/client/settings-three-times',
    title: 'three SETTINGS frames at once',
    requirements: ['rfc9113-6.5.3-4'],
    control: { ...settings(['MAX_CONCURRENT_STREAMS', 50]), times: 1 },
    probe: { ...settings(['MAX_CONCURRENT_STREAMS', 50]), times: 3 },
    expect: acknowledges(3)
  }),
  obligation({
    id: 'http2/client/unknown-setting-acknowledged',
    title: 'a SETTINGS frame with nothing but an unknown setting',
    requirements: ['rfc9113-6.5.2-13', 'rfc9113-6.5.3-3', 'rfc9113-6.5.3-4'],
    probe: settings([0x7a7a, 1]),
    expect: acknowledges(1)
  }),
  obligation({
    id: 'http2/client/request-in-spite-of-no-streams',
    title: 'SETTINGS_MAX_CONCURRENT_STREAMS of 0 while the client has further requests to make',
    requirements: ['rfc9113-6.5.2-7', 'rfc9113-5.1.2-1'],
    task: 'several',
    given: [send(head(FIRST))],
    control: settings(['MAX_CONCURRENT_STREAMS', 100]),
    probe: settings(['MAX_CONCURRENT_STREAMS', 0]),
    then: [
      until({ until: 'settings acknowledged' }),
      send(tail(FIRST)),
      untilQuiet(any({ until: 'request', count: 2 }, goaway)),
      send(settings(['MAX_CONCURRENT_STREAMS', 100])),
      ...[1, 2].flatMap((n) => [requested(n + 1), send(...whole(request(n)))]),
      exit
    ],
    expect: that('no further request before the limit is lifted', (view) => {
      const requests = requestsOf(view)
      if (requests.filter(({ entry }) => entry < view.markEntry).length >= SEVERAL)
        return unsupported('it had made all its requests before')
      const [from, to] = [acknowledgement(view, 2), acknowledgement(view, 3)]
      const lifted = view
        .frames(view.events)
        .filter(
          ({ by, auto, frame }) => by === 'lab' && !auto && isType(frame, 'SETTINGS') && !has(frame, 'ACK')
        )
        .at(2)
      if (from === undefined || lifted === undefined)
        return inconclusive('the SETTINGS were not acknowledged')
      const early = requests.find(({ entry }) => entry > from && entry < lifted.entry)
      return early === undefined
        ? conforms('exact', 'no request came before', [to ?? from])
        : violates(`stream ${early.frame.stream} was opened although no stream was allowed`, [early.entry])
    })
  }),
  tolerance({
    id: 'http2/client/own-settings-unacknowledged',
    title: "the client's SETTINGS left unacknowledged",
    requirements: ['rfc9113-6.5.3-5'],
    opening: [{ do: 'open' }],
    given: [],
    probe: { do: 'automate', set: { acknowledge: false } },
    then: [
      ...listening().slice(1),
      { do: 'send', messages: [{ frame: 'HEADERS', stream: FIRST, block: [[':status', '200']] }] },
      ...clientBarrier(),
      ...finish()
    ],
    expect: anyOf(accepted(), connectionError('SETTINGS_TIMEOUT'))
  })
]
