import { literal, indexed } from '../../../impl/hpack/representation.ts'
import { accepted, connectionError, that } from '../../../lab/http2/expectation.ts'
import type { Message } from '../../../lab/http2/message.ts'
import { codeTextIn, has, isType } from '../../../lab/http2/reading.ts'
import { errorText } from '../../../lab/http2/registry.ts'
import { any, send, settings, until, untilQuiet } from '../../../lab/http2/steps.ts'
import {
  clientBarrier,
  finish,
  FIRST,
  head,
  packed,
  requested,
  SECOND,
  settled,
  tail,
  whole
} from '../../../lab/http2/steps-client.ts'
import type { View } from '../../../lab/http2/view.ts'
import { conforms, inconclusive, unsupported, violates } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import {
  acknowledgement,
  barrierOf,
  complaint,
  exitOf,
  passedOver,
  requestsOf
} from '../../http2/client-expectations.ts'

const STATUS_200 = indexed(8)
/** A final status that is not in the static table, put into the dynamic table. */
const STATUS_207 = literal({ nameIndex: 8, value: '207', indexing: 'incremental' })
const NEWEST = indexed(62)

/** Entry with which we ended a stream. */
const lastWord = (view: View, stream: number): number =>
  view
    .frames(view.events)
    .find(({ by, frame }) => by === 'lab' && frame.stream === stream && has(frame, 'END_STREAM'))?.entry ??
  Infinity

export const cases = [
  offence({
    id: 'http2/client/undecodable-field-block',
    title: 'a field block that refers to an entry that does not exist',
    requirements: ['rfc9113-4.3-3', 'rfc7541-2.3.3-1'],
    given: [],
    control: packed(FIRST, STATUS_200, literal({ nameIndex: 54, value: 'z', indexing: 'without' })),
    probe: packed(FIRST, STATUS_200, literal({ nameIndex: 70, value: 'z', indexing: 'without' })),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  tolerance({
    id: 'http2/client/table-entry-of-another-stream',
    title: 'a status that is in the dynamic table since the response on another stream',
    requirements: ['rfc9113-4.3+1', 'rfc7541-2.3.3+1'],
    task: 'several',
    given: [send(packed(FIRST, STATUS_207), tail(FIRST)), requested(2)],
    control: packed(SECOND, STATUS_200),
    probe: packed(SECOND, NEWEST),
    expect: accepted(SECOND),
    why: 'With a table for each stream there is no such entry.'
  }),
  obligation({
    id: 'http2/client/table-entry-of-refused-response',
    title: 'an entry that a malformed response on another stream put into the dynamic table',
    requirements: ['rfc9113-4.3-2', 'rfc9113-5.1-11', 'rfc9113-8.1.1-3'],
    task: 'several',
    given: [],
    control: packed(
      FIRST,
      STATUS_207,
      literal({ name: 'accept-ranges', value: 'none', indexing: 'without' })
    ),
    probe: packed(FIRST, STATUS_207, literal({ name: 'Accept-ranges', value: 'none', indexing: 'without' })),
    then: [
      untilQuiet(any({ until: 'frame', frame: 'RST_STREAM' }, { until: 'frame', frame: 'GOAWAY' })),
      send(tail(FIRST)),
      requested(2),
      send(packed(SECOND, NEWEST)),
      ...clientBarrier(),
      ...finish('several', 1)
    ],
    expect: that(
      'the entry to be known, or the connection to have ended for the malformed response',
      (view) => {
        const goaway = complaint(view)
        if (goaway !== undefined)
          return codeTextIn(goaway.frame) === errorText(9)
            ? violates('the entry was not known: GOAWAY with COMPRESSION_ERROR', [goaway.entry])
            : conforms('escalated', `GOAWAY with ${codeTextIn(goaway.frame)}`, [goaway.entry])
        const second = requestsOf(view)[1]
        if (second === undefined) return conforms('close only', 'the client made no further request')
        const reset = view
          .frames()
          .find(
            ({ entry, frame }) =>
              entry > second.entry &&
              isType(frame, 'RST_STREAM') &&
              frame.stream === second.frame.stream &&
              entry < lastWord(view, second.frame.stream)
          )
        if (reset !== undefined)
          return violates(`the second response was refused with ${codeTextIn(reset.frame)}`, [reset.entry])
        const read = barrierOf(view)
        if (read !== undefined) return conforms('exact', 'the second response was read', [read.entry])
        const end = exitOf(view)
        return end === undefined
          ? inconclusive('the client did not react')
          : conforms('close only', 'the client ended', [end.entry])
      }
    )
  }),
  obligation({
    id: 'http2/client/table-size-lowered',
    title: 'SETTINGS_HEADER_TABLE_SIZE of 0 while the table for requests holds entries',
    requirements: ['rfc9113-4.3.1-1', 'rfc7541-4.2-2', 'rfc7541-4.2-1'],
    task: 'several',
    given: [send(head(FIRST))],
    control: settings(['HEADER_TABLE_SIZE', 4096]),
    probe: settings(['HEADER_TABLE_SIZE', 0]),
    then: [
      until({ until: 'settings acknowledged' }),
      send(tail(FIRST)),
      requested(2),
      send(...whole(SECOND)),
      requested(3),
      send(...whole({ request: 2 })),
      { do: 'exit' }
    ],
    expect: that('a size update at the start of the next field block', (view) => {
      const acknowledged = acknowledgement(view, 2)
      const next = requestsOf(view).find(({ entry }) => entry > (acknowledged ?? Infinity))
      if (next === undefined) return unsupported('it had made all its requests before')
      const { payload, flags } = next.frame
      const start = ((flags & 8) === 0 ? 0 : 1) + ((flags & 0x20) === 0 ? 0 : 5)
      const first = payload[start] ?? 0
      if (first === 0x20)
        return conforms('exact', 'the next field block begins with a size update to 0', [next.entry])
      return (first & 0xe0) === 0x20
        ? violates('the first size update of the next field block is not to 0', [next.entry])
        : violates('the next field block begins with no size update', [next.entry])
    })
  }),
  obligation({
    id: 'http2/client/smallest-table-size-not-signalled',
    title: 'SETTINGS_HEADER_TABLE_SIZE of 0, and of 4,096 right behind it',
    requirements: ['rfc7541-4.2-3', 'rfc9113-4.3.1-1'],
    task: 'several',
    given: [send(head(FIRST))],
    control: [settings(['HEADER_TABLE_SIZE', 4096])],
    probe: [settings(['HEADER_TABLE_SIZE', 0]), settings(['HEADER_TABLE_SIZE', 4096])],
    then: [
      until({ until: 'settings acknowledged' }),
      ...settled(),
      send(tail(FIRST)),
      requested(2),
      send(...whole(SECOND)),
      requested(3),
      send(...whole({ request: 2 })),
      { do: 'exit' }
    ],
    expect: that('a size update to 0 at the start of the next field block', (view) => {
      const acknowledged = acknowledgement(view, 3)
      const next = requestsOf(view).find(({ entry }) => entry > (acknowledged ?? Infinity))
      if (next === undefined) return unsupported('it had made all its requests before')
      const { payload, flags } = next.frame
      const start = ((flags & 8) === 0 ? 0 : 1) + ((flags & 0x20) === 0 ? 0 : 5)
      return payload[start] === 0x20
        ? conforms('exact', 'the next field block begins with a size update to 0', [next.entry])
        : violates('the next field block does not begin with a size update to 0', [next.entry])
    }),
    why: 'The smallest of several sizes is signalled first: what the table held is gone.'
  }),
  obligation({
    id: 'http2/client/table-entry-behind-large-section',
    title: 'an entry of the dynamic table that came at the end of a field block of 125,000 octets',
    requirements: ['rfc9113-10.5.1-2', 'rfc9113-4.3-2'],
    task: 'several',
    given: [],
    control: large(0),
    probe: large(8),
    then: [
      untilQuiet(any({ until: 'frame', frame: 'RST_STREAM' }, { until: 'frame', frame: 'GOAWAY' })),
      send(tail(FIRST)),
      requested(2),
      send(packed(SECOND, STATUS_200, NEWEST)),
      ...clientBarrier(),
      ...finish('several', 1)
    ],
    expect: passedOver(),
    why: 'A client may refuse so large a section; it has to decode it all the same.'
  }),
  offence({
    id: 'http2/client/no-size-update-for-small-table',
    title: 'a field block without a size update after a table below 4,096 octets was acknowledged',
    requirements: ['rfc9113-4.3.1-2'],
    needs: ['small-table'],
    given: [],
    control: {
      frame: 'HEADERS',
      stream: FIRST,
      block: { representations: [{ kind: 'sizeUpdate', size: { peer: 'HEADER_TABLE_SIZE' } }, STATUS_200] }
    },
    probe: { frame: 'HEADERS', stream: FIRST, block: { representations: [STATUS_200] } },
    expect: connectionError('COMPRESSION_ERROR')
  })
]

/** A response of 3,125 field lines (x: a) a round, whose last one goes into the dynamic table. */
function large(times: number): Message[] {
  return [
    { ...head(FIRST), endHeaders: false },
    { frame: 'CONTINUATION', stream: FIRST, endHeaders: false, payload: '0001780161'.repeat(3125), times },
    {
      frame: 'CONTINUATION',
      stream: FIRST,
      block: { representations: [literal({ name: 'x-zyphos', value: '1', indexing: 'incremental' })] }
    }
  ]
}
