import { that } from '../../lab/http2/expectation.ts'
import type { FieldLine, FrameOf } from '../../lab/http2/message.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { any, barrier, canary, goaway, over, REQUEST, response, until } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { refusedConnect } from '../http2/refused-connect.ts'
import { offence, tolerance } from '../http2/server-case.ts'

const CONNECT: FieldLine = [':method', 'CONNECT']
const PROTOCOL: FieldLine = [':protocol', 'websocket']
const AUTHORITY: FieldLine = [':authority', '{authority}']
const SCHEME_AND_PATH = REQUEST.filter(([name]) => name === ':scheme' || name === ':path')
const TARGET = REQUEST.slice(1)
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

export const cases = [
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
      ['without-path', ':path'],
      ['without-authority', ':authority']
    ] as const
  ).map(([id, missing]) =>
    offence({
      id: `http2/extended-connect-${id}`,
      title: `CONNECT with :protocol and without ${missing}`,
      requirements: missing === ':authority' ? ['rfc9113-8.5+1'] : ['rfc8441-4-2'],
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
