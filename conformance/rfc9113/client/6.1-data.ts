import { accepted, anyOf, connectionError, that } from '../../../lab/http2/expectation.ts'
import { isType } from '../../../lab/http2/reading.ts'
import { uint32 } from '../../../lab/http2/split.ts'
import { FIRST } from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, violates } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance } from '../../http2/client-case.ts'
import { barrierOf, complaint, framesAfter, idOf, rejectionByClose } from '../../http2/client-expectations.ts'

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
    title: 'most of a window filled with padding',
    requirements: ['rfc9113-6.1+1'],
    needs: ['stream-window'],
    // 250 frames of 257 octets: 64,250 octets of flow control, 250 of content.
    control: { frame: 'DATA', stream: FIRST, data: 'x', padding: 0, times: 250 },
    probe: { frame: 'DATA', stream: FIRST, data: 'x', padding: 255, times: 250 },
    expect: that('window updates for padding as well', (view) => {
      const error = complaint(view)
      if (error !== undefined)
        return violates('the connection ended although the probe is lawful', [error.entry])
      const closed = rejectionByClose(view)
      if (closed !== undefined)
        return violates('the connection was closed although the probe is lawful', [closed.entry])
      const id = idOf(view, FIRST)
      const updates = framesAfter(view).filter(
        ({ frame }) => isType(frame, 'WINDOW_UPDATE') && (frame.stream === 0 || frame.stream === id)
      )
      const given = Math.max(
        ...[0, id].map((stream) =>
          updates
            .filter(({ frame }) => frame.stream === stream)
            .reduce((sum, { frame }) => sum + uint32(frame.payload, 0), 0)
        )
      )
      // 500 octets are content and Pad Length fields; updates beyond that can only be for padding.
      if (given > 500)
        return conforms(
          'exact',
          `${given} octets were given back`,
          updates.map(({ entry }) => entry)
        )
      const barrier = barrierOf(view)
      return barrier === undefined || (view.before.length > 0 && given > 0)
        ? inconclusive(`${given} octets were given back`)
        : inconclusive('no window update was due yet', [barrier.entry])
    })
  })
]
