import { accepted, anyOf, connectionError } from '../../lab/http2/expectation.ts'
import { barrier, get, post, send } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'

const update = { frame: 'PRIORITY_UPDATE', prioritized: 1, value: 'u=1' } as const

/** Field values of PRIORITY_UPDATE that parse, whatever they hold. */
const values: readonly (readonly [id: string, title: string, value: string])[] = [
  ['without-parameters', 'without any parameter', ''],
  ['with-both-parameters', 'with both parameters', 'u=7, i'],
  ['with-unknown-parameter', 'with an unknown parameter', 'u=1, x=("a" b);c=?0'],
  ['with-urgency-out-of-range', 'with an urgency out of range', 'u=9'],
  ['with-urgency-of-another-type', 'with an urgency that is a string', 'u="1"'],
  ['with-negative-urgency', 'with a negative urgency', 'u=-1'],
  ['with-repeated-urgency', 'with its urgency twice', 'u=1, u=2']
]

export const cases = [
  tolerance({
    id: 'http2/priority-update-before-request',
    title: 'PRIORITY_UPDATE for a stream that opens later',
    requirements: ['rfc9218-7-2', 'rfc9113-4.1-2'],
    control: [get(1)],
    probe: [update, get(1)],
    expect: accepted(1),
    why: 'To a server that does not know the frame it is one of an unknown type.'
  }),
  tolerance({
    id: 'http2/priority-update-for-open-stream',
    title: 'PRIORITY_UPDATE for a stream that is open',
    requirements: ['rfc9218-7-2', 'rfc9113-4.1-2'],
    needs: ['upload'],
    given: [send(post(1))],
    control: [{ frame: 'DATA', stream: 1, endStream: true }],
    probe: [update, { frame: 'DATA', stream: 1, endStream: true }],
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/priority-update-twice-before-request',
    title: 'two PRIORITY_UPDATE frames for a stream that opens later',
    requirements: ['rfc9218-7-2', 'rfc9218-7-3', 'rfc9113-4.1-2'],
    control: [update, get(1)],
    probe: [{ ...update, value: 'u=5' }, update, get(1)],
    expect: accepted(1)
  }),
  ...values.map(([id, title, value]) =>
    tolerance({
      id: `http2/priority-update-${id}`,
      title: `PRIORITY_UPDATE ${title}`,
      requirements: ['rfc9218-4-2', 'rfc9113-4.1-2'],
      control: [update, get(1)],
      probe: [{ ...update, value }, get(1)],
      expect: accepted(1)
    })
  ),
  tolerance({
    id: 'http2/priority-update-that-does-not-parse',
    title: 'PRIORITY_UPDATE with a value that is no Dictionary',
    requirements: ['rfc9218-7-1'],
    needs: ['priority-update'],
    control: [update, get(1)],
    probe: [{ ...update, value: 'u=,;=' }, get(1)],
    expect: anyOf(accepted(1), connectionError('PROTOCOL_ERROR'))
  }),
  offence({
    id: 'http2/priority-update-on-request-stream',
    title: 'PRIORITY_UPDATE on an open stream in place of stream 0',
    requirements: ['rfc9218-7.1-2'],
    needs: ['priority-update', 'upload'],
    given: [send(post(1))],
    control: update,
    probe: { ...update, stream: 1 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/priority-update-about-stream-0',
    title: 'PRIORITY_UPDATE about stream 0',
    requirements: ['rfc9218-7.1-9'],
    needs: ['priority-update'],
    control: update,
    probe: { ...update, prioritized: 0 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/priority-update-about-idle-push',
    title: 'PRIORITY_UPDATE about an even stream that was never promised',
    requirements: ['rfc9218-7.1-8'],
    needs: ['priority-update'],
    control: update,
    probe: { ...update, prioritized: 2 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/priority-update-with-3-octets',
    title: 'PRIORITY_UPDATE of three octets',
    requirements: ['rfc9218-7.1+1', 'rfc9113-4.2-2'],
    needs: ['priority-update'],
    control: { ...update, value: '' },
    probe: { ...update, value: '', cut: 3 },
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/priority-updates-beyond-concurrency-limit',
    title: 'PRIORITY_UPDATE frames for more idle streams than SETTINGS_MAX_CONCURRENT_STREAMS allows',
    requirements: ['rfc9218-7.1-5'],
    needs: ['priority-update', 'concurrency-limit'],
    control: { ...update, prioritized: { round: true, times: 2, plus: 1 }, times: 1 },
    probe: {
      ...update,
      prioritized: { round: true, times: 2, plus: 1 },
      times: { peer: 'MAX_CONCURRENT_STREAMS', plus: 1 }
    },
    expect: connectionError('PROTOCOL_ERROR'),
    why: 'A server may also have a limit of its own on unknown streams, which is a smaller one.'
  }),
  tolerance({
    id: 'http2/priority-updates-at-concurrency-limit',
    title: 'PRIORITY_UPDATE frames for as many idle streams as SETTINGS_MAX_CONCURRENT_STREAMS allows',
    requirements: ['rfc9218-7.1-5', 'rfc9218-7-2'],
    needs: ['priority-update', 'concurrency-limit'],
    control: { ...update, prioritized: { round: true, times: 2, plus: 1 }, times: 1 },
    probe: {
      ...update,
      prioritized: { round: true, times: 2, plus: 1 },
      times: { peer: 'MAX_CONCURRENT_STREAMS' }
    },
    then: barrier(),
    expect: accepted()
  })
]
