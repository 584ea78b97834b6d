import { that } from '../../../lab/http1/client-expectation.ts'
import type { ClientView } from '../../../lab/http1/client-view.ts'
import { head, message, octets, send, until, type Step } from '../../../lab/http1/steps.ts'
import { exit, unanswered, whole } from '../../../lab/http1/steps-client.ts'
import { membersOf } from '../../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates, type Finding } from '../../../lab/verdict.ts'
import { obligation } from '../../http1/client-case.ts'

const CONTINUE = send('HTTP/1.1 100 Continue\r\n\r\n')
const opening: readonly Step[] = [{ do: 'open', task: 'upload' }, until(head())]
const EMPTY = [['Content-Length', '0']] as const

/** RFC 9110, section 10.1.1: Expect. */
export const clientExpectations = [
  obligation({
    id: 'continue-not-awaited-for-ever',
    title: 'Content is sent, some time, without a 100 response',
    requirements: ['rfc9110-10.1.1-5', 'rfc9110-10.1.1-3'],
    task: 'upload',
    needs: ['expects'],
    opening,
    control: CONTINUE,
    then: [{ do: 'until', criterion: message(), patience: 'own' }, send(whole()), exit],
    expect: that('the content of the request', (view) => content(view))
  }),
  obligation({
    id: 'repeated-without-expectation',
    title: 'After 417 the request is repeated without the expectation',
    requirements: ['rfc9110-10.1.1-6'],
    task: 'upload',
    needs: ['expects'],
    opening,
    control: send(octets('HTTP/1.1 400 Bad Request', EMPTY)),
    probe: send(octets('HTTP/1.1 417 Expectation Failed', EMPTY)),
    failsToo: true,
    then: unanswered,
    expect: that('the request again, without Expect', again)
  })
]

function content(view: ClientView): Finding {
  const over = view.events.find((event) => event.event === 'over' && event.by === 'target')
  return over === undefined
    ? violates('the client did not send its content', view.exit === undefined ? [] : [view.exit.entry])
    : conforms('exact', 'the content came', [over.entry])
}

function again(view: ClientView): Finding {
  const second = view.requests()[1]
  if (second === undefined) {
    const [other] = view.others
    const { exit: end } = view
    if (other !== undefined)
      return inconclusive('the client went on with a connection that nobody read', [other.entry])
    return end === undefined
      ? inconclusive('the client neither went on nor ended')
      : violates('the client ended without having repeated its request', [end.entry])
  }
  return membersOf(second.message, 'expect').length === 0
    ? conforms('exact', 'the request was repeated without Expect', [second.entry])
    : violates('the repeated request still has Expect', [second.entry])
}
