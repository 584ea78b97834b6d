import { accepted, that } from '../../lab/http2/expectation.ts'
import type { FieldLine, FrameOf } from '../../lab/http2/message.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import {
  any,
  barrier,
  canary,
  extendedConnect,
  goaway,
  over,
  response,
  send,
  until,
  untilQuiet
} from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { tunnelled } from '../http2/tunnelled.ts'
import { refusedConnect } from '../http2/refused-connect.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'

const CONNECT: FieldLine = [':method', 'CONNECT']
const PROTOCOL: FieldLine = [':protocol', '{protocol}']
const AUTHORITY: FieldLine = [':authority', '{authority}']
const SCHEME_AND_PATH: readonly FieldLine[] = [
  [':scheme', '{scheme}'],
  [':path', '{tunnel}']
]
const TARGET: readonly FieldLine[] = [[':scheme', '{scheme}'], AUTHORITY, [':path', '{tunnel}']]
const request = (...block: FieldLine[]): FrameOf<'HEADERS'> => ({ frame: 'HEADERS', stream: 1, block })
const extended = (...more: FieldLine[]) => request(CONNECT, PROTOCOL, ...TARGET, ...more)

/** Not found malformed: any response will do, since few resources take a tunnel. */
const taken = {
  expect: that('the request answered, not found malformed', (view) => {
    const response = view.response(1)
    const reset = view.resets(1).find(({ frame }) => codeIn(frame) !== 0)
    const end = view.goaways.find(({ frame }) => codeIn(frame) !== 0) ?? view.closing
    if (response !== undefined && response.status !== 400)
      return conforms('exact', `answered with status ${response.status}`, [response.event.entry])
    if (response !== undefined) return violates('refused with status 400', [response.event.entry])
    if (reset !== undefined)
      return violates(`RST_STREAM with ${codeTextIn(reset.frame)} although the request is lawful`, [
        reset.entry
      ])
    if (end !== undefined) return violates('the connection ended although the request is lawful', [end.entry])
    return inconclusive('no answer to the request')
  }),
  then: [until(any(response(1), over(1), goaway)), ...barrier(), ...canary()]
}

/** The tunnel is open, so that what follows goes to its other end. */
const connected = {
  needs: ['tunnel'],
  given: [send(extendedConnect(1)), until(any(response(1), over(1), goaway))]
} as const

export const cases = [
  tolerance({
    ...connected,
    needs: ['tunnel', 'cleartext'],
    id: 'http2/extended-connect-as-tcp-tunnel',
    title: 'a tunnel by extended CONNECT for the authority of the server itself, and an HTTP/2 preface in it',
    requirements: ['rfc8441-4-3'],
    control: { frame: 'DATA', stream: 1, data: '' },
    probe: { frame: 'DATA', stream: 1, data: `${PREFACE}\0\0\0\x04\0\0\0\0\0` },
    then: [untilQuiet(any({ until: 'data', stream: 1, octets: 9 }, over(1), goaway)), ...barrier()],
    expect: that('no answer of an HTTP/2 server in the tunnel', (view) => {
      const { octets, entry } = tunnelled(view, 1)
      // SETTINGS on stream 0, or HTTP/1.1: what a TCP connection to that authority would give.
      const settings = octets[3] === 0x04 && octets.slice(5, 9).every((octet) => octet === 0)
      const text = String.fromCharCode(...octets.slice(0, 5))
      if (settings || text === 'HTTP/')
        return violates('the server answered itself through the tunnel', [entry])
      const { barrier } = view
      return barrier === undefined
        ? inconclusive('no answer to what was sent later')
        : conforms('exact', 'nothing of what a TCP tunnel would give came', [barrier.entry])
    }),
    why: 'Whoever took the authority for the end of a TCP tunnel would here connect to the server itself, which then answers.'
  }),
  obligation({
    ...connected,
    id: 'http2/tunnel-not-ended-by-end-stream',
    title: 'END_STREAM in a tunnel by extended CONNECT, which ends it as FIN would',
    requirements: ['rfc8441-5+2'],
    control: { frame: 'DATA', stream: 1 },
    probe: { frame: 'DATA', stream: 1, endStream: true },
    then: [untilQuiet(any(over(1), goaway)), ...barrier(), ...canary()],
    expect: that('the tunnel ended from the other side too, and the connection to go on', (view) => {
      const reset = view.resets(1).find(({ frame }) => codeIn(frame) !== 0 && codeTextIn(frame) !== 'CANCEL')
      if (reset !== undefined)
        return violates(`RST_STREAM with ${codeTextIn(reset.frame)} in answer to an orderly end`, [
          reset.entry
        ])
      const { barrier } = view
      if (barrier === undefined) return inconclusive('no answer to what was sent later')
      return view.endedBefore(1, Infinity) || view.resets(1).length > 0
        ? conforms('exact', 'the tunnel ended', [barrier.entry])
        : violates('the tunnel stayed open, while what was sent later was answered', [barrier.entry])
    })
  }),
  tolerance({
    ...connected,
    id: 'http2/tunnel-reset-with-cancel',
    title: 'RST_STREAM with CANCEL in a tunnel by extended CONNECT, as for a reset of TCP',
    requirements: ['rfc8441-5+2', 'rfc9113-7-1'],
    control: { frame: 'DATA', stream: 1 },
    probe: { frame: 'RST_STREAM', stream: 1, code: 'CANCEL' },
    expect: accepted()
  }),
  offence({
    id: 'http2/extended-connect-not-announced',
    title: 'CONNECT with :protocol to a server that does not set SETTINGS_ENABLE_CONNECT_PROTOCOL',
    requirements: ['rfc8441-3+1', 'rfc9113-8.3-4'],
    needs: ['no-extended-connect', 'connect'],
    control: { frame: 'HEADERS', stream: 1, block: [CONNECT, AUTHORITY], endStream: true },
    probe: {
      frame: 'HEADERS',
      stream: 1,
      block: [CONNECT, PROTOCOL, ...SCHEME_AND_PATH, AUTHORITY],
      endStream: true
    },
    ...refusedConnect()
  }),
  tolerance({
    id: 'http2/extended-connect',
    title: 'CONNECT with :protocol, :scheme, :authority and :path',
    requirements: ['rfc8441-3-2', 'rfc8441-4-1', 'rfc8441-5-1'],
    needs: ['extended-connect'],
    control: { frame: 'HEADERS', stream: 1, block: [CONNECT, AUTHORITY], endStream: true },
    probe: {
      frame: 'HEADERS',
      stream: 1,
      block: [CONNECT, PROTOCOL, ...SCHEME_AND_PATH, AUTHORITY],
      endStream: true
    },
    ...taken
  }),
  tolerance({
    id: 'http2/extended-connect-without-key',
    title: 'CONNECT for a WebSocket with the version field and without Sec-WebSocket-Key',
    requirements: ['rfc8441-5+1', 'rfc8441-5-1'],
    needs: ['extended-connect'],
    control: extended(['sec-websocket-version', '13'], ['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ==']),
    probe: extended(['sec-websocket-version', '13']),
    ...taken
  }),
  ...(
    [
      ['without-scheme', ':scheme'],
      ['without-path', ':path']
    ] as const
  ).map(([id, missing]) =>
    offence({
      id: `http2/extended-connect-${id}`,
      title: `CONNECT with :protocol and without ${missing}`,
      requirements: ['rfc8441-4-2'],
      needs: ['extended-connect'],
      control: { frame: 'HEADERS', stream: 1, block: [CONNECT, PROTOCOL, ...TARGET], endStream: true },
      probe: {
        frame: 'HEADERS',
        stream: 1,
        block: [CONNECT, PROTOCOL, ...TARGET.filter(([name]) => name !== missing)],
        endStream: true
      },
      ...refusedConnect()
    })
  ),
  offence({
    id: 'http2/extended-connect-with-protocol-twice',
    title: 'CONNECT with :protocol twice',
    requirements: ['rfc8441-4-1', 'rfc9113-8.3-8'],
    needs: ['extended-connect'],
    control: { frame: 'HEADERS', stream: 1, block: [CONNECT, PROTOCOL, ...TARGET], endStream: true },
    probe: { frame: 'HEADERS', stream: 1, block: [CONNECT, PROTOCOL, PROTOCOL, ...TARGET], endStream: true },
    ...refusedConnect()
  }),
  ...(
    [
      ['connection', ['connection', 'upgrade']],
      ['upgrade', ['upgrade', 'websocket']]
    ] as const
  ).map(([id, field]) =>
    offence({
      id: `http2/extended-connect-with-${id}`,
      title: `CONNECT with :protocol and the ${id} field of HTTP/1.1`,
      requirements: ['rfc8441-5-3', 'rfc9113-8.2.2-2'],
      needs: ['extended-connect'],
      control: { frame: 'HEADERS', stream: 1, block: [CONNECT, PROTOCOL, ...TARGET], endStream: true },
      probe: { frame: 'HEADERS', stream: 1, block: [CONNECT, PROTOCOL, ...TARGET, field], endStream: true },
      ...refusedConnect()
    })
  )
]
