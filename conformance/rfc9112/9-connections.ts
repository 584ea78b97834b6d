import { accepted, closed, that } from '../../lab/http1/expectation.ts'
import {
  get,
  message,
  octets,
  open,
  until,
  untilQuiet,
  closing,
  type FieldLine
} from '../../lab/http1/steps.ts'
import { membersOf } from '../../lab/http1/wire-message.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { obligation, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const CLOSE: FieldLine = ['Connection', 'close']

/** RFC 9112, section 9: connections. */
export const connections = [
  obligation({
    id: 'http1/closes-when-asked',
    title: 'A request with "close": the connection ends after the response',
    requirements: ['rfc9112-9.6-3'],
    needs: ['keep-alive'],
    control: get(),
    probe: get(CLOSE),
    expect: closed()
  }),
  obligation({
    id: 'http1/closes-when-asked-in-a-list',
    title: '"close" among other connection options, in capitals',
    requirements: ['rfc9112-9.6-3'],
    needs: ['keep-alive'],
    control: get(['Connection', 'x-option']),
    probe: get(['Connection', 'x-option, CLOSE']),
    expect: closed()
  }),
  obligation({
    id: 'http1/says-close-when-asked',
    title: 'The response to a request with "close" says "close" itself',
    requirements: ['rfc9112-9.6-4'],
    needs: ['keep-alive'],
    control: get(),
    probe: get(CLOSE),
    expect: that('a response with the connection option "close"', ({ response }) => {
      if (response === undefined) return inconclusive('no response')
      const options = membersOf(response.message, 'connection')
      return options.includes('close')
        ? conforms('exact', 'the response says "close"', [response.entry])
        : violates(`the response's connection options are "${options.join(', ')}"`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/nothing-processed-behind-close',
    title: 'A request behind one with "close" is not answered',
    requirements: ['rfc9112-9.6-5'],
    needs: ['keep-alive'],
    control: get() + get(),
    probe: get(CLOSE) + get(),
    then: [until({ until: 'any', of: [message(2), closing] }), { do: 'end' }, untilQuiet(closing)],
    expect: that('one response only', (view) => {
      const [first, second] = view.responses()
      if (first === undefined) return inconclusive('no response')
      return second === undefined
        ? conforms('exact', 'one response', [first.entry])
        : violates('the request behind the one with "close" was answered', [second.entry])
    })
  }),
  tolerance({
    id: 'http1/second-request-on-connection',
    title: 'A second request on a connection',
    requirements: ['rfc9112-9.3-1', 'rfc9112-9.3-4'],
    given: [open()],
    control: get(),
    probe: get() + get(),
    expect: accepted()
  }),
  obligation({
    id: 'http1/pipelined-responses-in-order',
    title: 'Pipelined requests are answered in their order',
    requirements: ['rfc9112-9.3.2-2'],
    needs: ['keep-alive'],
    control: get(),
    probe:
      get() +
      octets('GET {path}zyphos-no-such-page HTTP/1.1', [HOST]) +
      octets('HEAD {path} HTTP/1.1', [HOST]),
    then: [untilQuiet({ until: 'any', of: [message(3), closing] }), { do: 'end' }, untilQuiet(closing)],
    expect: that('three responses, the second one different from the others', (view) => {
      const responses = view.responses()
      if (responses.length < 3) return inconclusive(`${responses.length} of 3 requests were answered`)
      const [first, second, third] = responses.map(({ message: { status } }) => status)
      const at = responses.map(({ entry }) => entry)
      if (first === second) return inconclusive('the target answers different requests alike', at)
      return first === third
        ? conforms('exact', `answered with ${first}, ${second}, ${third}`, at)
        : violates(`answered with ${first}, ${second}, ${third}`, at)
    })
  })
]
