import { indexed, literal, type Representation } from '../../impl/hpack/representation.ts'
import { any, over, response, send, UPLOAD, until } from '../../lab/http2/steps.ts'
import { tolerance } from '../http2/server-case.ts'
import { answered } from './answered.ts'
import { decoded } from './decoded.ts'
import { entry, field, METHOD_ENTRY, request, TARGET } from './request.ts'
import { tableSurvives } from './table-survives.ts'

const named = (name: string): Representation => literal({ name, value: 'v', indexing: 'incremental' })

/** Six thousand octets of field lines. */
const MANY: readonly Representation[] = ['a', 'b', 'c'].map((name) => field(`x-${name}`, 'v'.repeat(2000)))
/** A request whose first CONTINUATION frame comes so many times, and whose last one makes an entry. */
const large = (times: number) => [
  { ...request(1, METHOD_ENTRY, ...TARGET), endHeaders: false } as const,
  { frame: 'CONTINUATION', stream: 1, block: { representations: MANY }, endHeaders: false, times } as const,
  { frame: 'CONTINUATION', stream: 1, block: { representations: [entry('x-last', 64)] } } as const
]

export const cases = [
  tolerance({
    id: 'http2/hpack-table-lost-with-malformed-request',
    title: 'a dynamic table entry that a malformed request has made',
    requirements: ['rfc9113-4.3-2', 'rfc7541-3.2-1'],
    control: request(1, METHOD_ENTRY, ...TARGET, named('x-name')),
    probe: request(1, METHOD_ENTRY, ...TARGET, named('X-name')),
    ...tableSurvives(63)
  }),
  tolerance({
    id: 'http2/hpack-table-lost-behind-malformed-field',
    title: 'a dynamic table entry behind the field line that makes its request malformed',
    requirements: ['rfc9113-4.3-2', 'rfc7541-3.2-1'],
    control: request(1, METHOD_ENTRY, ...TARGET, named('x-name'), entry('x-last', 64)),
    probe: request(1, METHOD_ENTRY, ...TARGET, named('X-name'), entry('x-last', 64)),
    ...tableSurvives(64)
  }),
  tolerance({
    id: 'http2/hpack-table-lost-with-reset-stream',
    title: 'a dynamic table entry of a request that is reset at once',
    requirements: ['rfc9113-4.3-2', 'rfc9113-4.3+1'],
    control: [request(1, METHOD_ENTRY, ...TARGET)],
    probe: [request(1, METHOD_ENTRY, ...TARGET), { frame: 'RST_STREAM', stream: 1, code: 'CANCEL' }],
    ...tableSurvives(62)
  }),
  tolerance({
    id: 'http2/hpack-table-lost-with-large-field-section',
    title: 'a dynamic table entry at the end of a large field section',
    requirements: ['rfc9113-10.5.1-2', 'rfc9113-10.5.1-1', 'rfc9113-6.5.2-12', 'rfc9113-4.3-2'],
    control: large(1),
    probe: large(7),
    ...tableSurvives(63),
    why: 'About 42 KiB: the section may be refused, but then for its message only, or with the connection.'
  }),
  tolerance({
    id: 'http2/hpack-index-of-entry-in-trailers',
    title: 'an index that counts an entry of a trailer section',
    requirements: ['rfc9113-4.3+1', 'rfc7541-6.2.1+1'],
    needs: ['upload', 'trailers'],
    given: [
      ...answered(1, METHOD_ENTRY, ...TARGET),
      send(
        { frame: 'HEADERS', stream: 3, block: UPLOAD },
        { frame: 'DATA', stream: 3, data: 'begun' },
        { frame: 'HEADERS', stream: 3, block: { representations: [entry('x-last', 64)] }, endStream: true }
      ),
      until(any(response(3), over(3)))
    ],
    control: request(5, indexed(2), ...TARGET),
    probe: request(5, indexed(63), ...TARGET),
    ...decoded(5)
  })
]
