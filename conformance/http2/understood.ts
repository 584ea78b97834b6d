import { that, type Expectation } from '../../lab/http2/expectation.ts'
import type { FieldLine, FrameOf } from '../../lab/http2/message.ts'
import { isType } from '../../lab/http2/reading.ts'
import { any, barrier, goaway, over, REQUEST, until, type Step } from '../../lab/http2/steps.ts'
import type { View } from '../../lab/http2/view.ts'
import { inconclusive, type Finding } from '../../lab/verdict.ts'

/** A whole request to the path that shows what was understood; for cases that need 'echo'. */
export const ask = (
  stream: number,
  fields: readonly FieldLine[],
  authority = '{authority}'
): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream,
  block: [
    ...REQUEST.map(([name, value]): FieldLine => {
      if (name === ':authority') return [name, authority]
      return name === ':path' ? [name, '{echo}'] : [name, value]
    }),
    ...fields
  ],
  endStream: true
})

/** Waits until the whole answer is there. */
export const untilShown = (stream: number): readonly Step[] => [
  until(any(over(stream), goaway)),
  ...barrier()
]

/** The content of the response, an octet a character. How it is written is the target's business: it is only searched. */
function contentOf(view: View, stream: number): string {
  return view
    .frames()
    .filter(({ by, frame }) => by === 'target' && isType(frame, 'DATA') && frame.stream === stream)
    .map(({ frame }) => Array.from(frame.payload, (octet) => String.fromCharCode(octet)).join(''))
    .join('')
}

/** Judges what the response on the stream shows of the request. */
export const understood = (
  says: string,
  stream: number,
  judge: (content: string, entry: number) => Finding
): Expectation =>
  that(says, (view) => {
    const answer = view.response(stream)
    if (answer === undefined) return inconclusive('the request was not answered')
    if (answer.status !== 200 || !view.endedBefore(stream, Infinity))
      return inconclusive(`the request was answered with status ${answer.status}, or not to the end`, [
        answer.event.entry
      ])
    return judge(contentOf(view, stream), answer.event.entry)
  })
