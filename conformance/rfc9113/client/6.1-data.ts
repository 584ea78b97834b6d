import { accepted, anyOf, connectionError } from '../../../lab/http2/expectation.ts'
import { all, any, goaway, send, until, type Step } from '../../../lab/http2/steps.ts'
import { FIRST } from '../../../lab/http2/steps-client.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { granted } from '../../http2/client-expectations.ts'

export const cases = [
  offence({
    id: 'http2/client/data-on-stream-0',
    title: 'a DATA frame on stream 0',
    requirements: ['rfc9113-6.1-5', 'rfc9113-5.4-5'],
    control: { frame: 'DATA', stream: FIRST, data: 'x' },
    probe: { frame: 'DATA', stream: 0, data: 'x' },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  ...[0, 1, 255].map((padding) =>
    tolerance({
      id: `http2/client/data-with-${['no', 'little', 'most'][[0, 1, 255].indexOf(padding)]}-padding`,
      title: `a DATA frame with ${padding} octets of padding`,
      requirements: ['rfc9113-6.1-1'],
      control: { frame: 'DATA', stream: FIRST, data: 'x' },
      probe: { frame: 'DATA', stream: FIRST, data: 'x', padding },
      expect: accepted()
    })
  ),
  tolerance({
    id: 'http2/client/data-of-padding-only',
    title: 'a DATA frame that holds nothing but padding',
    requirements: ['rfc9113-6.1-1'],
    control: { frame: 'DATA', stream: FIRST },
    probe: { frame: 'DATA', stream: FIRST, padding: 100 },
    expect: accepted()
  }),
  tolerance({
    id: 'http2/client/data-with-nonzero-padding',
    title: 'a DATA frame with padding that is not zero',
    requirements: ['rfc9113-6.1-3'],
    control: { frame: 'DATA', stream: FIRST, data: 'x', padding: 8, padWith: 0 },
    probe: { frame: 'DATA', stream: FIRST, data: 'x', padding: 8, padWith: 0xff },
    expect: anyOf(accepted(), connectionError('PROTOCOL_ERROR'))
  }),
  offence({
    id: 'http2/client/data-padded-beyond-payload',
    title: 'a DATA frame whose Pad Length is that of the whole payload',
    requirements: ['rfc9113-6.1-7'],
    control: { frame: 'DATA', stream: FIRST, data: 'xxxx', padding: 4, padLength: 8 },
    probe: { frame: 'DATA', stream: FIRST, data: 'xxxx', padding: 4, padLength: 9 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  offence({
    id: 'http2/client/data-padded-far-beyond-payload',
    title: 'a DATA frame whose Pad Length is far beyond its payload',
    requirements: ['rfc9113-6.1-7'],
    control: { frame: 'DATA', stream: FIRST, data: 'xxxx', padding: 0, padLength: 0 },
    probe: { frame: 'DATA', stream: FIRST, data: 'xxxx', padding: 0, padLength: 255 },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  obligation({
    id: 'http2/client/padding-not-given-back',
    title: 'much padding and little content, whose padding comes back to the windows',
    requirements: ['rfc9113-6.1+1'],
    needs: ['stream-window'],
    control: padded(1),
    probe: padded(280),
    expect: granted(),
    why: 'Padding is in nobody’s way: 1.1 MiB of it are more than any window here.'
  })
]

/** Rounds of 16 frames, each of an octet and 255 octets of padding, sent when both windows have room. */
function padded(times: number): Step {
  const octets = 16 * 257
  return {
    do: 'repeat',
    times,
    steps: [
      until(
        any(all({ until: 'window', stream: 0, octets }, { until: 'window', stream: FIRST, octets }), goaway)
      ),
      send({ frame: 'DATA', stream: FIRST, data: 'x', padding: 255, times: 16 })
    ]
  }
}
