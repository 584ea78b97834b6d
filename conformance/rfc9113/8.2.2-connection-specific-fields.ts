import { accepted, malformed } from '../../lab/http2/expectation.ts'
import type { FieldLine } from '../../lab/http2/message.ts'
import { get, post } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'

const fields: readonly (readonly [id: string, field: FieldLine])[] = [
  ['connection-close', ['connection', 'close']],
  ['connection-keep-alive', ['connection', 'keep-alive']],
  ['connection-naming-a-field', ['connection', 'x-name']],
  ['proxy-connection', ['proxy-connection', 'keep-alive']],
  ['keep-alive', ['keep-alive', 'timeout=5']],
  ['transfer-encoding-chunked', ['transfer-encoding', 'chunked']],
  ['transfer-encoding-identity', ['transfer-encoding', 'identity']],
  ['upgrade', ['upgrade', 'websocket']]
]

export const cases = [
  ...fields.map(([id, field]) =>
    offence({
      id: `http2/${id}`,
      title: `a request with "${field.join(': ')}"`,
      requirements: ['rfc9113-8.2.2-2'],
      control: get(1, ['x-name', field[1]]),
      probe: get(1, field),
      expect: malformed(1)
    })
  ),
  offence({
    id: 'http2/transfer-encoding-with-content',
    title: 'a request with content and "transfer-encoding: chunked"',
    requirements: ['rfc9113-8.2.2-2'],
    needs: ['upload'],
    control: [
      post(1, ['x-name', 'chunked']),
      { frame: 'DATA', stream: 1, data: '1\r\nx\r\n0\r\n\r\n', endStream: true }
    ],
    probe: [
      post(1, ['transfer-encoding', 'chunked']),
      { frame: 'DATA', stream: 1, data: '1\r\nx\r\n0\r\n\r\n', endStream: true }
    ],
    expect: malformed(1)
  }),
  ...[
    ['gzip', 'gzip'],
    ['trailers-and-more', 'trailers, deflate;q=0.5'],
    ['chunked', 'chunked']
  ].map(([id, value]) =>
    offence({
      id: `http2/te-${id}`,
      title: `a request with "te: ${value}"`,
      requirements: ['rfc9113-8.2.2-3', 'rfc9113-8.2.2-2'],
      control: get(1, ['te', 'trailers']),
      probe: get(1, ['te', value as string]),
      expect: malformed(1),
      why: 'TE is a connection-specific field, but for the value "trailers".'
    })
  ),
  tolerance({
    id: 'http2/te-trailers',
    title: 'a request with "te: trailers"',
    requirements: ['rfc9113-8.2.2-3'],
    control: get(1, ['x-name', 'trailers']),
    probe: get(1, ['te', 'trailers']),
    expect: accepted(1)
  })
]
