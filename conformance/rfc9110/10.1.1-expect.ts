import { accepted, anyOf, refused, that } from '../../lab/http1/expectation.ts'
import {
  closing,
  get,
  message,
  octets,
  open,
  post,
  send,
  until,
  untilQuiet,
  type FieldLine
} from '../../lab/http1/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { membersOf } from '../../lab/http1/wire-message.ts'
import { obligation, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const EXPECT: FieldLine = ['Expect', '100-continue']
const upload = (version: string, ...fields: FieldLine[]): string =>
  octets(`POST {upload} HTTP/${version}`, [HOST, ...fields, ['Content-Length', '5']])
/** The content is sent after what comes first: 100, a final response, or neither. */
const THEN = [
  until({ until: 'any', of: [{ until: 'interim' }, message(), closing] } as const),
  send('01234'),
  until({ until: 'any', of: [message(), closing] } as const),
  { do: 'end' } as const,
  untilQuiet(closing)
]
const QUIETLY = [
  untilQuiet({ until: 'any', of: [{ until: 'interim' }, message(), closing] } as const),
  ...THEN.slice(1)
]

/** RFC 9110, section 10.1.1: the expectation of 100-continue; section 15.2: informational responses. */
export const expectations = [
  obligation({
    id: 'http1/expectation-unanswered',
    title: 'Expect: 100-continue is answered before the content comes',
    requirements: ['rfc9110-10.1.1-11', 'rfc9110-10.1.1-12'],
    needs: ['upload'],
    given: [open()],
    control: upload('1.1', EXPECT) + '01234',
    probe: upload('1.1', EXPECT),
    then: THEN,
    // The content that the probe lacks comes once more, behind the control.
    refusedToo: true,
    expect: that('100 or a final response before the content is sent', (view) => {
      const [interim] = view.interims()
      const first = interim ?? view.response
      if (first === undefined) return inconclusive('neither 100 nor a final response')
      const content = view.trace.entries.findIndex(
        ({ kind, step }, index) => index > view.markEntry && kind === 'sent' && step > 1
      )
      return content === -1 || first.entry < content
        ? conforms('exact', `answered with status ${first.message.status} before the content`, [first.entry])
        : violates('the content was waited for', [first.entry])
    })
  }),
  obligation({
    id: 'http1/no-final-response-after-100',
    title: 'After 100 and the content comes a final response',
    requirements: ['rfc9110-10.1.1-9'],
    needs: ['upload'],
    control: upload('1.1', EXPECT) + '01234',
    probe: upload('1.1', EXPECT),
    then: THEN,
    // The content that the probe lacks comes once more, behind the control.
    refusedToo: true,
    expect: that('a final response', (view) => {
      const { response } = view
      const [interim] = view.interims()
      if (response !== undefined)
        return interim === undefined
          ? inconclusive('no 100 came', [response.entry])
          : conforms('exact', `answered with status ${response.message.status} after 100`, [
              interim.entry,
              response.entry
            ])
      const end = view.closedByItself()
      return end !== undefined && interim !== undefined
        ? violates('the connection was closed after 100 without a final response', [interim.entry, end.entry])
        : inconclusive('no response')
    })
  }),
  tolerance({
    id: 'http1/expectation-with-content',
    title: 'Expect: 100-continue with the content right behind the head',
    requirements: ['rfc9110-10.1.1-4', 'rfc9110-10.1.1-8'],
    needs: ['upload'],
    control: post('01234'),
    probe: post('01234', EXPECT),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/expectation-in-capitals',
    title: 'Expect with 100-CONTINUE in capitals',
    requirements: ['rfc9110-10.1.1-8'],
    needs: ['upload'],
    control: post('01234', EXPECT),
    probe: post('01234', ['Expect', '100-CONTINUE']),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/expectation-without-content',
    title: 'Expect: 100-continue without content',
    requirements: ['rfc9110-10.1.1-8'],
    control: get(),
    probe: get(EXPECT),
    expect: anyOf(accepted(), refused(417))
  }),
  tolerance({
    id: 'http1/expectation-unknown',
    title: 'An expectation that nobody knows',
    requirements: ['rfc9110-10.1.1-1'],
    control: get(),
    probe: get(['Expect', 'zyphos']),
    expect: anyOf(accepted(), refused(417))
  }),
  obligation({
    id: 'http1/continue-to-1.0',
    title: 'Expect: 100-continue in an HTTP/1.0 request is ignored',
    requirements: ['rfc9110-10.1.1-7', 'rfc9110-15.2-1'],
    needs: ['upload'],
    control: upload('1.0') + '01234',
    probe: upload('1.0', EXPECT) + '01234',
    then: QUIETLY,
    expect: that('no 1xx response', (view) => {
      const [interim] = view.interims()
      if (interim !== undefined)
        return violates(`an HTTP/1.0 request was answered with ${interim.message.status}`, [interim.entry])
      const { response } = view
      return response === undefined
        ? inconclusive('no response')
        : conforms('exact', `answered with status ${response.message.status} alone`, [response.entry])
    })
  }),
  obligation({
    id: 'http1/early-answer-without-saying-whether-it-closes',
    refusedToo: true,
    title: 'A final response to an expectation, before the content, says whether the connection closes',
    requirements: ['rfc9110-10.1.1-10'],
    control: octets(
      'POST {path}zyphos-no-such-page HTTP/1.1',
      [HOST, EXPECT, ['Content-Length', '5']],
      '01234'
    ),
    probe: octets('POST {path}zyphos-no-such-page HTTP/1.1', [HOST, EXPECT, ['Content-Length', '5']]),
    then: [
      until({ until: 'any', of: [{ until: 'interim' }, message(), closing] }),
      untilQuiet(closing),
      send('01234'),
      untilQuiet({ until: 'any', of: [message(), closing] }),
      { do: 'end' },
      untilQuiet(closing)
    ],
    expect: that('"close" in the response, if the connection closes', (view) => {
      const { response } = view
      const [interim] = view.interims()
      if (interim !== undefined) return conforms('exact', 'the content was asked for', [interim.entry])
      if (response === undefined) return inconclusive('no response')
      const end = view.closedByItself()
      if (end === undefined || membersOf(response.message, 'connection').includes('close'))
        return conforms('exact', end === undefined ? 'the connection stays' : 'it says "close"', [
          response.entry
        ])
      return violates('the connection was closed without saying so', [response.entry, end.entry])
    })
  })
]
