import { accepted, connectionError, that } from '../../../lab/http2/expectation.ts'
import { judgeProbe } from '../../../lab/http2/judge-probe.ts'
import { all, ping, send, settings, until, type Step } from '../../../lab/http2/steps.ts'
import { clientBarrier, finish, FIRST, head } from '../../../lab/http2/steps-client.ts'
import { View } from '../../../lab/http2/view.ts'
import { acknowledges } from '../../http2/client-expectations.ts'
import { offence, tolerance, obligation } from '../../http2/client-case.ts'

const open: Step = { do: 'open' }
/** The rest of an exchange whose server preface has been sent. */
const rest: readonly Step[] = [
  until(all({ until: 'preface' }, { until: 'settings' }, { until: 'request' })),
  send(head(FIRST)),
  ...clientBarrier(),
  ...finish()
]

const badPreface = {
  requirements: ['rfc9113-3.4-4', 'rfc9113-3.4-5'],
  opening: [open],
  given: [],
  then: rest,
  expect: connectionError('PROTOCOL_ERROR', 'FRAME_SIZE_ERROR')
}

export const cases = [
  tolerance({
    id: 'http2/client/server-preface-without-settings',
    title: 'a server preface that is an empty SETTINGS frame',
    requirements: ['rfc9113-3.4-2'],
    opening: [open],
    given: [],
    control: settings(['MAX_CONCURRENT_STREAMS', 100]),
    probe: settings(),
    then: rest,
    expect: accepted()
  }),
  obligation({
    id: 'http2/client/server-preface-unacknowledged',
    title: 'a server preface that sets something',
    requirements: ['rfc9113-3.4-3', 'rfc9113-6.5.3-4'],
    opening: [open],
    given: [],
    control: settings(),
    probe: settings(['MAX_CONCURRENT_STREAMS', 100]),
    then: rest,
    expect: acknowledges(1)
  }),
  offence({
    ...badPreface,
    id: 'http2/client/ping-before-server-preface',
    title: 'a PING frame before the first SETTINGS frame of the server',
    control: [settings(), ping('00 00 00 00 00 00 00 07')],
    probe: [ping('00 00 00 00 00 00 00 07'), settings()]
  }),
  offence({
    ...badPreface,
    id: 'http2/client/window-update-before-server-preface',
    title: 'a WINDOW_UPDATE frame before the first SETTINGS frame of the server',
    control: [settings(), { frame: 'WINDOW_UPDATE', increment: 1000 }],
    probe: [{ frame: 'WINDOW_UPDATE', increment: 1000 }, settings()]
  }),
  offence({
    ...badPreface,
    id: 'http2/client/unknown-frame-before-server-preface',
    title: 'a frame of an unknown type before the first SETTINGS frame of the server',
    control: [settings(), { frame: 0xfa }],
    probe: [{ frame: 0xfa }, settings()]
  }),
  offence({
    ...badPreface,
    id: 'http2/client/acknowledgement-as-server-preface',
    title: 'a SETTINGS acknowledgement in the place of the server preface',
    control: settings(),
    probe: { ...settings(), flags: ['ACK'] },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    ...badPreface,
    id: 'http2/client/http1-response-as-server-preface',
    title: 'an HTTP/1.1 response before the server preface',
    probe: { text: 'HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n' },
    then: [send(settings()), ...rest],
    // Nobody reads our frames behind it, so that the end of the response has to be left out.
    expect: that('the connection not to go on', (view) => {
      const entries = view.trace.entries.filter(({ step }) => step < rest.length + 1)
      const mark = view.trace.entries[view.markEntry]?.step ?? Infinity
      return judgeProbe(badPreface.expect, new View({ entries }, mark, view.role))
    })
  })
]
