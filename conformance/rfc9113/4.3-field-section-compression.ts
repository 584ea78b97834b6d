import { literal, type Representation } from '../../impl/hpack/representation.ts'
import { accepted, connectionError } from '../../lab/http2/expectation.ts'
import type { Block, FieldLine, Frame } from '../../lab/http2/message.ts'
import {
  any,
  barrier,
  get,
  goaway,
  over,
  post,
  REQUEST,
  response,
  send,
  until
} from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { open, OVERFLOW } from '../http2/stream-states.ts'

const plain = ([name, value]: FieldLine): Representation => literal({ name, value, indexing: 'without' })
const request = REQUEST.map(plain)
const PATH: Representation = literal({ name: ':path', value: '{path}', indexing: 'incremental' })
/** A request whose path is inserted into the dynamic table, and one whose path is the entry last inserted. */
const inserting: Block = { representations: [...request.slice(0, 3), PATH] }
const referring: Block = { representations: [...request.slice(0, 3), { kind: 'indexed', index: 62 }] }
const whole = (stream: number, block: Block): Frame => ({ frame: 'HEADERS', stream, block, endStream: true })

/** A literal field line. */
const LAWFUL = '0003612d620163'

export const cases = [
  offence({
    ...open,
    needs: ['upload', 'trailers'],
    id: 'http2/undecodable-trailers',
    title: 'a trailer section with an index into an empty dynamic table',
    requirements: ['rfc9113-4.3-3'],
    control: whole(1, { representations: [{ kind: 'raw', hex: LAWFUL }] }),
    probe: whole(1, { representations: [{ kind: 'raw', hex: 'be' }] }),
    holds: [],
    expect: connectionError('COMPRESSION_ERROR')
  }),
  offence({
    id: 'http2/undecodable-continuation',
    title: 'a field block that goes wrong in its CONTINUATION frame',
    requirements: ['rfc9113-4.3-3'],
    control: [
      { ...whole(1, { representations: request }), endHeaders: false } as Frame,
      { frame: 'CONTINUATION', stream: 1, block: { representations: [{ kind: 'raw', hex: LAWFUL }] } }
    ],
    probe: [
      { ...whole(1, { representations: request }), endHeaders: false } as Frame,
      { frame: 'CONTINUATION', stream: 1, block: { representations: [{ kind: 'raw', hex: 'be' }] } }
    ],
    expect: connectionError('COMPRESSION_ERROR')
  }),
  tolerance({
    ...open,
    needs: ['upload', 'trailers'],
    id: 'http2/table-entry-of-trailers-on-reset-stream',
    title:
      'a request that refers to a table entry inserted by trailers on a stream that the server has reset',
    requirements: ['rfc9113-4.3-2', 'rfc9113-5.1-11'],
    given: [
      send(
        post(1),
        OVERFLOW,
        whole(1, { representations: [literal({ name: 'x-zyphos', value: 'late', indexing: 'incremental' })] })
      )
    ],
    refused: [1],
    holds: [],
    control: get(3),
    probe: whole(3, { representations: [...request, { kind: 'indexed', index: 62 }] }),
    expect: accepted(3),
    why: 'The trailers were sent before the reset could be known, so that they are dropped, but decoded first.'
  }),
  tolerance({
    id: 'http2/table-entry-of-refused-excess-stream',
    title:
      'a request that refers to a table entry inserted by a request beyond the limit of concurrent streams',
    requirements: ['rfc9113-4.3-2', 'rfc9113-5.1.2-2'],
    needs: ['body', 'concurrency-limit'],
    settings: [['INITIAL_WINDOW_SIZE', 0]],
    given: [
      send({
        ...get({ round: true, times: 2, plus: 1 }),
        times: { peer: 'MAX_CONCURRENT_STREAMS' }
      } as Frame),
      send(whole(0x2001, inserting)),
      send({ frame: 'RST_STREAM', stream: 1, code: 'CANCEL' })
    ],
    refused: [0x2001],
    control: get(0x2003),
    probe: whole(0x2003, referring),
    // No canary: all places but one are taken.
    then: [until(any(response(0x2003), over(0x2003), goaway)), ...barrier()],
    expect: accepted(0x2003)
  })
]
