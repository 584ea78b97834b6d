// Over 300 lines: the client cases of one section: every limit of both windows, met and passed.
import { UPLOAD_OCTETS } from '../../../lab/clients/task.ts'
import {
  accepted,
  anyOf,
  connectionError,
  streamError,
  that,
  type Expectation
} from '../../../lab/http2/expectation.ts'
import { acceptedByClient } from '../../../lab/http2/judge-client.ts'
import { isType } from '../../../lab/http2/reading.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import type { SettingName } from '../../../lab/http2/registry.ts'
import {
  all,
  any,
  goaway,
  ping,
  send,
  settings,
  until,
  untilQuiet,
  type Step
} from '../../../lab/http2/steps.ts'
import {
  clientBarrier,
  exit,
  finish,
  FIRST,
  head,
  listening,
  settled as settledSteps,
  tail
} from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, violates, type Finding } from '../../../lab/verdict.ts'
import type { View } from '../../../lab/http2/view.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import {
  acknowledgement,
  complaint,
  contentBetween,
  framesAfter,
  grant,
  granted,
  octetsOf,
  rejectionByClose
} from '../../http2/client-expectations.ts'

const MOST = 0x7fffffff
const update = (stream: Frame['stream'], increment: number): Frame => ({
  frame: 'WINDOW_UPDATE',
  ...(stream === undefined ? {} : { stream }),
  increment
})
/** Room for the whole upload, on the connection and on its stream. */
const ROOM = [update(0, 2 * UPLOAD_OCTETS), update(FIRST, 2 * UPLOAD_OCTETS)]

/** An upload that goes on as far as windows allow, which we do not replenish; our SETTINGS are in force. */
const uploading = (...ours: (readonly [SettingName, number])[]): Step[] => [
  { do: 'open', task: 'upload' },
  { do: 'automate', set: { replenish: false } },
  ...listening({ task: 'upload', settings: ours }).slice(1)
]
/** Two PINGs: what the client sent before it had read everything so far has come. */
const settled = settledSteps()
/** Room for the rest of the upload, and its end. */
const room: readonly Step[] = [send(...ROOM), ...uploadEnd()]
function uploadEnd(): Step[] {
  return [until({ until: 'request', whole: true }), send(head(FIRST), tail(FIRST)), exit]
}

/** What is asked for is judged on content sent between two points, once the exchange went well as a whole. */
const content = (says: string, judge: (view: View) => Finding): Expectation =>
  that(says, (view) => {
    const found = acceptedByClient(view, FIRST)
    if (found.verdict !== 'conforms') return found
    return judge(view)
  })

/** No content between the client's n-th SETTINGS acknowledgement and our k-th grant of window. */
const silent = (count: number, until: number): Expectation =>
  content('no content before the window opens', (view) => {
    const from = acknowledgement(view, count)
    if (from === undefined) return inconclusive('the SETTINGS were not acknowledged')
    const sent = contentBetween(view, from, grant(view, until))
    return sent.length === 0
      ? conforms('exact', 'nothing came while the window was closed', [from])
      : violates(
          `${octetsOf(sent)} octets came while the window was closed`,
          sent.map(({ entry }) => entry)
        )
  })

export const cases = [
  ...(
    [
      ['connection', 0, 'PROTOCOL_ERROR of the connection', connectionError('PROTOCOL_ERROR')],
      ['stream', FIRST, 'PROTOCOL_ERROR of the stream', streamError(FIRST, 'PROTOCOL_ERROR')]
    ] as const
  ).map(([name, stream, , expect]) =>
    offence({
      id: `http2/client/window-update-of-0-on-${name}`,
      title: `a WINDOW_UPDATE with an increment of 0 for the ${name}`,
      requirements: ['rfc9113-6.9-3'],
      task: 'upload',
      opening: uploading(),
      given: [until({ until: 'data', stream: FIRST, octets: 1 })],
      control: update(stream, 1),
      probe: update(stream, 0),
      then: [...clientBarrier(), ...room],
      expect
    })
  ),
  ...(
    [
      ['short', 'of 3 octets', '00 00 01'],
      ['long', 'of 5 octets', '00 00 00 01 00']
    ] as const
  ).flatMap(([name, title, payload]) =>
    (
      [
        ['connection', 0],
        ['stream', FIRST]
      ] as const
    ).map(([scope, stream]) =>
      offence({
        id: `http2/client/${name}-window-update-on-${scope}`,
        title: `a WINDOW_UPDATE frame ${title} for the ${scope}`,
        requirements: ['rfc9113-6.9-6', 'rfc9113-4.2-2'],
        control: { ...update(stream, 1), payload: '00 00 00 01' } as Frame,
        probe: { ...update(stream, 1), payload } as Frame,
        expect: connectionError('FRAME_SIZE_ERROR')
      })
    )
  ),
  tolerance({
    id: 'http2/client/window-update-with-reserved-bit',
    title: 'a WINDOW_UPDATE whose increment has the reserved bit before it',
    requirements: ['rfc9113-4.1-4'],
    control: { ...update(0, 1), payload: '00 00 00 01' } as Frame,
    probe: { ...update(0, 1), payload: '80 00 00 01' } as Frame,
    expect: accepted(),
    why: 'The bit before the increment is reserved as the one in the frame header is.'
  }),
  tolerance({
    id: 'http2/client/window-update-for-finished-request',
    title: 'a WINDOW_UPDATE for a stream on which the client has sent everything',
    requirements: ['rfc9113-6.9-4'],
    probe: update(FIRST, 1000),
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/greatest-connection-window',
    title: 'a WINDOW_UPDATE that makes the connection window 2^31-1',
    requirements: ['rfc9113-6.9.1-3'],
    control: update(0, 1),
    probe: update(0, MOST - 65_535),
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/greatest-stream-window',
    title: "a WINDOW_UPDATE that makes an upload's window 2^31-1",
    requirements: ['rfc9113-6.9.1-3'],
    task: 'upload',
    opening: uploading(),
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 }), ...settled],
    control: update(FIRST, 2 * UPLOAD_OCTETS),
    // All of the first window is used up.
    probe: update(FIRST, MOST),
    then: [...clientBarrier(), send(update(0, 2 * UPLOAD_OCTETS)), ...uploadEnd()],
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/greatest-initial-window-size',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE of 2^31-1',
    requirements: ['rfc9113-6.5-2', 'rfc9113-6.9.1-3'],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', MOST]),
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/window-update-behind-response',
    title: 'a WINDOW_UPDATE on a stream whose response is complete, while the request is still being sent',
    requirements: ['rfc9113-6.9-4'],
    task: 'upload',
    opening: [
      { do: 'open', task: 'upload' },
      { do: 'automate', set: { replenish: false } },
      ...listening({ task: 'upload', settings: [['INITIAL_WINDOW_SIZE', 1_000_000]] }).slice(1)
    ],
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 }), send(head(FIRST), tail(FIRST))],
    control: update(0, 1),
    probe: update(FIRST, 1),
    then: [...clientBarrier(), send(update(0, 2 * UPLOAD_OCTETS)), exit],
    expect: accepted()
  }),
  offence({
    id: 'http2/client/connection-window-beyond-most',
    title: 'WINDOW_UPDATE frames that lift the connection window above 2^31-1',
    requirements: ['rfc9113-6.9.1-4', 'rfc9113-6.9.1-3'],
    control: { ...update(0, 1), times: 2 } as Frame,
    probe: { ...update(0, MOST), times: 2 } as Frame,
    expect: connectionError('FLOW_CONTROL_ERROR')
  }),
  offence({
    id: 'http2/client/stream-window-beyond-most',
    title: "WINDOW_UPDATE frames that lift an upload's window above 2^31-1",
    requirements: ['rfc9113-6.9.1-4', 'rfc9113-6.9.1-3'],
    task: 'upload',
    opening: uploading(),
    given: [until({ until: 'data', stream: FIRST, octets: 1 })],
    control: { ...update(FIRST, 1), times: 2 } as Frame,
    probe: { ...update(FIRST, MOST), times: 2 } as Frame,
    then: [...clientBarrier(), ...room],
    expect: streamError(FIRST, 'FLOW_CONTROL_ERROR')
  }),
  offence({
    id: 'http2/client/stream-window-lifted-beyond-most-by-settings',
    title: "SETTINGS_INITIAL_WINDOW_SIZE that lifts an upload's window above 2^31-1",
    requirements: ['rfc9113-6.9.2-3'],
    task: 'upload',
    opening: uploading(),
    given: [
      until({ until: 'data', stream: FIRST, octets: 1 }),
      send(update(FIRST, MOST - 65_535)),
      ...settled
    ],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', MOST]),
    then: [...clientBarrier(), send(update(0, 2 * UPLOAD_OCTETS)), ...uploadEnd()],
    expect: connectionError('FLOW_CONTROL_ERROR')
  }),
  obligation({
    id: 'http2/client/upload-beyond-window-of-0',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE of 0 before an upload',
    requirements: ['rfc9113-5.2.1-2', 'rfc9113-6.9.1-1', 'rfc9113-6.5.3-1', 'rfc9113-5.2.1-1'],
    task: 'upload',
    opening: [
      { do: 'open', task: 'upload' },
      { do: 'automate', set: { replenish: false } }
    ],
    given: [],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', 0]),
    then: [
      ...listening().slice(2),
      send(update(0, 2 * UPLOAD_OCTETS)),
      ...settled,
      untilQuiet(goaway),
      ...room
    ],
    expect: silent(1, 2)
  }),
  obligation({
    id: 'http2/client/download-not-granted-more-window',
    title: 'content of 131,072 octets, which needs more window than there is at first',
    requirements: ['rfc9113-5.2.2-1'],
    control: download(2),
    probe: download(32),
    expect: granted(),
    why: 'A receiver that does not give the window back stops the response for ever.'
  }),
  obligation({
    id: 'http2/client/last-of-repeated-settings',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE twice in one frame, the lower value at last',
    requirements: ['rfc9113-6.5.3-2'],
    task: 'upload',
    opening: [
      { do: 'open', task: 'upload' },
      { do: 'automate', set: { replenish: false } }
    ],
    given: [],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535], ['INITIAL_WINDOW_SIZE', 1_000_000]),
    probe: settings(['INITIAL_WINDOW_SIZE', 1_000_000], ['INITIAL_WINDOW_SIZE', 65_535]),
    then: [
      send(update(0, 2 * UPLOAD_OCTETS)),
      ...listening().slice(2),
      until({ until: 'data', stream: FIRST, octets: 65_535 }),
      untilQuiet(goaway),
      ...room
    ],
    expect: content('65,535 octets and no more before the window opens', (view) => {
      const sent = octetsOf(contentBetween(view, -1, grant(view, 2)))
      return sent <= 65_535
        ? conforms('exact', `${sent} octets came`)
        : violates(`${sent} octets came: the first value was taken`)
    })
  }),
  obligation({
    id: 'http2/client/setting-left-out',
    title: 'a SETTINGS frame that leaves out SETTINGS_INITIAL_WINDOW_SIZE, set to 0 before',
    requirements: ['rfc9113-6.5+1'],
    task: 'upload',
    opening: uploading(['INITIAL_WINDOW_SIZE', 0]),
    given: [],
    control: settings(['INITIAL_WINDOW_SIZE', 1000]),
    probe: settings(['MAX_CONCURRENT_STREAMS', 1000]),
    then: [until({ until: 'settings acknowledged' }), untilQuiet(goaway), ...room],
    expect: silent(1, 1)
  }),
  obligation({
    id: 'http2/client/unknown-setting-beside-another',
    title: 'an unknown setting before SETTINGS_INITIAL_WINDOW_SIZE of 0',
    requirements: ['rfc9113-6.5.2-13'],
    task: 'upload',
    opening: [
      { do: 'open', task: 'upload' },
      { do: 'automate', set: { replenish: false } }
    ],
    given: [],
    control: settings(['INITIAL_WINDOW_SIZE', 0]),
    probe: settings([0x7a7a, 7], ['INITIAL_WINDOW_SIZE', 0]),
    then: [...listening().slice(2), untilQuiet(goaway), ...room],
    expect: silent(1, 1)
  }),
  obligation({
    id: 'http2/client/upload-beyond-connection-window',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE far above the connection window',
    requirements: ['rfc9113-6.9.2+1', 'rfc9113-6.9.1-1', 'rfc9113-5.2.1-2'],
    task: 'upload',
    opening: uploading(),
    given: [],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', 1_000_000]),
    then: [until({ until: 'data', stream: FIRST, octets: 65_535 }), untilQuiet(goaway), ...room],
    expect: content('65,535 octets and no more before the connection window opens', (view) => {
      const sent = contentBetween(view, -1, grant(view, 1))
      return octetsOf(sent) <= 65_535
        ? conforms(
            'exact',
            `${octetsOf(sent)} octets came`,
            sent.slice(-1).map(({ entry }) => entry)
          )
        : violates(
            `${octetsOf(sent)} octets came`,
            sent.map(({ entry }) => entry)
          )
    })
  }),
  obligation({
    id: 'http2/client/window-opened-by-settings',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE raised while an upload waits',
    requirements: ['rfc9113-6.9.2-1', 'rfc9113-6.9.1+2', 'rfc9113-6.5.3-1'],
    task: 'upload',
    opening: uploading(['INITIAL_WINDOW_SIZE', 0]),
    given: [...settled],
    control: settings(['INITIAL_WINDOW_SIZE', 0]),
    probe: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    then: [
      until({ until: 'settings acknowledged' }),
      untilQuiet({ until: 'data', stream: FIRST, octets: 65_535 }),
      ...room
    ],
    expect: content('content up to the new window', (view) => {
      const sent = octetsOf(contentBetween(view, -1, grant(view, 1)))
      return sent === 65_535
        ? conforms('exact', '65,535 octets came')
        : sent > 65_535
          ? violates(`${sent} octets came through a window of 65,535`)
          : violates(`${sent} octets came although the window had been opened to 65,535`)
    })
  }),
  obligation({
    id: 'http2/client/window-below-zero',
    title:
      'SETTINGS_INITIAL_WINDOW_SIZE lowered below what an upload has used, then an update that leaves the window negative',
    requirements: ['rfc9113-6.9.2-2', 'rfc9113-6.9.2-1'],
    task: 'upload',
    opening: uploading(),
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 })],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', 1000]),
    then: [
      until({ until: 'settings acknowledged' }),
      send(update(0, UPLOAD_OCTETS), update(FIRST, 10_000)),
      ...settled,
      untilQuiet(goaway),
      ...room
    ],
    expect: content('no content before the window is positive', (view) => {
      const sent = contentBetween(view, grant(view, 1), grant(view, 3))
      return sent.length === 0
        ? conforms('exact', 'nothing came while the window was negative')
        : violates(
            `${octetsOf(sent)} octets came while the window was negative`,
            sent.map(({ entry }) => entry)
          )
    })
  }),
  obligation({
    id: 'http2/client/window-of-one-octet',
    title: 'a WINDOW_UPDATE of one octet while an upload waits',
    requirements: ['rfc9113-5.2.1-1', 'rfc9113-6.9.1-1'],
    task: 'upload',
    opening: uploading(),
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 }), send(update(0, UPLOAD_OCTETS))],
    control: undefined,
    probe: update(FIRST, 1),
    then: [...settled, untilQuiet(goaway), ...room],
    expect: content('one octet and no more', (view) => {
      const sent = contentBetween(view, grant(view, 2), grant(view, 3))
      return octetsOf(sent) > 1
        ? violates(
            `${octetsOf(sent)} octets came through a window of one`,
            sent.map(({ entry }) => entry)
          )
        : conforms('exact', `${octetsOf(sent)} octets came`)
    })
  }),
  ...(
    [
      ['stream', FIRST, 0],
      ['connection', 0, FIRST]
    ] as const
  ).map(([name, last, first]) =>
    obligation({
      id: `http2/client/upload-waits-for-${name}`,
      title: `an upload that waits for its ${name} window, then a WINDOW_UPDATE`,
      requirements: ['rfc9113-6.9.1+2', 'rfc9113-5.2.2-1'],
      task: 'upload',
      opening: uploading(),
      given: [
        until({ until: 'data', stream: FIRST, octets: 65_535 }),
        send(update(first, 2 * UPLOAD_OCTETS)),
        ...settled
      ],
      control: update(last, 2 * UPLOAD_OCTETS),
      probe: update(last, 20_000),
      then: [
        untilQuiet({ until: 'data', stream: FIRST, octets: 85_535 }),
        send(update(last, 2 * UPLOAD_OCTETS)),
        ...uploadEnd()
      ],
      expect: content('20,000 octets at once', (view) => {
        const sent = octetsOf(contentBetween(view, grant(view, 1), grant(view, 3)))
        return sent === 20_000
          ? conforms('exact', '20,000 octets came')
          : violates(`${sent} octets came after the window had been opened by 20,000`)
      })
    })
  ),
  obligation({
    id: 'http2/client/ping-while-upload-waits',
    title: 'PING and SETTINGS while an upload waits for its window',
    requirements: ['rfc9113-5.2.1+1', 'rfc9113-5.2.2-1', 'rfc9113-6.9-1', 'rfc9113-6.7-3'],
    task: 'upload',
    opening: uploading(),
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 })],
    probe: settings(['MAX_CONCURRENT_STREAMS', 100]),
    then: [...settled, ...room],
    expect: that('answers to PING and SETTINGS while DATA waits', (view) => {
      const early = framesAfter(view).filter(
        ({ entry, frame }) =>
          entry < grant(view, 1) &&
          (frame.flags & 1) !== 0 &&
          (isType(frame, 'PING') || isType(frame, 'SETTINGS'))
      )
      if (early.length >= 3)
        return conforms(
          'exact',
          'they were answered while DATA waited',
          early.map(({ entry }) => entry)
        )
      const found = acceptedByClient(view, FIRST)
      return found.verdict === 'conforms'
        ? violates('they were not answered while DATA waited', found.entries)
        : found
    })
  }),
  obligation({
    id: 'http2/client/ping-answered-after-content',
    title: 'a PING frame right before the WINDOW_UPDATE frames that an upload waits for',
    requirements: ['rfc9113-6.7-3'],
    task: 'upload',
    opening: uploading(),
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 }), ...settled],
    control: ROOM,
    probe: [ping('7a 79 70 68 6f 73 00 05'), ...ROOM],
    then: uploadEnd(),
    expect: content('an answer before the content that waits', (view) => {
      const frames = framesAfter(view)
      const answer = frames.find(({ frame }) => isType(frame, 'PING') && (frame.flags & 1) !== 0)
      if (answer === undefined) return inconclusive('PING was not answered')
      const before = frames.slice(0, frames.indexOf(answer)).filter(({ frame }) => isType(frame, 'DATA'))
      return octetsOf(before) < UPLOAD_OCTETS - 65_535
        ? conforms('exact', `the answer came behind ${octetsOf(before)} octets of content`, [answer.entry])
        : violates('the answer came behind all of the content', [answer.entry])
    }),
    why: 'A program may have begun a write of its own; what it must not do is to let the PING wait for all that it has.'
  }),
  obligation({
    id: 'http2/client/upload-in-larger-frames',
    title: 'SETTINGS_MAX_FRAME_SIZE lowered again during an upload',
    requirements: ['rfc9113-6.5.3-1', 'rfc9113-4.1-1'],
    task: 'upload',
    opening: uploading(['MAX_FRAME_SIZE', 65_536]),
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 })],
    control: settings(['MAX_FRAME_SIZE', 65_536]),
    probe: settings(['MAX_FRAME_SIZE', 16_384]),
    then: [until({ until: 'settings acknowledged' }), ...room],
    expect: content('frames of at most 16,384 octets', (view) => {
      const large = contentBetween(view, acknowledgement(view, 2) ?? Infinity, Infinity).find(
        ({ frame }) => frame.payload.length > 16_384
      )
      return large === undefined
        ? conforms('exact', 'every later frame was within the limit')
        : violates(`a DATA frame of ${large.frame.payload.length} octets came after the acknowledgement`, [
            large.entry
          ])
    })
  }),
  tolerance({
    id: 'http2/client/window-used-up-exactly',
    title:
      "as many octets of DATA as the client's windows allow, then an empty DATA frame that ends the stream",
    requirements: ['rfc9113-6.9.1-2', 'rfc9113-5.2.1+1'],
    needs: ['stream-window', 'frame-limit'],
    control: { frame: 'DATA', stream: FIRST, data: { octets: 100 }, spread: { peer: 'MAX_FRAME_SIZE' } },
    probe: {
      frame: 'DATA',
      stream: FIRST,
      data: { octets: { window: FIRST } },
      spread: { peer: 'MAX_FRAME_SIZE' }
    },
    then: [send(tail(FIRST, '')), exit],
    expect: accepted(FIRST)
  }),
  offence({
    id: 'http2/client/window-overrun',
    title: "more DATA than the client's window for the stream allows",
    requirements: ['rfc9113-6.9-2', 'rfc9113-6.9.1-1'],
    needs: ['stream-window'],
    control: { frame: 'DATA', stream: FIRST, data: { octets: { window: FIRST } }, spread: 16_384 },
    probe: {
      frame: 'DATA',
      stream: FIRST,
      data: { octets: { window: FIRST, plus: 16_384 } },
      spread: 16_384
    },
    expect: anyOf(
      streamError(FIRST, 'FLOW_CONTROL_ERROR'),
      connectionError('FLOW_CONTROL_ERROR'),
      that('window updates that made it lawful', (view) => {
        const error = complaint(view) ?? rejectionByClose(view)
        if (error !== undefined) return violates('the connection ended', [error.entry])
        const updated = framesAfter(view).find(({ frame }) => isType(frame, 'WINDOW_UPDATE'))
        return updated === undefined
          ? violates('the client neither opened its window nor refused the excess')
          : conforms('exact', 'the client opened its window meanwhile', [updated.entry])
      })
    ),
    why: 'A client that opens its window while it reads has made the excess lawful; refusing is a MAY.'
  }),
  tolerance({
    id: 'http2/client/data-before-small-window-is-known',
    title: "65,535 octets of DATA before we have acknowledged the client's smaller window",
    requirements: ['rfc9113-6.9.3-1', 'rfc9113-6.9.3-2', 'rfc9113-6.9.3-3'],
    needs: ['small-window'],
    opening: [
      { do: 'open' },
      { do: 'automate', set: { acknowledge: false } },
      send(settings()),
      until({ until: 'request' })
    ],
    control: { frame: 'DATA', stream: FIRST, data: { octets: 100 }, spread: 16_384 },
    probe: { frame: 'DATA', stream: FIRST, data: { octets: 65_535 }, spread: 16_384 },
    then: [
      send({ frame: 'SETTINGS', ack: true }),
      untilQuiet(any(goaway, { until: 'frame', frame: 'RST_STREAM' })),
      ...finish()
    ],
    expect: anyOf(accepted(FIRST), streamError(FIRST, 'FLOW_CONTROL_ERROR'))
  })
]

/** Rounds of 4,096 octets each, sent when both windows have room. */
function download(times: number): Step {
  const octets = 4096
  return {
    do: 'repeat',
    times,
    steps: [
      until(
        any(all({ until: 'window', stream: 0, octets }, { until: 'window', stream: FIRST, octets }), goaway)
      ),
      send({ frame: 'DATA', stream: FIRST, data: { octets } })
    ]
  }
}
