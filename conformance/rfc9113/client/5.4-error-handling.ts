import { connectionClosed, connectionError, that } from '../../../lab/http2/expectation.ts'
import { codeTextIn, isType } from '../../../lab/http2/reading.ts'
import { uint32 } from '../../../lab/http2/split.ts'
import { ping } from '../../../lab/http2/steps.ts'
import { clientBarrier, finish, FIRST } from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, violates } from '../../../lab/verdict.ts'
import { offence } from '../../http2/client-case.ts'
import { barrierOf, complaint, rejectionByClose, requestsOf } from '../../http2/client-expectations.ts'

const long = { control: ping('01 02 03 04 05 06 07 08'), probe: ping('01 02 03 04 05 06 07 08 09') }

export const cases = [
  offence({
    ...long,
    id: 'http2/client/connection-open-after-error',
    title: 'a connection error, and what becomes of the connection',
    requirements: ['rfc9113-5.4.1-2'],
    then: [
      ...clientBarrier(),
      { do: 'until', criterion: { until: 'closed' }, patience: 'quiet' },
      ...finish()
    ],
    expect: connectionClosed()
  }),
  offence({
    ...long,
    id: 'http2/client/connection-error-without-goaway',
    title: 'a connection error, and what is said about it',
    requirements: ['rfc9113-5.4.1-1'],
    expect: that('GOAWAY that names the last stream of the server', (view) => {
      const goaway = complaint(view)
      if (goaway !== undefined) {
        const last = uint32(goaway.frame.payload, 0) % 0x80000000
        return last === 0
          ? conforms('exact', `GOAWAY with ${codeTextIn(goaway.frame)}`, [goaway.entry])
          : violates(`GOAWAY names stream ${last}, which the server has not opened`, [goaway.entry])
      }
      const close = rejectionByClose(view)
      if (close !== undefined) return violates('the connection was closed without GOAWAY', [close.entry])
      const barrier = barrierOf(view)
      return barrier === undefined
        ? inconclusive('the client did not react')
        : violates('the client went on', [barrier.entry])
    })
  }),
  offence({
    id: 'http2/client/two-errors-at-once',
    title: 'a PING frame that is too long, on a stream',
    requirements: ['rfc9113-5.4-4', 'rfc9113-5.4-6'],
    probe: { ...ping('01 02 03 04 05 06 07 08 09'), stream: FIRST },
    expect: connectionError('PROTOCOL_ERROR', 'FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/client/stream-error-as-connection-error',
    title: 'an offence on one stream',
    requirements: ['rfc9113-5.4.1-3'],
    control: {
      frame: 'HEADERS',
      stream: FIRST,
      block: [
        [':status', '103'],
        ['x-a', 'b']
      ]
    },
    probe: {
      frame: 'HEADERS',
      stream: FIRST,
      block: [
        [':status', '103'],
        ['X-a', 'b']
      ]
    },
    given: [],
    then: [
      { do: 'send', messages: [{ frame: 'HEADERS', stream: FIRST, block: [[':status', '200']] }] },
      ...clientBarrier(),
      ...finish()
    ],
    expect: that('the stream reset, or the connection ended', (view) => {
      const [request] = requestsOf(view)
      const reset = view
        .frames()
        .find(({ frame }) => isType(frame, 'RST_STREAM') && frame.stream === request?.frame.stream)
      if (reset !== undefined)
        return conforms('exact', `RST_STREAM with ${codeTextIn(reset.frame)}`, [reset.entry])
      const end = complaint(view) ?? rejectionByClose(view)
      if (end !== undefined) return conforms('escalated', 'the connection was ended', [end.entry])
      const exit = view.after.find(({ event }) => event === 'exit')
      if (exit?.event === 'exit' && (exit.status ?? 0) !== 0)
        return conforms('exit status', `the client failed: exit status ${exit.status}`, [exit.entry])
      const barrier = barrierOf(view)
      return barrier === undefined
        ? inconclusive('the client did not react')
        : violates('the client went on, and took a malformed interim response', [barrier.entry])
    })
  })
]
