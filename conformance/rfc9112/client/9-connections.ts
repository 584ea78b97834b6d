import { left, that } from '../../../lab/http1/client-expectation.ts'
import type { ClientView } from '../../../lab/http1/client-view.ts'
import { head, message, octets, send, until, untilQuiet } from '../../../lab/http1/steps.ts'
import { BEGUN, begun, CONTENT, exit, next, whole } from '../../../lab/http1/steps-client.ts'
import { membersOf } from '../../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates, type Finding } from '../../../lab/verdict.ts'
import { obligation } from '../../http1/client-case.ts'
import { notTaken } from '../../http1/not-taken.ts'

const first = whole()
const response = (version: string, ...options: string[]): string =>
  octets(
    `HTTP/${version} 200 OK`,
    [['Content-Length', String(CONTENT.length)], ...options.map((option) => ['Connection', option] as const)],
    CONTENT
  )

/** RFC 9112, section 9: which connection carries the next request. */
export const clientConnections = [
  obligation({
    id: 'connection-not-kept',
    title: 'A connection is used for the next request where the response does not say "close"',
    requirements: ['rfc9112-9.3-1', 'rfc9112-9.3-2'],
    needs: ['several-requests', 'next-connection'],
    opening: [{ do: 'open', task: 'several' }, until(message())],
    control: response('1.1', 'close'),
    probe: response('1.1', 'x-nothing'),
    then: next,
    expect: that('the next request on the same connection, or "close" in the first', kept),
    why: 'A client that does not keep connections says so.'
  }),
  ...(
    [
      ['close-in-response', 'A response with "close"', response('1.1', 'close')],
      ['close-in-capitals', 'A response with "Close"', response('1.1', 'Close')],
      ['close-among-options', 'A response with "close" behind another option', response('1.1', 'x-a, close')],
      [
        'close-among-lines',
        'A response with "close" in the second line of Connection',
        response('1.1', 'x-a\r\nConnection: close')
      ]
    ] as const
  ).map(([id, title, probe]) =>
    obligation({
      id,
      title: `${title}: the connection is not used again`,
      requirements: ['rfc9112-9.6-8'],
      task: 'several',
      control: response('1.1', 'x-a'),
      probe,
      then: next,
      expect: left()
    })
  ),
  obligation({
    id: 'close-among-empty-elements',
    title: 'A response with "close" between empty elements of the list: the connection is not used again',
    requirements: ['rfc9110-5.6.1.2-1', 'rfc9110-5.6.1.2-2', 'rfc9112-9.6-8'],
    task: 'several',
    control: response('1.1', 'x-a'),
    probe: response('1.1', ', close ,'),
    then: next,
    expect: left()
  }),
  obligation({
    id: 'response-read-before-reuse',
    title: 'No request is sent on a connection before the response on it is complete',
    requirements: ['rfc9112-9.3-6'],
    task: 'several',
    control: first,
    probe: begun(),
    then: [untilQuiet(message(2)), send(CONTENT.slice(BEGUN)), ...next],
    expect: that('no second request on the connection before the first response is complete', patient)
  }),
  obligation({
    id: 'connection-closed-when-idle',
    title: 'A connection that the server has closed: the next request goes to another',
    requirements: ['rfc9112-9.5-2', 'rfc9112-9.5-3'],
    task: 'several',
    needs: ['next-connection'],
    given: [send(first)],
    probe: { do: 'close' },
    then: [...next],
    expect: that('the next request on another connection', elsewhere)
  }),
  obligation({
    id: 'unsolicited-response',
    title:
      'A response that comes with the end of the one before, in two writes: response queue poisoning (CWE-444)',
    requirements: ['rfc9112-9.2-2'],
    task: 'several',
    given: [send(begun())],
    control: send(CONTENT.slice(BEGUN)),
    probe: send(`${CONTENT.slice(BEGUN)}${whole(['X-Name', 'poison'])}`),
    then: [...next, untilQuiet(message(3))],
    expect: that('what came unasked not to be taken for a response', notTaken)
  }),
  obligation({
    id: 'early-response-to-upload',
    title: 'A response that comes before the content has been read: the client goes on sending',
    requirements: ['rfc9110-7.5-1'],
    task: 'upload',
    opening: [{ do: 'open', task: 'upload' }],
    control: until(message()),
    probe: until(head()),
    then: [send(first), until(message()), exit],
    expect: that('the whole request', wholeRequest)
  }),
  obligation({
    id: 'post-not-repeated',
    title: 'A POST that was not answered is not sent again',
    requirements: ['rfc9110-9.2.2-1'],
    task: 'upload',
    probe: { do: 'close' },
    then: [send(first), exit],
    expect: that('no second request', repeatedAtMost(0))
  }),
  obligation({
    id: 'repetition-not-repeated',
    title: 'A GET whose repetition was not answered either is not sent a third time',
    requirements: ['rfc9110-9.2.2-3'],
    probe: { do: 'close' },
    then: [send(first), exit],
    expect: that('one repetition at most', repeatedAtMost(1))
  })
]

function kept(view: ClientView): Finding {
  const [one, two] = view.requests('main')
  if (two !== undefined) return conforms('exact', 'the next request came on the same connection', [two.entry])
  const [other] = view.others
  if (one === undefined || other === undefined) return inconclusive('the client made no second request')
  return membersOf(one.message, 'connection').includes('close')
    ? conforms('exact', 'the client said "close" in its request', [one.entry])
    : violates('the client left the connection for another, and had not said "close"', [other.entry])
}

function patient(view: ClientView): Finding {
  const complete = view.events.findLast((event) => event.event === 'over' && event.by === 'lab')?.entry
  const [, second] = view.requests('main')
  if (second !== undefined && (complete === undefined || second.entry < complete))
    return violates('the client sent its second request before the first response was complete', [
      second.entry
    ])
  if (second !== undefined)
    return conforms('exact', 'the second request came when the first response was complete', [second.entry])
  const [other] = view.others
  return other === undefined
    ? inconclusive('the client made no second request')
    : conforms('exact', 'the client used another connection', [other.entry])
}

function elsewhere(view: ClientView): Finding {
  const [other] = view.others
  if (other !== undefined)
    return conforms('exact', 'the next request came on another connection', [other.entry])
  const { exit: end } = view
  return end !== undefined
    ? inconclusive('the client ended without a second request', [end.entry])
    : inconclusive('the client made no second request')
}

function wholeRequest(view: ClientView): Finding {
  const over = view.events.find((event) => event.event === 'over' && event.by === 'target')
  if (over !== undefined) return conforms('exact', 'the whole request came', [over.entry])
  const close = view.closing()
  return close === undefined
    ? inconclusive('the rest of the request did not come, nor the end of the connection')
    : violates('the client gave up its request, though nothing told it to', [close.entry])
}

function repeatedAtMost(most: number): (view: ClientView) => Finding {
  return (view) => {
    const again = view.others[most]
    if (again !== undefined) return violates(`the client asked ${most + 2} times`, [again.entry])
    const { exit: end } = view
    return end === undefined
      ? inconclusive('the client did not end')
      : conforms('exact', `the client asked ${view.others.length + 1} times, and ended`, [end.entry])
  }
}
