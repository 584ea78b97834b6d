import { UPLOAD_OCTETS } from '../../../lab/clients/task.ts'
import { connectionError, that } from '../../../lab/http2/expectation.ts'
import { isType } from '../../../lab/http2/reading.ts'
import { any, goaway, send, until, untilQuiet } from '../../../lab/http2/steps.ts'
import {
  clientBarrier,
  exit,
  FIRST,
  head,
  listening,
  settled,
  tail
} from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, violates } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { barrierOf, exitOf, framesAfter, idOf, undisturbed } from '../../http2/client-expectations.ts'

/**
 * The last frame of a response, or RST_STREAM in its place: DATA with END_STREAM, whose flag has no meaning in RST_STREAM,
 * and whose four octets are its error code.
 */
const lastOr = (code: string) => ({
  control: { frame: 0x00, stream: FIRST, flags: ['END_STREAM'], payload: code } as const,
  probe: { frame: 0x03, stream: FIRST, flags: ['END_STREAM'], payload: code } as const
})

export const cases = [
  offence({
    id: 'http2/client/rst-stream-on-stream-0',
    title: 'a RST_STREAM frame on stream 0',
    requirements: ['rfc9113-6.4-4'],
    probe: { frame: 'RST_STREAM', stream: 0, code: 'CANCEL' },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...(
    [
      ['short', 'of 3 octets', '00 00 00'],
      ['long', 'of 5 octets', '00 00 00 08 00'],
      ['empty', 'without payload', '']
    ] as const
  ).map(([name, title, payload]) =>
    offence({
      id: `http2/client/${name}-rst-stream`,
      title: `a RST_STREAM frame ${title}`,
      requirements: ['rfc9113-6.4-7', 'rfc9113-4.2-2'],
      probe: { frame: 'RST_STREAM', stream: FIRST, code: 'CANCEL', payload },
      expect: connectionError('FRAME_SIZE_ERROR')
    })
  ),
  ...(
    [
      ['refused', '00 00 00 07', 'REFUSED_STREAM', ['rfc9113-8.7-1', 'rfc9113-5.4.2-4']],
      ['internal-error', '00 00 00 02', 'INTERNAL_ERROR', ['rfc9113-5.4.2-4', 'rfc9113-6.4-1']],
      ['http-1.1-required', '00 00 00 0d', 'HTTP_1_1_REQUIRED', ['rfc9113-5.4.2-4']],
      ['unknown-code', '7a 79 70 68', 'an unknown error code', ['rfc9113-7-1', 'rfc9113-5.5-1']]
    ] as const
  ).map(([name, code, title, requirements]) =>
    tolerance({
      id: `http2/client/rst-stream-${name}`,
      title: `RST_STREAM with ${title} before the response is complete`,
      requirements,
      ...lastOr(code),
      then: [untilQuiet(any({ until: 'request', count: 2 }, goaway)), exit],
      expect: undisturbed()
    })
  ),
  obligation({
    id: 'http2/client/upload-goes-on-after-rst-stream',
    title: 'RST_STREAM while an upload waits for the window of the connection, which then opens',
    requirements: ['rfc9113-6.4-1'],
    task: 'upload',
    opening: [
      { do: 'open', task: 'upload' },
      { do: 'automate', set: { replenish: false } },
      ...listening({ task: 'upload', settings: [['INITIAL_WINDOW_SIZE', 1_000_000]] }).slice(1)
    ],
    given: [until({ until: 'data', stream: FIRST, octets: 65_535 }), send(head(FIRST))],
    probe: { frame: 'RST_STREAM', stream: FIRST, code: 'CANCEL' },
    then: [
      ...clientBarrier(),
      send({ frame: 'WINDOW_UPDATE', increment: 2 * UPLOAD_OCTETS }),
      ...settled(),
      untilQuiet(any(goaway, { until: 'request', whole: true })),
      send(tail(FIRST)),
      exit
    ],
    expect: that('nothing more on the stream', (view) => {
      const late = framesAfter(view).find(
        ({ frame }) => isType(frame, 'DATA') && frame.payload.length > 0 && frame.stream === idOf(view, FIRST)
      )
      if (late !== undefined)
        return violates(`${late.frame.payload.length} octets of DATA came on the stream that we had reset`, [
          late.entry
        ])
      const end = barrierOf(view) ?? exitOf(view)
      return end === undefined
        ? inconclusive('neither an end of the client nor an answer to PING frames')
        : conforms('exact', 'nothing came', [end.entry])
    }),
    why: 'Before the reset nothing could be sent, so that nothing was under way.'
  }),
  tolerance({
    id: 'http2/client/rst-stream-twice',
    title: 'a second RST_STREAM on the same stream',
    requirements: ['rfc9113-5.4.2-3'],
    given: [],
    control: { frame: 'HEADERS', stream: FIRST, block: [[':status', '204']], endStream: true },
    probe: [
      { frame: 'HEADERS', stream: FIRST, block: [[':status', '204']], endStream: true },
      { frame: 'RST_STREAM', stream: FIRST, code: 'NO_ERROR', times: 2 }
    ],
    then: [exit],
    expect: undisturbed()
  })
]
