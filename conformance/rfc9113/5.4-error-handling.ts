import { connectionClosed, connectionError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { codeIn } from '../../lab/http2/reading.ts'
import { uint32 } from '../../lab/http2/split.ts'
import {
  barrier,
  canary,
  get,
  goaway,
  over,
  ping,
  send,
  settings,
  until,
  untilQuiet,
  type Step
} from '../../lab/http2/steps.ts'
import { conforms, violates } from '../../lab/verdict.ts'
import { obligation, offence } from '../http2/server-case.ts'

const LAWFUL = ping('01 02 03 04 05 06 07 08')
/** An error of the connection that no implementation is known to miss. */
const UNLAWFUL = ping('01 02 03 04 05 06 07')
const LAST = 5

const served: Step[] = [send(get(1)), until(over(1)), send(get(LAST)), until(over(LAST))]

export const cases = [
  obligation({
    id: 'http2/goaway-without-last-stream',
    title: 'a connection error after two requests, of which GOAWAY names the last',
    requirements: ['rfc9113-5.4.1-1'],
    given: served,
    control: LAWFUL,
    probe: UNLAWFUL,
    then: [untilQuiet(goaway), ...barrier()],
    expect: that(`GOAWAY with last stream identifier ${LAST}`, (view) => {
      const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      if (error === undefined)
        return view.closing === undefined
          ? judgeProbe(connectionError('FRAME_SIZE_ERROR'), view)
          : violates('the connection was closed without GOAWAY', [view.closing.entry])
      const last = uint32(error.frame.payload, 0)
      return last === LAST
        ? conforms('exact', `GOAWAY names stream ${last}`, [error.entry])
        : violates(`GOAWAY names stream ${last}, after requests on streams 1 and ${LAST}`, [error.entry])
    })
  }),
  offence({
    id: 'http2/connection-open-after-goaway',
    title: 'a connection error, after which the connection is closed',
    requirements: ['rfc9113-5.4.1-2', 'rfc9113-5.4-5'],
    control: LAWFUL,
    probe: UNLAWFUL,
    then: [untilQuiet(goaway), ...barrier(), ...canary(), untilQuiet({ until: 'closed' })],
    expect: connectionClosed()
  }),
  offence({
    id: 'http2/several-errors-in-a-frame',
    title: 'a SETTINGS frame with two values beyond their ranges, for which different errors are named',
    requirements: ['rfc9113-5.4-4', 'rfc9113-5.4-6'],
    control: settings(['INITIAL_WINDOW_SIZE', 0x7fffffff], ['MAX_FRAME_SIZE', 16_384]),
    probe: settings(['INITIAL_WINDOW_SIZE', 0x80000000], ['MAX_FRAME_SIZE', 16_383]),
    expect: connectionError('FLOW_CONTROL_ERROR', 'PROTOCOL_ERROR'),
    why: 'Either error may be reported.'
  })
]
