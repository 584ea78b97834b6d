import { literal, type Representation } from '../../../impl/hpack/representation.ts'
import type { FieldLine, Frame } from '../../../lab/http2/message.ts'
import type { Value } from '../../../lab/http2/values.ts'

/** The stream of a round: 3, 5, 7, … */
export const ROUND: Value = { round: true, times: 2, plus: 3 }

/** Pseudo-header fields with names from the static table: a request in few octets, without any state. */
const line = (nameIndex: number, value: string): Representation =>
  literal({ nameIndex, value, indexing: 'without' })

/** A request for the target's page, as short as it can be written for any target. */
export const SHORT_REQUEST: readonly Representation[] = [
  { kind: 'indexed', index: 2 },
  line(6, '{scheme}'),
  line(1, '{authority}'),
  line(4, '{path}')
]
const SHORT_UPLOAD: readonly Representation[] = [
  { kind: 'indexed', index: 3 },
  line(6, '{scheme}'),
  line(1, '{authority}'),
  line(4, '{upload}')
]

/** A whole request without content. */
export const shortGet = (stream: Value, ...fields: readonly FieldLine[]): Frame => ({
  frame: 'HEADERS',
  stream,
  block: {
    representations: [
      ...SHORT_REQUEST,
      ...fields.map(([name, value]) => literal({ name, value, indexing: 'without' }))
    ]
  },
  endStream: true
})
/** A request whose content is still to come. */
export const shortPost = (stream: Value): Frame => ({
  frame: 'HEADERS',
  stream,
  block: { representations: SHORT_UPLOAD }
})
