import { accepted, anyOf, connectionClosed, connectionError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import type { Message } from '../../lab/http2/message.ts'
import { has, isType } from '../../lab/http2/reading.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import {
  all,
  any,
  barrier,
  canary,
  get,
  goaway,
  ping,
  response,
  send,
  settings,
  until,
  untilQuiet,
  type Step
} from '../../lab/http2/steps.ts'
import { conforms, violates } from '../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'

const opening: Step[] = [{ do: 'open' }]
const preface = { text: PREFACE }
/** More than the 24 octets that a server may wait for. */
const longer = settings(
  ['MAX_CONCURRENT_STREAMS', 100],
  ['INITIAL_WINDOW_SIZE', 65_535],
  ['MAX_FRAME_SIZE', 16_384]
)
/** Waits for what a server sends at the start; ends at once where it closes instead. */
const started: Step[] = [
  until(any(all({ until: 'settings' }, { until: 'settings acknowledged' }), goaway)),
  ...barrier(),
  ...canary()
]
/** What follows a bad preface: the server may take it for a version of HTTP in which an answer precedes the closing. */
const ending: Step[] = [...started, untilQuiet({ until: 'closed' })]

/** Our acknowledgement of the server's SETTINGS must not come before our own preface is complete. */
const unacknowledging: Step[] = [...opening, { do: 'automate', set: { acknowledge: false } }]
const acknowledging: Step[] = [
  until(any({ until: 'settings' }, goaway)),
  send({ frame: 'SETTINGS', ack: true }),
  { do: 'automate', set: { acknowledge: true } },
  ...started
]
/** Messages in one write, or in two with time between them. */
const written = (one: readonly Message[], between: readonly Step[], two: readonly Message[]): Step => ({
  do: 'repeat',
  times: 1,
  steps: [send(...one), ...between, send(...two)]
})
const pause: Step[] = [{ do: 'pause', patience: 'quiet' }]

/**
 * The connection ends; or it is taken for one of another version of HTTP, so that HTTP/2 is not spoken on it. The reader of
 * traces sees no frames of ours behind such a preface, so that the answers to them are looked for here.
 */
const refused = that('the connection terminated, or an answer that is not HTTP/2', (view) => {
  const { closing } = view
  if (closing !== undefined) return conforms('close only', 'the connection was closed', [closing.entry])
  const foreign = view.events.find((event) => event.event === 'foreign' && event.by === 'target')
  if (foreign !== undefined)
    return conforms('response', 'the server answered as another version of HTTP does', [foreign.entry])
  const answer = view
    .frames()
    .find(({ frame }) => (isType(frame, 'PING') && has(frame, 'ACK')) || isType(frame, 'HEADERS'))
  return answer === undefined
    ? judgeProbe(connectionClosed(), view)
    : violates('the server went on: what was sent later was answered', [answer.entry])
})

/** Octets in place of the preface, each with one thing wrong. */
const wrong: readonly (readonly [id: string, title: string, text: string])[] = [
  ['with-wrong-first-octet', 'a preface whose first octet is wrong', `Q${PREFACE.slice(1)}`],
  ['with-wrong-last-octet', 'a preface whose last octet is wrong', `${PREFACE.slice(0, -1)}\r`],
  ['with-wrong-version', 'a preface for HTTP/2.1', PREFACE.replace('2.0', '2.1')],
  ['in-lower-case', 'a preface in lower case', PREFACE.toLowerCase()],
  ['with-wrong-second-part', 'a preface with SN in place of SM', PREFACE.replace('SM', 'SN')],
  ['without-last-octet', 'a preface that lacks its last octet', PREFACE.slice(0, -1)],
  ['without-first-octet', 'a preface that lacks its first octet', PREFACE.slice(1)],
  ['left-out', 'SETTINGS with no preface before it', '']
]

/** Frames in place of the SETTINGS frame that completes the preface. */
const first: readonly (readonly [name: string, frame: Message])[] = [
  ['headers', get(1)],
  ['ping', ping('7a79 7068 6f73 0003')],
  ['window-update', { frame: 'WINDOW_UPDATE', stream: 0, increment: 1 }],
  ['priority', { frame: 'PRIORITY', stream: 1, priority: { dependency: 0 } }]
]

export const cases = [
  ...wrong.map(([id, title, text]) =>
    offence({
      id: `http2/preface-${id}`,
      title,
      requirements: ['rfc9113-3.4-4', 'rfc9113-3.4-5'],
      opening,
      control: [preface, longer],
      probe: [{ text }, longer],
      then: ending,
      expect: refused,
      why: 'GOAWAY may be left out: section 3.4 takes a peer with another preface for one that does not speak HTTP/2.'
    })
  ),
  ...first.map(([name, frame]) =>
    offence({
      id: `http2/preface-followed-by-${name}`,
      title: `a preface whose first frame is ${name.toUpperCase().replace('-', '_')}, not SETTINGS`,
      requirements: ['rfc9113-3.4-4', 'rfc9113-3.4-5'],
      opening,
      control: [preface, settings(), frame],
      probe: [preface, frame, settings()],
      then: ending,
      expect: anyOf(connectionClosed(), connectionError('PROTOCOL_ERROR')),
      why: 'The preface is the 24 octets and the SETTINGS frame that has to follow them.'
    })
  ),
  tolerance({
    id: 'http2/preface-with-empty-settings',
    title: 'a preface that ends with SETTINGS without a setting',
    requirements: ['rfc9113-3.4-1'],
    opening,
    control: [preface, settings(['MAX_CONCURRENT_STREAMS', 100])],
    probe: [preface, settings()],
    then: started,
    expect: accepted()
  }),
  tolerance({
    id: 'http2/preface-in-two-parts',
    title: 'a preface that arrives in two parts',
    requirements: ['rfc9113-3.4-1', 'rfc9113-3.4-4'],
    opening: unacknowledging,
    control: written([{ text: PREFACE.slice(0, 14) }], [], [{ text: PREFACE.slice(14) }, settings()]),
    probe: written([{ text: PREFACE.slice(0, 14) }], pause, [{ text: PREFACE.slice(14) }, settings()]),
    then: acknowledging,
    expect: accepted(),
    why: 'TCP keeps no boundaries: a preface is complete with its last octet, whenever that comes.'
  }),
  tolerance({
    id: 'http2/settings-apart-from-preface',
    title: 'a SETTINGS frame that arrives after the 24 octets of the preface',
    requirements: ['rfc9113-3.4-1'],
    opening: unacknowledging,
    control: written([preface], [], [settings()]),
    probe: written([preface], pause, [settings()]),
    then: acknowledging,
    expect: accepted()
  }),
  tolerance({
    id: 'http2/request-right-after-preface',
    title: "a request that does not wait for the server's SETTINGS",
    requirements: ['rfc9113-3.4+2'],
    opening: [...opening, send(preface, settings())],
    control: until(all({ until: 'settings' }, { until: 'settings acknowledged' })),
    probe: undefined,
    then: [send(get(1)), until(any(response(1), goaway)), ...barrier(), ...canary()],
    expect: accepted(1)
  }),
  obligation({
    id: 'http2/preface-settings-not-acknowledged',
    title: 'the SETTINGS of the preface, which is acknowledged after the preface of the server',
    requirements: ['rfc9113-3.4-3'],
    opening,
    control: [preface, settings(['MAX_CONCURRENT_STREAMS', 100]), get(1)],
    probe: [preface, settings(), get(1)],
    then: [until(any(response(1), goaway)), ...barrier(), ...canary()],
    expect: that('an acknowledgement after the SETTINGS of the server', (view) => {
      const finding = judgeProbe(accepted(), view)
      if (finding.verdict !== 'conforms') return finding
      const settings = view
        .frames(view.events)
        .filter(({ by, frame }) => by === 'target' && isType(frame, 'SETTINGS'))
      const [first] = settings
      const acknowledgement = settings.find(({ frame }) => has(frame, 'ACK'))
      if (acknowledgement === undefined)
        return violates('the SETTINGS frame was not acknowledged, while what was sent later was answered', [
          view.barrier?.entry ?? 0
        ])
      return first === acknowledgement
        ? violates("the acknowledgement came before the server's own SETTINGS", [acknowledgement.entry])
        : conforms('exact', 'the SETTINGS frame was acknowledged', [acknowledgement.entry])
    })
  })
]
