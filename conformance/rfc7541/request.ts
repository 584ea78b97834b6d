import { block } from '../../impl/hpack/block.ts'
import { literal, raw, type Representation } from '../../impl/hpack/representation.ts'
import type { Frame, SizeUpdate } from '../../lab/http2/message.ts'

const without = (nameIndex: number, value: string): Representation =>
  literal({ nameIndex, value, indexing: 'without' })

/** :scheme, :authority and :path of a request for the target's page, as literals that leave the dynamic table alone. */
export const TARGET: readonly Representation[] = [
  without(6, '{scheme}'),
  without(1, '{authority}'),
  without(4, '{path}')
]
/**
 * ":method: GET" as a literal that leaves the dynamic table alone. In most cases it is the field line that the probe
 * writes in another way: whoever reads it wrongly finds a request without a valid method.
 */
export const METHOD: Representation = without(2, 'GET')
/** ":method: GET" as a new entry of the dynamic table: 42 octets. */
export const METHOD_ENTRY: Representation = literal({ nameIndex: 2, value: 'GET', indexing: 'incremental' })

/** A regular field line as a new entry of so many octets (36 or more). */
export const entry = (name: string, octets: number): Representation =>
  literal({ name, value: 'v'.repeat(octets - 32 - name.length), indexing: 'incremental' })
/** A regular field line that leaves the dynamic table alone. */
export const field = (name: string, value: string): Representation =>
  literal({ name, value, indexing: 'without' })

/** A representation by its octets: so two of different kinds differ in one span. */
export const octets = (representation: Representation): Representation => raw(block([representation]))

/** A request without content whose field block is written as given. */
export const request = (
  stream: number,
  ...representations: readonly (Representation | SizeUpdate)[]
): Frame => ({
  frame: 'HEADERS',
  stream,
  block: { representations },
  endStream: true
})
