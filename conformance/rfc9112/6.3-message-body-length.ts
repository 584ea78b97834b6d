import { accepted, refusedAndClosed } from '../../lab/http1/expectation.ts'
import { octets, postChunked } from '../../lab/http1/steps.ts'
import { offence, tolerance } from '../http1/server-case.ts'

const upload = (length: string) =>
  octets(
    'POST {upload} HTTP/1.1',
    [
      ['Host', '{authority}'],
      ['Content-Length', length]
    ],
    '01234'
  )

/** RFC 9112, section 6.3: how long content is. */
export const messageBodyLength = [
  offence({
    id: 'http1/content-length-not-a-number',
    title: 'Content-Length that is no number',
    requirements: ['rfc9112-6.3-5', 'rfc9112-6.3-4'],
    needs: ['upload'],
    control: upload('5'),
    probe: upload('5x'),
    expect: refusedAndClosed(400)
  }),
  tolerance({
    id: 'http1/chunk-extension',
    title: 'A chunk extension that nobody knows',
    requirements: ['rfc9112-7.1.1-1'],
    needs: ['chunked'],
    control: postChunked('5\r\n01234\r\n0\r\n\r\n'),
    probe: postChunked('5;name=value\r\n01234\r\n0\r\n\r\n'),
    expect: accepted()
  }),
  tolerance({
    id: 'http1/content-length-with-leading-zeros',
    title: 'Content-Length with leading zeros',
    requirements: ['rfc9112-6.3-4'],
    needs: ['upload'],
    control: upload('5'),
    probe: upload('005'),
    expect: accepted()
  })
]
