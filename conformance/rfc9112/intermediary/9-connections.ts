import { refuses, relays } from '../../../lab/http1/intermediary/expectations.ts'
import { forwarded, relayed } from '../../../lab/http1/intermediary/both-sides.ts'
import { get, getAt, ok, post, request, response } from '../../../lab/http1/intermediary/messages.ts'
import { ends, gets, says, visit, visited } from '../../../lab/http1/intermediary/steps.ts'
import { that } from '../../../lab/http1/expectation.ts'
import { head, interim, message, open, send, untilQuiet, type Step } from '../../../lab/http1/steps.ts'
import { conforms, inconclusive, violates } from '../../../lab/verdict.ts'
import { contentOf, valuesOf } from '../../../lab/http1/wire-message.ts'
import { obligation, tolerance } from '../../http1/intermediary-case.ts'

/** The origin's connection for a second request: a new one, or the first one again. */
const again = (content: string) => [
  visit('second', { on: 'origin', criterion: message(2), outlasts: true }),
  says(ok(content), 'second'),
  says(ok(content))
]
const EXPECTING: readonly [string, string] = ['Expect', '100-continue']
const HEAD_OF_POST = request('POST {to}{path} HTTP/1.1', [['Content-Length', '5'], EXPECTING])

/** RFC 9112, section 9, and RFC 9110, sections 9.2, 10.1.1 and 15.2: connections, repetition, interim responses. */
export const connections = [
  obligation({
    id: 'connection-not-persistent',
    title: 'A second request on the same connection, not on another one',
    requirements: ['rfc9112-9.3-1'],
    given: [open(), open('other'), send(get()), visit(), visited(), says(ok()), gets()],
    control: [{ ...send(getAt('/again')), on: 'other' } as Step],
    probe: [{ ...send(getAt('/again')), on: 'main' } as Step],
    then: [
      ...again('again'),
      { do: 'until', criterion: message(2), unless: { on: 'other', criterion: message() } }
    ],
    expect: relays('a second response', (second) =>
      contentOf(second) === 'again' ? undefined : `the content came as "${contentOf(second).slice(0, 40)}"`
    )
  }),
  obligation({
    id: 'version-1.0-echoed',
    title: 'A request of HTTP/1.0 behind one of HTTP/1.1: both are forwarded with the same version',
    requirements: ['rfc9112-2.3-1'],
    given: [open(), open('other'), send(get()), visit(), visited(), says(ok()), gets()],
    control: [{ ...send(getAt('/again')), on: 'other' } as Step],
    probe: [{ ...send(getAt('/again').replace('HTTP/1.1', 'HTTP/1.0')), on: 'other' } as Step],
    then: [...again('again'), { do: 'until', on: 'other', criterion: message() }],
    expect: that('two requests of one version at the origin', (view) => {
      const [first, second] = forwarded(view)
      if (first === undefined || second === undefined) return inconclusive('no second request at the origin')
      const versions = [first, second].map(({ message: { version } }) => `${version.major}.${version.minor}`)
      const at = [first.entry, second.entry]
      return versions[0] === versions[1]
        ? conforms('exact', `both with HTTP/${versions[0]}`, at)
        : violates(`forwarded with HTTP/${versions[0]}, then with HTTP/${versions[1]}`, at)
    })
  }),
  obligation({
    id: 'request-not-idempotent-repeated',
    title: 'The origin ends the connection on a POST without an answer',
    requirements: ['rfc9110-9.2.2-2'],
    given: [open(), send(post('')), visit(), visited()],
    control: [says(ok())],
    probe: [],
    then: [ends(), gets(), { do: 'pause', patience: 'quiet' }],
    expect: that('no second POST, and a response with status 502 or the end of the connection', (view) => {
      const [, again] = forwarded(view)
      if (again !== undefined) return violates('the POST was sent again', [again.entry])
      const [answer] = view.responses()
      if (answer !== undefined)
        return (answer.message.status ?? 0) >= 500
          ? conforms('exact', `answered with status ${answer.message.status}`, [answer.entry])
          : violates(`answered with status ${answer.message.status}, which the origin did not say`, [
              answer.entry
            ])
      const closing = view.closedByItself()
      return closing === undefined
        ? inconclusive('neither a response nor the end of the connection')
        : conforms('close only', 'the connection was closed', [closing.entry])
    })
  }),
  tolerance({
    id: 'request-pipelined',
    title: 'A second request before the first one is answered',
    requirements: ['rfc9112-9.3.2-2'],
    given: [open(), send(get())],
    control: [visit(), visited(), says(ok()), gets(), send(getAt('/again'))],
    probe: [send(getAt('/again')), visit(), visited(), says(ok()), gets()],
    then: [...again('again'), gets(2)],
    expect: that('two responses in the order of the requests', (view) => {
      const [first, second] = relayed(view)
      if (first === undefined) return inconclusive('no response')
      if (second === undefined) return inconclusive('no second response', [first.entry])
      return contentOf(first.message) === 'hello' && contentOf(second.message) === 'again'
        ? conforms('exact', 'both were answered, in their order', [first.entry, second.entry])
        : violates('the responses came in another order', [first.entry, second.entry])
    })
  }),
  obligation({
    id: 'connection-of-1.0-kept',
    title: 'A client of HTTP/1.0 that asks a proxy to keep the connection',
    requirements: ['rfc9112-9.3-7'],
    needs: ['proxy'],
    request: { control: get(), probe: get().replace('HTTP/1.1', 'HTTP/1.0') },
    then: [untilQuiet({ until: 'closed' })],
    expect: that('the connection closed behind the response', (view) => {
      const [answer] = view.responses()
      if (answer === undefined) return inconclusive('no response')
      const closing = view.closedByItself()
      if (closing !== undefined)
        return conforms('exact', 'answered, then closed', [answer.entry, closing.entry])
      return violates('answered, and the connection stayed open', [answer.entry])
    })
  }),
  obligation({
    id: 'interim-response-dropped',
    title: 'A 103 response before the final one',
    requirements: ['rfc9110-15.2-4'],
    response: {
      control: ok(),
      probe: `${response('HTTP/1.1 103 Early Hints', [['Link', '</a>; rel=preload']])}${ok()}`
    },
    expect: that('the 103 response, and the final one', (view) => {
      const [answer] = view.responses()
      if (answer === undefined) return inconclusive('no response')
      const [early] = view.interims('main').filter(({ message: { status } }) => status === 103)
      if (answer.message.status !== 200)
        return violates(`answered with status ${answer.message.status}`, [answer.entry])
      return early === undefined
        ? violates('the 103 response did not come through', [answer.entry])
        : conforms('exact', 'both came through', [early.entry, answer.entry])
    })
  }),
  obligation({
    id: 'interim-response-to-1.0',
    title: 'A 103 response for a client of HTTP/1.0',
    requirements: ['rfc9110-15.2-1'],
    request: { control: get(), probe: get().replace('HTTP/1.1', 'HTTP/1.0') },
    response: `${response('HTTP/1.1 103 Early Hints', [['Link', '</a>; rel=preload']])}${ok()}`,
    expect: that('the final response alone', (view) => {
      const [answer] = view.responses()
      const [early] = view.interims('main')
      if (early !== undefined)
        return violates(`a ${early.message.status} response came through`, [early.entry])
      return answer === undefined
        ? inconclusive('no response')
        : conforms('exact', `answered with status ${answer.message.status}`, [answer.entry])
    })
  }),
  obligation({
    id: 'expectation-ignored',
    title: 'A client that waits for 100 before it sends its content',
    requirements: ['rfc9110-10.1.1-13'],
    given: [open()],
    control: [send(post('hello'))],
    probe: [send(HEAD_OF_POST)],
    then: [
      visit('origin', { on: 'main', criterion: { until: 'any', of: [interim(100), message()] } }),
      visited('origin', { until: 'any', of: [head(), message()] }),
      untilQuiet({ until: 'any', of: [interim(100), message()] }),
      says(ok()),
      gets()
    ],
    expect: that('the request forwarded, 100, or a final status, before the content is sent', (view) => {
      const [request] = forwarded(view)
      if (request !== undefined && valuesOf(request.message, 'expect').length > 0)
        return conforms('exact', 'the head was forwarded with the expectation', [request.entry])
      const [early] = view.interims('main')
      if (early !== undefined)
        return conforms('exact', `answered with ${early.message.status}`, [early.entry])
      const [answer] = view.responses()
      if (request !== undefined)
        return violates('forwarded without the expectation, and the client was not told to go on', [
          request.entry
        ])
      if (answer !== undefined)
        return conforms('response', `answered with status ${answer.message.status}`, [answer.entry])
      const closing = view.closedByItself()
      return closing === undefined
        ? violates('neither forwarded nor answered: the client waits for ever')
        : violates('the connection was closed without a response', [closing.entry])
    })
  }),
  obligation({
    id: 'connect-to-any-port',
    title: 'CONNECT to the port of a mail server',
    requirements: ['rfc9110-9.3.6-5'],
    needs: ['proxy'],
    request: {
      control: get(),
      probe: 'CONNECT 127.0.0.1:25 HTTP/1.1\r\nHost: 127.0.0.1:25\r\nZyphos-Kept: {mark}\r\n\r\n'
    },
    expect: that('a refusal', (view) => {
      const [answer] = view.responses()
      if (answer === undefined) return inconclusive('no response')
      const { status = 0 } = answer.message
      if (status >= 200 && status < 300)
        return violates(`a tunnel was opened: status ${status}`, [answer.entry])
      return status >= 400 && status < 500
        ? conforms('exact', `answered with status ${status}`, [answer.entry])
        : inconclusive(`answered with status ${status}: it may have been tried`, [answer.entry])
    })
  }),
  obligation({
    id: 'request-hidden-in-content-forwarded',
    title: 'Content that looks like a request',
    requirements: ['rfc9112-6.3-4'],
    request: { control: post('hello'), probe: post('GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n') },
    expect: refuses([400], (_message, view) =>
      forwarded(view).length === 1 ? undefined : 'the content came through as a request'
    )
  })
]
