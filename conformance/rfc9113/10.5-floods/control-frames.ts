import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import { get, over, ping, send, settings, until } from '../../../lab/http2/steps.ts'
import { flood } from './flood-case.ts'
import { ROUND } from './requests.ts'

/** Settings in a frame that just fits the smallest SETTINGS_MAX_FRAME_SIZE. */
const SETTINGS_IN_FRAME = 2730

const rows: readonly {
  readonly id: string
  readonly title: string
  readonly requirements: readonly string[]
  readonly messages: readonly Frame[]
  readonly many: number
  readonly few?: number
}[] = [
  {
    id: 'ping-flood',
    title: 'thousands of PING frames',
    requirements: ['cve-2019-9512', 'rfc9113-10.5-2', 'rfc9113-10.5-3'],
    messages: [ping('7a79 7068 6f73 1234')],
    many: 5_000
  },
  {
    id: 'settings-flood',
    title: 'thousands of empty SETTINGS frames',
    requirements: ['cve-2019-9515', 'rfc9113-10.5-2', 'rfc9113-10.5-3'],
    messages: [settings()],
    many: 5_000
  },
  {
    id: 'table-size-churn',
    title: 'thousands of SETTINGS frames that shut and open the HPACK table',
    requirements: ['cve-2019-9515', 'rfc9113-10.5-2'],
    messages: [settings(['HEADER_TABLE_SIZE', 0], ['HEADER_TABLE_SIZE', 4096])],
    many: 4000
  },
  {
    id: 'large-settings-flood',
    title: 'SETTINGS frames with thousands of settings each',
    requirements: ['cve-2020-11080', 'rfc9113-10.5-2'],
    messages: [
      settings(
        ...Array.from(
          { length: SETTINGS_IN_FRAME },
          (_, i) => ['MAX_CONCURRENT_STREAMS', 100 + (i % 2)] as const
        )
      )
    ],
    few: 0,
    many: 40
  },
  {
    id: 'priority-flood',
    title: 'thousands of PRIORITY frames that turn the same streams over',
    requirements: ['cve-2019-9513', 'rfc9113-10.5-2'],
    messages: [
      { frame: 'PRIORITY', stream: 101, priority: { dependency: 103, exclusive: true } },
      { frame: 'PRIORITY', stream: 103, priority: { dependency: 101, exclusive: true } }
    ],
    many: 4_000
  },
  {
    id: 'priority-on-idle-streams',
    title: 'PRIORITY frames on thousands of idle streams, each dependent on the one before',
    requirements: ['cve-2016-6580', 'cve-2019-9513', 'rfc9113-10.5-2'],
    messages: [
      {
        frame: 'PRIORITY',
        stream: ROUND,
        priority: { dependency: { round: true, times: 2, plus: 1 }, exclusive: true }
      }
    ],
    many: 5_000
  },
  {
    id: 'priority-update-flood',
    title: 'thousands of PRIORITY_UPDATE frames for one stream to come',
    requirements: ['cve-2019-9513', 'rfc9113-10.5-2'],
    messages: [{ frame: 'PRIORITY_UPDATE', stream: 0, prioritized: 101, value: 'u=1' }],
    many: 4_000
  },
  {
    id: 'window-update-flood',
    title: 'thousands of WINDOW_UPDATE frames for the connection, of 1 octet each',
    requirements: ['rfc9113-10.5-2'],
    messages: [{ frame: 'WINDOW_UPDATE', stream: 0, increment: 1 }],
    many: 5_000
  },
  {
    id: 'unknown-frame-flood',
    title: 'thousands of frames of an unknown type',
    requirements: ['rfc9113-10.5-2'],
    messages: [{ frame: 0xee, stream: 0 }],
    many: 5_000
  }
]

/** Frames that cost the target an answer or a change of state, and us nothing. */
export const controlFrames: readonly Http2Case[] = [
  ...rows.map(({ id, ...row }) => flood({ id: `http2/${id}`, ...row })),
  flood({
    id: 'http2/frames-on-ended-stream-flood',
    title: 'thousands of RST_STREAM and WINDOW_UPDATE frames on a stream that is over',
    requirements: ['cve-2019-9514', 'rfc9113-10.5-2'],
    given: [send(get(1)), until(over(1))],
    messages: [
      { frame: 'WINDOW_UPDATE', stream: 1, increment: 1 },
      { frame: 'RST_STREAM', stream: 1, code: 'CANCEL' }
    ],
    few: 0,
    many: 4_000
  })
]
