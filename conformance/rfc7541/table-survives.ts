import { literal } from '../../impl/hpack/representation.ts'
import { that, type Expectation } from '../../lab/http2/expectation.ts'
import { codeIn, codeTextIn, has, isType } from '../../lab/http2/reading.ts'
import {
  any,
  barrier,
  canary,
  goaway,
  over,
  ping,
  response,
  send,
  until,
  type Step
} from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { request, TARGET } from './request.ts'

/** The stream of the request that refers to the table. */
const NEXT = 0x1001
/** Opaque data of a PING that shows that the connection went on after the block in question. */
const WENT_ON = '7a79 7068 6f73 0003'

/**
 * After a message that the target may refuse, or has to: a request that takes the name of its method from the entry that
 * the message has made. `index` is where that entry stands. A target that did not decompress the block has to end the
 * connection with COMPRESSION_ERROR at once; one that went on has to know the entry.
 */
export const tableSurvives = (index: number): { expect: Expectation; then: readonly Step[] } => ({
  then: [
    ...barrier(),
    send(ping(WENT_ON)),
    until(any({ until: 'ping acknowledged', opaque: WENT_ON }, goaway)),
    send(request(NEXT, literal({ nameIndex: index, value: 'GET', indexing: 'without' }), ...TARGET)),
    until(any(response(NEXT), over(NEXT), goaway)),
    ...canary()
  ],
  expect: that('the next request, which refers to the entry, answered as in the control', (view) => {
    const wentOn = view
      .frames()
      .find(({ frame }) => isType(frame, 'PING') && has(frame, 'ACK') && frame.payload.at(-1) === 3)
    const end = view.goaways.find(({ frame }) => codeIn(frame) !== 0) ?? view.closing
    if (wentOn === undefined)
      return inconclusive(
        'the connection ended at the block in question, as it may',
        end === undefined ? [] : [end.entry]
      )
    const answer = view.response(NEXT)
    const usual = view.statusInControl.get(NEXT)
    if (answer !== undefined && (answer.status === usual || answer.status >= 500))
      return answer.status === usual
        ? conforms('exact', `answered with status ${answer.status}`, [answer.event.entry])
        : inconclusive(`answered with status ${answer.status}`, [answer.event.entry])
    if (answer !== undefined)
      return violates(`answered with status ${answer.status}, where the control had ${usual}`, [
        answer.event.entry
      ])
    const reset = view.resets(NEXT)[0]
    if (reset !== undefined)
      return violates(`the next request was reset with ${codeTextIn(reset.frame)}`, [
        wentOn.entry,
        reset.entry
      ])
    if (end === undefined) return inconclusive('no answer to the next request')
    return violates(
      end.event === 'frame'
        ? `GOAWAY with ${codeTextIn(end.frame)} at the next request, which is lawful`
        : 'the connection was closed at the next request, which is lawful',
      [wentOn.entry, end.entry]
    )
  })
})
