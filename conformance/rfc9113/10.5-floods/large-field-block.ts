import { indexed, literal } from '../../../impl/hpack/representation.ts'
import { that } from '../../../lab/http2/expectation.ts'
import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import { codeIn, codeTextIn, isType } from '../../../lab/http2/reading.ts'
import { any, goaway, over, ping, response, send, until } from '../../../lab/http2/steps.ts'
import type { View } from '../../../lab/http2/view.ts'
import { conforms, inconclusive, violates, type Finding } from '../../../lab/verdict.ts'
import { obligation } from '../../http2/server-case.ts'
import { SHORT_REQUEST } from './requests.ts'

const BETWEEN = '7a79 7068 6f73 0003'

/** Field lines of 1,000 octets, `frames` CONTINUATION frames of 12 each. */
const padding = (frames: number): Frame[] =>
  Array.from({ length: frames }, () => ({
    frame: 'CONTINUATION',
    stream: 1,
    block: Array.from({ length: 12 }, () => ['x-padding', 'z'.repeat(1000)] as const),
    endHeaders: false
  }))
const block = (frames: number): Frame[] => [
  {
    frame: 'HEADERS',
    stream: 1,
    block: { representations: SHORT_REQUEST },
    endStream: true,
    endHeaders: false
  },
  ...padding(frames),
  {
    frame: 'CONTINUATION',
    stream: 1,
    block: { representations: [literal({ name: 'x-late', value: 'late', indexing: 'incremental' })] }
  }
]

/**
 * RFC 9113, section 10.5.1: a field block that is too large is refused for its message, and still fed to the decoder,
 * unless the connection is closed. Its last field line goes into the table, and a second request refers to it there.
 */
export const largeFieldBlocks: readonly Http2Case[] = (
  [
    ['forty-kilobytes', '40 kB', 3],
    ['hundred-kilobytes', '100 kB', 8],
    ['megabyte', '1 MB', 83]
  ] as const
).map(([id, size, frames]) =>
  obligation({
    id: `http2/table-lost-in-field-block-of-${id}`,
    title: `a request that refers to a table entry made at the end of a field block of ${size}`,
    requirements: ['rfc9113-10.5.1-2', 'rfc9113-10.5.1-1'],
    control: block(0),
    probe: block(frames),
    then: [
      until(any(response(1), over(1), goaway)),
      send(ping(BETWEEN)),
      until(any({ until: 'ping acknowledged', opaque: BETWEEN }, goaway)),
      send({
        frame: 'HEADERS',
        stream: 3,
        block: { representations: [...SHORT_REQUEST, indexed(62)] },
        endStream: true
      }),
      until(any(response(3), over(3), goaway))
    ],
    expect: that('the second request answered as usual, unless the connection is closed at the first', judge)
  })
)

function judge(view: View): Finding {
  const second = view.events.find(
    (event) => event.by === 'lab' && event.event === 'fields' && event.stream === 3
  )
  const goaway = view.goaways[0]
  if (second === undefined || (goaway !== undefined && goaway.entry < second.entry)) {
    if (goaway !== undefined)
      return conforms('declared limit', `the connection was ended with ${codeTextIn(goaway.frame)}`, [
        goaway.entry
      ])
    if (view.closing !== undefined)
      return conforms('close only', 'the connection was closed', [view.closing.entry])
    return inconclusive('the second request was not sent')
  }
  const answer = view.response(3)
  if (answer !== undefined && answer.status === view.statusInControl.get(3))
    return conforms('exact', `the second request was answered with status ${answer.status}`, [
      answer.event.entry
    ])
  const lost = view.goaways.find(({ frame }) => codeIn(frame) === COMPRESSION_ERROR)
  const alive = view.frames().find(({ frame, entry }) => isType(frame, 'PING') && entry < second.entry)
  if (lost !== undefined && alive !== undefined)
    return violates('the connection went on, but the table entry was lost: GOAWAY with COMPRESSION_ERROR', [
      alive.entry,
      lost.entry
    ])
  if (answer !== undefined)
    return inconclusive(`the second request was answered with status ${answer.status}`, [answer.event.entry])
  if (view.closing !== undefined)
    return conforms('close only', 'the connection was closed', [view.closing.entry])
  return inconclusive('the second request was not answered')
}

const COMPRESSION_ERROR = 0x09
