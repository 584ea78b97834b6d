import { connectionError, that } from '../../../lab/http2/expectation.ts'
import { acceptedByClient } from '../../../lab/http2/judge-client.ts'
import { has, isType } from '../../../lab/http2/reading.ts'
import { hexOf } from '../../../lab/http2/observer.ts'
import type { View } from '../../../lab/http2/view.ts'
import { ping, send, settings, until } from '../../../lab/http2/steps.ts'
import { finish, FIRST } from '../../../lab/http2/steps-client.ts'
import { conforms, violates } from '../../../lab/verdict.ts'
import { obligation, offence } from '../../http2/client-case.ts'
import { framesAfter } from '../../http2/client-expectations.ts'

const OPAQUE = 'ff 00 0d 0a 80 7f c3 28'
const answers = (view: View) =>
  framesAfter(view).filter(
    ({ frame }) =>
      isType(frame, 'PING') && has(frame, 'ACK') && hexOf(frame.payload) === OPAQUE.replaceAll(' ', '')
  )

export const cases = [
  ...(
    [
      ['ping-with-7-octets', 'with 7 octets of opaque data', '01 02 03 04 05 06 07'],
      ['ping-with-9-octets', 'with 9 octets of opaque data', '01 02 03 04 05 06 07 08 09'],
      ['empty-ping', 'without opaque data', '']
    ] as const
  ).map(([name, title, opaque]) =>
    offence({
      id: `http2/client/${name}`,
      title: `a PING frame ${title}`,
      requirements: ['rfc9113-6.7-7', 'rfc9113-4.2-2'],
      control: ping('01 02 03 04 05 06 07 08'),
      probe: ping(opaque),
      expect: connectionError('FRAME_SIZE_ERROR')
    })
  ),
  offence({
    id: 'http2/client/ping-on-stream',
    title: 'a PING frame on the stream of the response',
    requirements: ['rfc9113-6.7-6'],
    control: ping('01 02 03 04 05 06 07 08'),
    probe: { ...ping('01 02 03 04 05 06 07 08'), stream: FIRST },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  obligation({
    id: 'http2/client/ping-unanswered',
    title: 'a PING frame with opaque data of all kinds',
    requirements: ['rfc9113-6.7-2', 'rfc9113-6.7-4'],
    probe: ping(OPAQUE),
    // SETTINGS are the barrier here: a client that answers no PING is to be told apart from one that is silent.
    then: [send(settings()), until({ until: 'settings acknowledged' }), ...finish()],
    expect: that('one PING with ACK and the same opaque data', (view) => {
      const [first, ...more] = answers(view)
      if (first !== undefined && more.length === 0) return conforms('exact', 'it was answered', [first.entry])
      const found = acceptedByClient(view)
      return found.verdict === 'conforms'
        ? violates(
            `${more.length === 0 ? 'it was not answered' : 'it was answered more than once'}, while the client went on`,
            found.entries
          )
        : found
    })
  }),
  obligation({
    id: 'http2/client/ping-acknowledgement-answered',
    title: 'a PING frame with ACK that the client has not asked for',
    requirements: ['rfc9113-6.7-5'],
    probe: { ...ping(OPAQUE), ack: true } as ReturnType<typeof ping>,
    expect: that('no answer', (view) => {
      const [answer] = answers(view)
      if (answer !== undefined) return violates('it was answered by another PING with ACK', [answer.entry])
      const found = acceptedByClient(view)
      // To end the connection is no answer, either.
      return found.verdict === 'violates'
        ? conforms('close only', `not answered, but: ${found.reason}`, found.entries)
        : found
    }),
    why: 'No sentence makes an unexpected acknowledgement an error.'
  })
]
