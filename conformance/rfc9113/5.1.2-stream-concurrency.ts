import { accepted, streamError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { codeTextIn } from '../../lab/http2/reading.ts'
import { violates } from '../../lab/verdict.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { any, barrier, get, goaway, over, response, send, until, type Step } from '../../lab/http2/steps.ts'
import type { Value } from '../../lab/http2/values.ts'
import { offence, tolerance } from '../http2/server-case.ts'

/** Above the streams that fill the limit: a target whose limit is greater than 1000 is left out. */
const EXCESS = 0x2001
const limit = { peer: 'MAX_CONCURRENT_STREAMS' } as const
const NO_REPLENISHMENT: Step = { do: 'automate', set: { replenish: false } }
/** Requests on streams 1, 3, 5, …, all held for want of window. */
const requests = (times: Value): Frame => ({ ...get({ round: true, times: 2, plus: 1 }), times })
const cancel = (stream: number): Frame => ({ frame: 'RST_STREAM', stream, code: 'CANCEL' })
const release = (stream: number): Frame => ({ frame: 'WINDOW_UPDATE', stream, increment: 0x7ffffff0 })
const full = {
  needs: ['body', 'concurrency-limit'],
  settings: [['INITIAL_WINDOW_SIZE', 1]],
  given: [NO_REPLENISHMENT, send(requests(limit)), until(response(1))]
} as const
/** The limit is the server's own: within it, REFUSED_STREAM is no limit that would excuse it. */
const served = that(`stream ${EXCESS} to be answered`, (view) => {
  const [reset] = view.resets(EXCESS)
  return reset === undefined
    ? judgeProbe(accepted(EXCESS), view)
    : violates(`stream ${EXCESS}, within the limit, was reset with ${codeTextIn(reset.frame)}`, [reset.entry])
})
/** No canary: the places are taken. */
const answered: Step[] = [until(any(response(EXCESS), over(EXCESS), goaway)), ...barrier()]

export const cases = [
  offence({
    ...full,
    id: 'http2/stream-beyond-concurrency-limit',
    title: 'a request beyond the SETTINGS_MAX_CONCURRENT_STREAMS of the server',
    requirements: ['rfc9113-5.1.2-2'],
    control: undefined,
    probe: get(EXCESS),
    then: barrier(),
    holds: [1],
    expect: streamError(EXCESS, 'PROTOCOL_ERROR', 'REFUSED_STREAM')
  }),
  tolerance({
    ...full,
    id: 'http2/stream-at-concurrency-limit',
    title: 'as many requests at once as SETTINGS_MAX_CONCURRENT_STREAMS allows',
    requirements: ['rfc9113-5.1.2+1'],
    given: [NO_REPLENISHMENT],
    control: requests({ ...limit, plus: -2 }),
    probe: requests({ ...limit, plus: -1 }),
    then: [send(get(EXCESS)), ...answered],
    expect: served
  }),
  tolerance({
    ...full,
    id: 'http2/place-of-reset-stream',
    title: 'a request in the place of the one stream that we have reset, at the limit',
    requirements: ['rfc9113-5.1.2+1'],
    control: [cancel(1), cancel(3)],
    probe: [cancel(1)],
    then: [send(get(EXCESS)), ...answered],
    expect: served
  }),
  tolerance({
    ...full,
    id: 'http2/place-of-ended-stream',
    title: 'a request in the place of the one stream that has ended, at the limit',
    requirements: ['rfc9113-5.1.2+1'],
    given: [...full.given, { do: 'automate', set: { replenish: true } }],
    control: [release(1), release(3)],
    probe: [release(1)],
    then: [until(any(over(1), goaway)), send(get(EXCESS)), ...answered],
    expect: served
  })
]
