// Over 300 lines: the cases of one section, most of them tables of settings and their bounds.
import { accepted, connectionError, that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { has, isType } from '../../lab/http2/reading.ts'
import type { ErrorName, SettingName } from '../../lab/http2/registry.ts'
import {
  any,
  barrier,
  get,
  goaway,
  over,
  ping,
  response,
  send,
  settings,
  until,
  type Step
} from '../../lab/http2/steps.ts'
import { conforms, violates } from '../../lab/verdict.ts'
import { acknowledged, untilAcknowledged } from '../http2/acknowledged.ts'
import { completed, untilCompleted } from '../http2/completed.ts'
import { dataOctets } from '../http2/data-octets.ts'
import { getLarge } from '../http2/get-large.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'
import { halfClosed, open } from '../http2/stream-states.ts'

const NO_REPLENISHMENT: Step = { do: 'automate', set: { replenish: false } }
const HARMLESS = settings(['MAX_CONCURRENT_STREAMS', 100])

/** Values of settings that are lawful, at the limits of their ranges. */
const lawful: readonly (readonly [
  id: string,
  title: string,
  setting: SettingName | number,
  value: number,
  requirement: string
])[] = [
  ['header-table-size-of-zero', 'SETTINGS_HEADER_TABLE_SIZE of 0', 'HEADER_TABLE_SIZE', 0, '6.5-2'],
  [
    'greatest-header-table-size',
    'SETTINGS_HEADER_TABLE_SIZE of 2^32-1',
    'HEADER_TABLE_SIZE',
    0xffffffff,
    '6.5-2'
  ],
  ['push-disabled', 'SETTINGS_ENABLE_PUSH of 0', 'ENABLE_PUSH', 0, '6.5-2'],
  ['push-enabled', 'SETTINGS_ENABLE_PUSH of 1', 'ENABLE_PUSH', 1, '6.5-2'],
  ['no-concurrent-streams', 'SETTINGS_MAX_CONCURRENT_STREAMS of 0', 'MAX_CONCURRENT_STREAMS', 0, '6.5.2-7'],
  [
    'most-concurrent-streams',
    'SETTINGS_MAX_CONCURRENT_STREAMS of 2^32-1',
    'MAX_CONCURRENT_STREAMS',
    0xffffffff,
    '6.5-2'
  ],
  ['initial-window-size-of-zero', 'SETTINGS_INITIAL_WINDOW_SIZE of 0', 'INITIAL_WINDOW_SIZE', 0, '5.2.1-1'],
  [
    'greatest-initial-window-size',
    'SETTINGS_INITIAL_WINDOW_SIZE of 2^31-1',
    'INITIAL_WINDOW_SIZE',
    0x7fffffff,
    '6.5-2'
  ],
  ['least-max-frame-size', 'SETTINGS_MAX_FRAME_SIZE of 2^14', 'MAX_FRAME_SIZE', 16_384, '6.5-2'],
  ['greatest-max-frame-size', 'SETTINGS_MAX_FRAME_SIZE of 2^24-1', 'MAX_FRAME_SIZE', 16_777_215, '6.5-2'],
  [
    'greatest-max-header-list-size',
    'SETTINGS_MAX_HEADER_LIST_SIZE of 2^32-1',
    'MAX_HEADER_LIST_SIZE',
    0xffffffff,
    '6.5-2'
  ],
  ['setting-zero', 'a setting with identifier 0', 0, 1, '6.5.2-13'],
  ['setting-seven', 'a setting with an identifier that is free', 7, 0xffffffff, '6.5.2-13'],
  ['setting-of-grease', 'a setting with identifier 0x0a0a', 0x0a0a, 0x0a0a0a0a, '6.5.2-13'],
  ['last-setting', 'a setting with identifier 0xffff', 0xffff, 0, '6.5.2-13']
]

/** Values beyond those limits. */
const beyond: readonly (readonly [
  id: string,
  title: string,
  setting: SettingName,
  value: number,
  control: number,
  requirement: string,
  code: ErrorName
])[] = [
  ['push-of-two', 'SETTINGS_ENABLE_PUSH of 2', 'ENABLE_PUSH', 2, 1, '6.5.2-3', 'PROTOCOL_ERROR'],
  [
    'greatest-push',
    'SETTINGS_ENABLE_PUSH of 2^32-1',
    'ENABLE_PUSH',
    0xffffffff,
    0,
    '6.5.2-3',
    'PROTOCOL_ERROR'
  ],
  [
    'initial-window-size-beyond-range',
    'SETTINGS_INITIAL_WINDOW_SIZE of 2^31',
    'INITIAL_WINDOW_SIZE',
    0x80000000,
    0x7fffffff,
    '6.5.2-9',
    'FLOW_CONTROL_ERROR'
  ],
  [
    'initial-window-size-of-all-ones',
    'SETTINGS_INITIAL_WINDOW_SIZE of 2^32-1',
    'INITIAL_WINDOW_SIZE',
    0xffffffff,
    0x7fffffff,
    '6.5.2-9',
    'FLOW_CONTROL_ERROR'
  ],
  [
    'max-frame-size-below-range',
    'SETTINGS_MAX_FRAME_SIZE of 2^14-1',
    'MAX_FRAME_SIZE',
    16_383,
    16_384,
    '6.5.2-11',
    'PROTOCOL_ERROR'
  ],
  [
    'max-frame-size-of-zero',
    'SETTINGS_MAX_FRAME_SIZE of 0',
    'MAX_FRAME_SIZE',
    0,
    16_384,
    '6.5.2-11',
    'PROTOCOL_ERROR'
  ],
  [
    'max-frame-size-beyond-range',
    'SETTINGS_MAX_FRAME_SIZE of 2^24',
    'MAX_FRAME_SIZE',
    16_777_216,
    16_777_215,
    '6.5.2-11',
    'PROTOCOL_ERROR'
  ]
]

/** Payloads that are no whole number of settings. */
const cuts: readonly (readonly [id: string, title: string, payload: string])[] = [
  ['of-one-octet', 'a payload of 1 octet', '00'],
  ['of-five-octets', 'a payload of 5 octets', '0003000000'],
  ['of-seven-octets', 'a payload of 7 octets', '00030000006400']
]

/** No DATA frame is longer than the limit that the server has acknowledged. */
const within = (octets: number): Expectation =>
  that(`DATA frames of ${octets} octets at most, after the acknowledgement`, (view) => {
    const frames = view.frames()
    const acknowledgement = frames.findIndex(({ frame }) => isType(frame, 'SETTINGS') && has(frame, 'ACK'))
    const finding = judgeProbe(accepted(), view)
    if (finding.verdict !== 'conforms') return finding
    const data = frames.slice(acknowledgement + 1).filter(({ frame }) => isType(frame, 'DATA'))
    const longer = data.find(({ frame }) => frame.payload.length > octets)
    return longer === undefined
      ? conforms('exact', `${data.length} DATA frames of ${octets} octets at most`, [data.at(-1)?.entry ?? 0])
      : violates(`a DATA frame of ${longer.frame.payload.length} octets`, [longer.entry])
  })

export const cases = [
  ...lawful.map(([id, title, setting, value, requirement]) =>
    tolerance({
      id: `http2/${id}`,
      title,
      requirements: [
        `rfc9113-${requirement}`,
        ...(typeof setting === 'number' ? ['rfc9113-5.5-1', 'rfc9113-6.5.3-3'] : [])
      ],
      control: settings(),
      probe: settings([setting, value]),
      then: untilAcknowledged(),
      expect: acknowledged()
    })
  ),
  ...beyond.map(([id, title, setting, value, control, requirement, code]) =>
    offence({
      id: `http2/${id}`,
      title,
      requirements: [`rfc9113-${requirement}`],
      control: settings([setting, control]),
      probe: settings([setting, value]),
      expect: connectionError(code)
    })
  ),
  offence({
    id: 'http2/unlawful-value-replaced-in-same-frame',
    title: 'SETTINGS_ENABLE_PUSH of 2, followed by the lawful value 0 in the same frame',
    requirements: ['rfc9113-6.5.2-3', 'rfc9113-6.5.3-2'],
    control: settings(['ENABLE_PUSH', 1], ['ENABLE_PUSH', 0]),
    probe: settings(['ENABLE_PUSH', 2], ['ENABLE_PUSH', 0]),
    expect: connectionError('PROTOCOL_ERROR'),
    why: 'Values are processed one after the other: the unlawful one is seen before it is replaced.'
  }),
  offence({
    id: 'http2/unlawful-value-behind-unknown-setting',
    title: 'SETTINGS_ENABLE_PUSH of 2 behind an unknown setting',
    requirements: ['rfc9113-6.5.2-3', 'rfc9113-6.5.2-13'],
    control: settings([0x0a0a, 2], ['ENABLE_PUSH', 1]),
    probe: settings([0x0a0a, 2], ['ENABLE_PUSH', 2]),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...cuts.map(([id, title, payload]) =>
    offence({
      id: `http2/settings-${id}`,
      title: `a SETTINGS frame with ${title}`,
      requirements: ['rfc9113-6.5-8', 'rfc9113-6.5-7', 'rfc9113-4.2-3'],
      control: { ...settings(), payload: '000300000064' },
      probe: { ...settings(), payload },
      expect: connectionError('FRAME_SIZE_ERROR')
    })
  ),
  offence({
    id: 'http2/settings-ack-with-payload',
    title: 'a SETTINGS acknowledgement that carries a setting',
    requirements: ['rfc9113-6.5-4'],
    control: settings(['MAX_CONCURRENT_STREAMS', 100]),
    probe: { ...settings(['MAX_CONCURRENT_STREAMS', 100]), flags: ['ACK'] },
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/settings-ack-with-cut-payload',
    title: 'a SETTINGS acknowledgement with one octet of payload',
    requirements: ['rfc9113-6.5-4', 'rfc9113-6.5-8'],
    control: undefined,
    probe: { ...settings(), payload: '00', flags: ['ACK'] },
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/settings-on-stream-1',
    title: 'a SETTINGS frame on a stream',
    requirements: ['rfc9113-6.5-6'],
    control: settings(),
    probe: { ...settings(), stream: 1 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    ...open,
    id: 'http2/settings-on-open-stream',
    title: 'a SETTINGS frame on a stream that is open',
    requirements: ['rfc9113-6.5-6'],
    control: HARMLESS,
    probe: { ...HARMLESS, stream: 1 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    ...halfClosed,
    id: 'http2/settings-ack-on-stream',
    title: 'a SETTINGS acknowledgement on a stream',
    requirements: ['rfc9113-6.5-6'],
    control: undefined,
    probe: { ...settings(), stream: 1, flags: ['ACK'] },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  tolerance({
    ...open,
    id: 'http2/settings-in-request-content',
    title: 'SETTINGS between the DATA frames of a request',
    requirements: ['rfc9113-6.5-1'],
    holds: [],
    control: [
      { frame: 'DATA', stream: 1, data: 'zyp' },
      { frame: 'DATA', stream: 1, data: 'hos', endStream: true }
    ],
    probe: [
      { frame: 'DATA', stream: 1, data: 'zyp' },
      HARMLESS,
      { frame: 'DATA', stream: 1, data: 'hos', endStream: true }
    ],
    expect: accepted(1)
  }),
  obligation({
    id: 'http2/settings-not-acknowledged',
    title: 'a SETTINGS frame without a setting, later in the connection',
    requirements: ['rfc9113-6.5.3-4', 'rfc9113-6.5-1'],
    control: ping('7a79 7068 6f73 0003'),
    probe: settings(),
    then: untilAcknowledged(),
    expect: acknowledged()
  }),
  obligation({
    id: 'http2/settings-frames-acknowledged-as-one',
    title: 'three SETTINGS frames in a row, each of which is acknowledged',
    requirements: ['rfc9113-6.5.3-4'],
    control: [settings()],
    probe: [settings(), HARMLESS, settings()],
    then: untilAcknowledged(),
    expect: acknowledged()
  }),
  obligation({
    ...halfClosed,
    id: 'http2/last-of-repeated-settings-ignored',
    title: 'a setting that stands twice in a frame, with the greater value last',
    requirements: ['rfc9113-6.5.3-2', 'rfc9113-6.5+1'],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', 0], ['INITIAL_WINDOW_SIZE', 65_535]),
    holds: [],
    then: [{ do: 'automate', set: { replenish: true } }, ...untilCompleted(1)],
    expect: completed(1)
  }),
  obligation({
    ...halfClosed,
    id: 'http2/first-of-repeated-settings-taken',
    title: 'a setting that stands twice in a frame, with the smaller value last',
    requirements: ['rfc9113-6.5.3-2', 'rfc9113-6.5+1'],
    control: settings(['INITIAL_WINDOW_SIZE', 1], ['INITIAL_WINDOW_SIZE', 1]),
    probe: settings(['INITIAL_WINDOW_SIZE', 10], ['INITIAL_WINDOW_SIZE', 1]),
    then: [until(any({ until: 'settings acknowledged' }, goaway)), ...barrier()],
    expect: dataOctets(1, 1)
  }),
  tolerance({
    id: 'http2/settings-left-out-keep-their-values',
    title: 'a SETTINGS frame that leaves SETTINGS_INITIAL_WINDOW_SIZE out, which keeps its value',
    requirements: ['rfc9113-6.5+1'],
    needs: ['body'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [NO_REPLENISHMENT],
    control: settings(['MAX_CONCURRENT_STREAMS', 100], ['INITIAL_WINDOW_SIZE', 1]),
    probe: settings(['MAX_CONCURRENT_STREAMS', 100]),
    then: [
      until(any({ until: 'settings acknowledged' }, goaway)),
      send(get(1)),
      until(any({ until: 'data', stream: 1, octets: 1 }, goaway)),
      ...barrier()
    ],
    expect: dataOctets(1, 1)
  }),
  obligation({
    id: 'http2/lowered-max-frame-size-ignored',
    title: 'SETTINGS_MAX_FRAME_SIZE lowered while a long response waits for window',
    requirements: ['rfc9113-6.5.3-1', 'rfc9113-6.5-2'],
    needs: ['large'],
    settings: [
      ['INITIAL_WINDOW_SIZE', 1],
      ['MAX_FRAME_SIZE', 1 << 20]
    ],
    given: [NO_REPLENISHMENT, send(getLarge(1)), until(response(1))],
    control: settings(['INITIAL_WINDOW_SIZE', 1 << 21]),
    probe: settings(['INITIAL_WINDOW_SIZE', 1 << 21], ['MAX_FRAME_SIZE', 16_384]),
    then: [until(any({ until: 'data', stream: 1, octets: 65_535 }, over(1), goaway)), ...barrier()],
    expect: within(16_384)
  }),
  obligation({
    ...halfClosed,
    id: 'http2/raised-initial-window-size-ignored',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE raised while a response waits for window',
    requirements: ['rfc9113-6.9.2-1', 'rfc9113-6.5.3-1'],
    control: { frame: 'WINDOW_UPDATE', stream: 1, increment: 65_534 },
    probe: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    holds: [],
    then: [{ do: 'automate', set: { replenish: true } }, ...untilCompleted(1)],
    expect: completed(1)
  })
]
