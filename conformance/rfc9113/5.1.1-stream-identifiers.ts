import { accepted, connectionError } from '../../lab/http2/expectation.ts'
import { any, barrier, get, goaway, over, response, send, until } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'

const GREATEST = 0x7fffffff

export const cases = [
  offence({
    id: 'http2/headers-on-even-stream',
    title: 'a request on a stream with an even identifier',
    requirements: ['rfc9113-5.1.1-3', 'rfc9113-5.1-2'],
    given: [send(get(1)), until(over(1))],
    control: get(3),
    probe: get(4),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/headers-on-decreasing-stream',
    title: 'a request on a stream right below one that is open',
    requirements: ['rfc9113-5.1.1-3', 'rfc9113-5.1+5'],
    needs: ['body'],
    settings: [['INITIAL_WINDOW_SIZE', 1]],
    given: [{ do: 'automate', set: { replenish: false } }, send(get(9)), until(response(9))],
    control: get(11),
    probe: get(7),
    holds: [9],
    expect: connectionError('PROTOCOL_ERROR', 'STREAM_CLOSED')
  }),
  tolerance({
    id: 'http2/first-stream-above-one',
    title: 'a connection whose first stream is not stream 1',
    requirements: ['rfc9113-5.1+5'],
    control: get(1),
    probe: get(7),
    // The answer of either script is waited for.
    then: [until(any(over(1), over(7), goaway)), ...barrier()],
    expect: accepted(),
    why: 'Identifiers may be skipped: they have to rise, not to be next to each other.'
  }),
  tolerance({
    id: 'http2/stream-identifiers-skipped',
    title: 'a stream a thousand identifiers above the one before',
    requirements: ['rfc9113-5.1+5'],
    given: [send(get(1)), until(over(1))],
    control: get(3),
    probe: get(2001),
    then: [until(any(over(3), over(2001), goaway)), ...barrier()],
    expect: accepted()
  }),
  tolerance({
    id: 'http2/greatest-stream-identifier',
    title: 'a request on stream 2,147,483,647, the last that there is',
    requirements: ['rfc9113-5.1+5'],
    given: [send(get(1)), until(over(1))],
    control: get(3),
    probe: get(GREATEST),
    then: [until(any(over(3), over(GREATEST), goaway)), ...barrier()],
    expect: accepted()
  })
]
