import { accepted, anyOf, connectionClosed, connectionError, that } from '../../../lab/http2/expectation.ts'
import { SEVERAL } from '../../../lab/clients/task.ts'
import { isType } from '../../../lab/http2/reading.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import { ping, send, until, any, goaway as goawayCame } from '../../../lab/http2/steps.ts'
import { exit, finish, FIRST, head, tail } from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, unsupported, violates } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { complaint, exitOf, requestsOf, undisturbed } from '../../http2/client-expectations.ts'

const goaway = (parts: Partial<Extract<Frame, { frame: 'GOAWAY' }>> = {}): Frame => ({
  frame: 'GOAWAY',
  last: FIRST,
  code: 'NO_ERROR',
  ...parts
})
const MARKER = '00 00 00 00 00 00 00 0b'

export const cases = [
  offence({
    id: 'http2/client/goaway-on-stream',
    title: 'a GOAWAY frame on the stream of the response',
    requirements: ['rfc9113-6.8-4'],
    control: goaway(),
    probe: goaway({ stream: FIRST }),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/goaway-cut-short',
    title: 'a GOAWAY frame of 7 octets',
    requirements: ['rfc9113-4.2-2', 'rfc9113-4.2-3'],
    control: goaway(),
    probe: goaway({ cut: 7 }),
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  tolerance({
    id: 'http2/client/goaway-while-response-under-way',
    title: 'a GOAWAY with NO_ERROR that covers the stream of a response under way',
    requirements: ['rfc9113-6.8+2'],
    probe: goaway(),
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/goaway-for-largest-stream',
    title: 'a GOAWAY with NO_ERROR and a last stream identifier of 2^31-1',
    requirements: ['rfc9113-6.8+2'],
    control: goaway(),
    probe: goaway({ last: 0x7fffffff }),
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/goaway-twice',
    title: 'two GOAWAY frames, the second with a lower last stream identifier',
    requirements: ['rfc9113-6.8-5', 'rfc9113-6.8-8'],
    control: goaway({ last: 0x7fffffff }),
    probe: [goaway({ last: 0x7fffffff }), goaway()],
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/goaway-with-debug-data',
    title: 'a GOAWAY with debug data of all kinds',
    requirements: ['rfc9113-6.8-10'],
    control: goaway(),
    probe: goaway({ debug: '\u0000\u00ff bye \r\n' }),
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/goaway-with-reserved-bit',
    title: 'a GOAWAY whose last stream identifier has the reserved bit before it',
    requirements: ['rfc9113-4.1-4'],
    control: { ...goaway({ last: 0x7fffffff }), payload: '7f ff ff ff 00 00 00 00' } as Frame,
    probe: { ...goaway({ last: 0x7fffffff }), payload: 'ff ff ff ff 00 00 00 00' } as Frame,
    expect: accepted(),
    why: 'The bit before the identifier is reserved in GOAWAY as it is in the frame header.'
  }),
  tolerance({
    id: 'http2/client/error-after-graceful-goaway',
    title: 'a GOAWAY with an error code after one with NO_ERROR',
    requirements: ['rfc9113-5.4-3'],
    control: goaway(),
    probe: [goaway(), goaway({ code: 'INTERNAL_ERROR' })],
    expect: anyOf(undisturbed(), connectionClosed())
  }),
  tolerance({
    id: 'http2/client/goaway-with-unknown-code',
    title: 'a GOAWAY with an unknown error code',
    requirements: ['rfc9113-7-1', 'rfc9113-5.5-1'],
    control: goaway(),
    probe: goaway({ code: 0x7a7a7a7a }),
    expect: undisturbed()
  }),
  tolerance({
    id: 'http2/client/reset-and-goaway-at-once',
    title: 'RST_STREAM with GOAWAY right behind it',
    requirements: ['cve-2023-35945'],
    control: [tail(FIRST), goaway()],
    probe: [tail(FIRST), { frame: 'RST_STREAM', stream: FIRST, code: 'NO_ERROR' }, goaway()],
    then: [exit],
    expect: undisturbed()
  }),
  obligation({
    id: 'http2/client/new-stream-after-goaway',
    title: 'a GOAWAY while the client has further requests to make',
    requirements: ['rfc9113-6.8-1', 'rfc9113-8.7-1'],
    task: 'several',
    given: [send(head(FIRST))],
    control: ping(MARKER),
    probe: [goaway({ last: 0x7fffffff }), ping(MARKER)],
    then: [until(any({ until: 'ping acknowledged', opaque: MARKER }, goawayCame)), ...finish('several', 0)],
    expect: that('no further request on this connection', (view) => {
      const error = complaint(view)
      if (error !== undefined) return violates('the client reported an error', [error.entry])
      if (requestsOf(view).filter(({ entry }) => entry < view.markEntry).length >= SEVERAL)
        return unsupported('it had made all its requests before')
      const seen = view
        .frames()
        .find(
          ({ by, on, frame }) =>
            by === 'target' && on === 'main' && isType(frame, 'PING') && (frame.flags & 1) !== 0
        )
      const end = exitOf(view) ?? view.closing
      const after = seen?.entry ?? Infinity
      const late = requestsOf(view).find(({ entry }) => entry > after)
      if (late !== undefined)
        return violates(`stream ${late.frame.stream} was opened after the client had read GOAWAY`, [
          late.entry
        ])
      if (seen === undefined && end === undefined)
        return inconclusive('the client did not show that it read GOAWAY')
      return conforms('exact', 'no further request came', [(seen ?? end)?.entry ?? 0])
    })
  })
]
