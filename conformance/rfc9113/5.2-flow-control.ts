import { accepted, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import {
  all,
  any,
  barrier,
  get,
  goaway,
  over,
  ping,
  post,
  response,
  send,
  settings,
  until,
  type Step
} from '../../lab/http2/steps.ts'
import { inconclusive } from '../../lab/verdict.ts'
import { acknowledged } from '../http2/acknowledged.ts'
import { completed, untilCompleted } from '../http2/completed.ts'
import { dataOctets } from '../http2/data-octets.ts'
import { getLarge } from '../http2/get-large.ts'
import { pingAnswered } from '../http2/ping-answered.ts'
import { obligation, tolerance } from '../http2/server-case.ts'

const OPAQUE = '7a79 7068 6f73 0003'
const MUCH = 1 << 24
const NO_REPLENISHMENT: Step = { do: 'automate', set: { replenish: false } }
const bothInForce = until(all({ until: 'settings' }, { until: 'settings acknowledged' }))

/** The connection's window is used up by a large body, whose own stream has window left. */
const exhausted = {
  needs: ['large'],
  settings: [['INITIAL_WINDOW_SIZE', MUCH]],
  given: [NO_REPLENISHMENT, send(getLarge(1)), until({ until: 'data', stream: 0, octets: 65_535 })]
} as const

const WAITING =
  'No sentence says when a response has to begin: a server that writes the header section together with the first content waits for the window with both.'
/** The answer on a stream whose content cannot be sent; none is no refusal. */
const unhindered = (stream: number) =>
  that(`stream ${stream} to be answered, if it is before there is room for its content`, (view) => {
    const finding = judgeProbe(accepted(stream), view)
    const silent = view.goaways.length === 0 && view.resets(stream).length === 0 && view.closing === undefined
    return finding.verdict === 'violates' && silent && view.response(stream) === undefined
      ? inconclusive('no header section before there is room for the content', finding.entries)
      : finding
  })

export const cases = [
  tolerance({
    id: 'http2/window-of-zero',
    title: 'a SETTINGS_INITIAL_WINDOW_SIZE of 0, under which a header section is sent all the same',
    requirements: ['rfc9113-5.2.1+1', 'rfc9113-5.2.1-1'],
    needs: ['body'],
    opening: [{ do: 'open' }],
    control: [{ text: PREFACE }, settings(['INITIAL_WINDOW_SIZE', 1])],
    probe: [{ text: PREFACE }, settings(['INITIAL_WINDOW_SIZE', 0])],
    then: [
      bothInForce,
      NO_REPLENISHMENT,
      send(get(1)),
      until(any(response(1), over(1), goaway)),
      ...barrier()
    ],
    expect: unhindered(1),
    why: WAITING
  }),
  tolerance({
    id: 'http2/window-of-one-octet',
    title: 'a SETTINGS_INITIAL_WINDOW_SIZE of 1, of which the octet is used',
    requirements: ['rfc9113-5.2.1-1', 'rfc9113-5.2.1-2'],
    needs: ['large'],
    opening: [{ do: 'open' }],
    control: [{ text: PREFACE }, settings(['INITIAL_WINDOW_SIZE', 2])],
    probe: [{ text: PREFACE }, settings(['INITIAL_WINDOW_SIZE', 1])],
    then: [
      bothInForce,
      NO_REPLENISHMENT,
      send(getLarge(1)),
      until(any({ until: 'data', stream: 1, octets: 1 }, goaway)),
      ...barrier()
    ],
    expect: dataOctets(1, 1)
  }),
  obligation({
    id: 'http2/window-update-of-one-octet',
    title: 'a WINDOW_UPDATE of one octet for a body that waits, and the octet that is sent for it',
    requirements: ['rfc9113-6.9.1+2', 'rfc9113-5.2.1-1'],
    needs: ['large'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [NO_REPLENISHMENT, send(getLarge(1)), until({ until: 'data', stream: 1, octets: 1 })],
    control: { frame: 'WINDOW_UPDATE', stream: 1, increment: 2 },
    probe: { frame: 'WINDOW_UPDATE', stream: 1, increment: 1 },
    then: [until(any({ until: 'data', stream: 1, octets: 2 }, goaway)), ...barrier()],
    expect: dataOctets(1, 2)
  }),
  tolerance({
    ...exhausted,
    id: 'http2/header-section-with-connection-window-of-zero',
    title: 'a request while the window of the connection is used up',
    requirements: ['rfc9113-5.2.1+1', 'rfc9113-6.9-1', 'rfc9113-5.2.2-1'],
    control: [{ frame: 'WINDOW_UPDATE', stream: 0, increment: MUCH }, get(3)],
    probe: [get(3)],
    then: [until(any(response(3), over(3), goaway)), ...barrier()],
    expect: unhindered(3),
    why: WAITING
  }),
  obligation({
    ...exhausted,
    id: 'http2/ping-with-connection-window-of-zero',
    title: 'PING while the window of the connection is used up',
    requirements: ['rfc9113-5.2.1+1', 'rfc9113-5.2.2-1', 'rfc9113-6.7-2'],
    control: settings(),
    probe: ping(OPAQUE),
    then: barrier(),
    expect: pingAnswered(OPAQUE)
  }),
  obligation({
    ...exhausted,
    id: 'http2/settings-with-connection-window-of-zero',
    title: 'SETTINGS while the window of the connection is used up',
    requirements: ['rfc9113-5.2.1+1', 'rfc9113-5.2.2-1', 'rfc9113-6.5.3-4'],
    control: ping(OPAQUE),
    probe: settings(),
    then: [until(any({ until: 'settings acknowledged' }, goaway)), ...barrier()],
    expect: acknowledged()
  }),
  obligation({
    ...exhausted,
    id: 'http2/window-update-behind-other-frames',
    title: 'WINDOW_UPDATE that comes behind a hundred other frames while the server is blocked',
    requirements: ['rfc9113-5.2.2-1', 'rfc9113-6.9.1+2'],
    control: [{ frame: 'WINDOW_UPDATE', stream: 0, increment: 1000 }],
    probe: [
      { frame: 'PRIORITY', stream: 1, priority: { dependency: 0 }, times: 100 },
      { frame: 'WINDOW_UPDATE', stream: 0, increment: 1000 }
    ],
    then: [until(any({ until: 'data', stream: 0, octets: 66_535 }, goaway)), ...barrier()],
    expect: dataOctets(0, 66_535)
  }),
  obligation({
    id: 'http2/upload-not-granted-more-window',
    title:
      'an upload of 131,072 octets to a path that reads it, which needs more window than there is at first',
    requirements: ['rfc9113-5.2.2-1'],
    needs: ['upload'],
    given: [send(post(1))],
    control: upload(2),
    probe: upload(32),
    then: [send({ frame: 'DATA', stream: 1, endStream: true }), ...untilCompleted(1)],
    expect: completed(1),
    why: 'The path reads what it gets: a receiver that does not give the window back stops the upload for good.'
  })
]

/** Rounds of 4,096 octets each, sent when both windows have room. */
function upload(times: number): Step {
  const octets = 4096
  return {
    do: 'repeat',
    times,
    steps: [
      until(any(all({ until: 'window', stream: 0, octets }, { until: 'window', stream: 1, octets }), goaway)),
      send({ frame: 'DATA', stream: 1, data: { octets } })
    ]
  }
}
