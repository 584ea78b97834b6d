import { connectionError } from '../../lab/http2/expectation.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import { all, any, barrier, goaway, post, send, settings, until, type Step } from '../../lab/http2/steps.ts'
import { dataOctets } from '../http2/data-octets.ts'
import { getLarge } from '../http2/get-large.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'

const NO_REPLENISHMENT: Step = { do: 'automate', set: { replenish: false } }
const update = (stream: number, increment: number): Frame => ({ frame: 'WINDOW_UPDATE', stream, increment })
const received = (stream: number, octets: number): Step =>
  until(any({ until: 'data', stream, octets }, goaway))
const inForce = until(any({ until: 'settings acknowledged' }, goaway))

/** A long response of which 1,000 octets were sent, as many as its window allowed. */
const thousand = {
  needs: ['large'],
  settings: [['INITIAL_WINDOW_SIZE', 1000]],
  given: [NO_REPLENISHMENT, send(getLarge(1)), until({ until: 'data', stream: 1, octets: 1000 })]
} as const
/** Then the initial window was lowered to 0, which leaves the stream with a window of -1000. */
const overdrawn = {
  ...thousand,
  given: [
    ...thousand.given,
    send(settings(['INITIAL_WINDOW_SIZE', 0])),
    until({ until: 'settings acknowledged' })
  ]
} as const

export const cases = [
  obligation({
    ...thousand,
    id: 'http2/window-set-to-initial-size-rather-than-moved',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE raised from 1,000 to 1,500 for a stream that has sent 1,000 octets',
    requirements: ['rfc9113-6.9.2-1'],
    control: settings(['INITIAL_WINDOW_SIZE', 2000]),
    probe: settings(['INITIAL_WINDOW_SIZE', 1500]),
    then: [inForce, received(1, 1500), ...barrier()],
    expect: dataOctets(1, 1500)
  }),
  tolerance({
    ...thousand,
    id: 'http2/negative-window-of-stream-used',
    title: 'SETTINGS_INITIAL_WINDOW_SIZE lowered, and a WINDOW_UPDATE that brings the window back to 0',
    requirements: ['rfc9113-6.9.2-2', 'rfc9113-6.9.2-1'],
    given: overdrawn.given,
    control: update(1, 999),
    probe: update(1, 1000),
    then: barrier(),
    expect: dataOctets(1, 1000)
  }),
  obligation({
    ...overdrawn,
    id: 'http2/negative-window-forgotten',
    title: 'a WINDOW_UPDATE that makes a window of -1,000 octets one of 500',
    requirements: ['rfc9113-6.9.2-2', 'rfc9113-6.9.1+2'],
    control: update(1, 1501),
    probe: update(1, 1500),
    then: [received(1, 1500), ...barrier()],
    expect: dataOctets(1, 1500)
  }),
  tolerance({
    id: 'http2/connection-window-moved-by-settings',
    title: 'a SETTINGS_INITIAL_WINDOW_SIZE far above the window of the connection, which stays as it is',
    requirements: ['rfc9113-6.9.2+1'],
    needs: ['large'],
    opening: [{ do: 'open' }],
    control: [{ text: PREFACE }, settings(['INITIAL_WINDOW_SIZE', 65_535])],
    probe: [{ text: PREFACE }, settings(['INITIAL_WINDOW_SIZE', 1 << 24])],
    then: [
      until(all({ until: 'settings' }, { until: 'settings acknowledged' })),
      NO_REPLENISHMENT,
      send(getLarge(1)),
      received(0, 65_535),
      ...barrier()
    ],
    expect: dataOctets(0, 65_535)
  }),
  tolerance({
    id: 'http2/connection-window-lowered-by-settings',
    title:
      'SETTINGS_INITIAL_WINDOW_SIZE lowered to 1,000, which leaves the window of the connection as it is',
    requirements: ['rfc9113-6.9.2+1'],
    needs: ['large'],
    given: [NO_REPLENISHMENT],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', 1000]),
    then: [
      until(any({ until: 'settings acknowledged' }, goaway)),
      send(getLarge(1), update(1, 100_000)),
      received(0, 65_535),
      ...barrier()
    ],
    expect: dataOctets(0, 65_535)
  }),
  obligation({
    id: 'http2/window-update-does-not-release-connection',
    title: 'WINDOW_UPDATE of the connection, whose window is used up, by 1,000 octets',
    requirements: ['rfc9113-6.9.1+2', 'rfc9113-6.9.2+1'],
    needs: ['large'],
    settings: [['INITIAL_WINDOW_SIZE', 1 << 24]],
    given: [NO_REPLENISHMENT, send(getLarge(1)), until({ until: 'data', stream: 0, octets: 65_535 })],
    control: update(0, 2000),
    probe: update(0, 1000),
    then: [received(0, 66_535), ...barrier()],
    expect: dataOctets(0, 66_535)
  }),
  offence({
    id: 'http2/window-beyond-range-by-settings',
    title: 'a SETTINGS_INITIAL_WINDOW_SIZE that makes the window of an open stream 2^31',
    requirements: ['rfc9113-6.9.2-3'],
    needs: ['upload'],
    given: [send(post(1), update(1, 0x7fffffff - 65_535))],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', 65_536]),
    holds: [1],
    expect: connectionError('FLOW_CONTROL_ERROR')
  }),
  tolerance({
    id: 'http2/greatest-window-by-settings',
    title: 'a SETTINGS_INITIAL_WINDOW_SIZE that makes the window of an open stream 2^31-1',
    requirements: ['rfc9113-6.9.2-3', 'rfc9113-6.9.2-1'],
    needs: ['upload'],
    given: [send(post(1), update(1, 0x7fffffff - 65_536))],
    control: settings(['INITIAL_WINDOW_SIZE', 65_535]),
    probe: settings(['INITIAL_WINDOW_SIZE', 65_536]),
    then: [inForce, ...barrier()],
    expect: dataOctets(1, 0)
  })
]
