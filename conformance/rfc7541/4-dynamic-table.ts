import { indexed, literal, sizeUpdate } from '../../impl/hpack/representation.ts'
import { connectionError } from '../../lab/http2/expectation.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { answered } from './answered.ts'
import { decoded } from './decoded.ts'
import { entry, field, METHOD, METHOD_ENTRY, request, TARGET } from './request.ts'

const LIMIT = { kind: 'sizeUpdate', size: { peer: 'HEADER_TABLE_SIZE' } } as const
const ABOVE_LIMIT = { kind: 'sizeUpdate', size: { peer: 'HEADER_TABLE_SIZE', plus: 1 } } as const
const COMPRESSION = connectionError('COMPRESSION_ERROR')

/** A value whose Huffman code is shorter (five bits a letter) or longer (thirteen bits) than its octets. */
const coded = (name: string, octets: number, letter: 'a' | '~') =>
  literal({
    name,
    value: letter.repeat(octets - 32 - name.length),
    indexing: 'incremental',
    huffmanValue: true
  })

export const cases = [
  // 4.1 size of an entry, 4.4 eviction
  offence({
    id: 'http2/hpack-index-of-evicted-entry',
    title: 'the index of an entry that a new one has evicted',
    requirements: ['rfc7541-4.4+1', 'rfc7541-4.1+1', 'rfc7541-2.3.3-1'],
    given: answered(
      1,
      sizeUpdate(128),
      METHOD,
      ...TARGET,
      entry('x-a', 64),
      entry('x-b', 64),
      entry('x-c', 64)
    ),
    control: request(3, METHOD, ...TARGET, indexed(63)),
    probe: request(3, METHOD, ...TARGET, indexed(64)),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-index-of-entry-evicted-by-one-octet',
    title: 'the index of an entry that was evicted for one octet',
    requirements: ['rfc7541-4.1+1', 'rfc7541-4.4+1'],
    given: answered(1, sizeUpdate(127), METHOD, ...TARGET, entry('x-a', 64), entry('x-b', 64)),
    control: request(3, METHOD, ...TARGET, indexed(62)),
    probe: request(3, METHOD, ...TARGET, indexed(63)),
    expect: COMPRESSION
  }),
  tolerance({
    id: 'http2/hpack-entries-that-just-fit',
    title: 'the older of two entries that fill the table exactly',
    requirements: ['rfc7541-4.1+1', 'rfc7541-4.4+1'],
    given: answered(1, sizeUpdate(106), METHOD_ENTRY, ...TARGET, entry('x-b', 64)),
    control: request(3, indexed(2), ...TARGET),
    probe: request(3, indexed(63), ...TARGET),
    ...decoded(3)
  }),
  offence({
    id: 'http2/hpack-index-of-entry-evicted-by-huffman-coded-one',
    title: 'the index of an entry evicted by one whose Huffman code is shorter than its octets',
    requirements: ['rfc7541-4.1+1'],
    given: answered(1, sizeUpdate(127), METHOD, ...TARGET, entry('x-a', 64), coded('x-b', 64, 'a')),
    control: request(3, METHOD, ...TARGET, indexed(62)),
    probe: request(3, METHOD, ...TARGET, indexed(63)),
    expect: COMPRESSION
  }),
  tolerance({
    id: 'http2/hpack-entry-beside-huffman-coded-one',
    title: 'an entry that fits beside one whose Huffman code is longer than its octets',
    requirements: ['rfc7541-4.1+1'],
    given: answered(1, sizeUpdate(106), METHOD_ENTRY, ...TARGET, coded('x-b', 64, '~')),
    control: request(3, indexed(2), ...TARGET),
    probe: request(3, indexed(63), ...TARGET),
    ...decoded(3)
  }),
  offence({
    id: 'http2/hpack-index-after-entry-larger-than-table',
    title: 'the index of an entry after one that is larger than the table',
    requirements: ['rfc7541-4.4+2'],
    given: answered(1, sizeUpdate(64), METHOD, ...TARGET, entry('x-a', 64)),
    control: request(3, METHOD, ...TARGET, entry('x-b', 64), indexed(62)),
    probe: request(3, METHOD, ...TARGET, entry('x-b', 65), indexed(62)),
    expect: COMPRESSION
  }),
  tolerance({
    id: 'http2/hpack-entry-larger-than-table',
    title: 'a literal with incremental indexing that is larger than the table',
    requirements: ['rfc7541-4.4+2'],
    given: answered(1, sizeUpdate(41), METHOD, ...TARGET),
    control: request(3, METHOD, ...TARGET),
    probe: request(3, METHOD_ENTRY, ...TARGET),
    ...decoded(3)
  }),
  tolerance({
    id: 'http2/hpack-entry-in-table-of-size-zero',
    title: 'a literal with incremental indexing while the table has no room at all',
    requirements: ['rfc7541-4.4+2'],
    given: answered(1, sizeUpdate(0), METHOD, ...TARGET),
    control: request(3, METHOD, ...TARGET),
    probe: request(3, METHOD_ENTRY, ...TARGET),
    ...decoded(3)
  }),
  tolerance({
    id: 'http2/hpack-name-of-entry-evicted-by-it',
    title: 'a new entry that takes its name from the entry that it evicts',
    requirements: ['rfc7541-4.4+3'],
    given: answered(1, sizeUpdate(64), METHOD_ENTRY, ...TARGET),
    control: request(3, METHOD_ENTRY, ...TARGET),
    probe: request(3, literal({ nameIndex: 62, value: 'GET', indexing: 'incremental' }), ...TARGET),
    ...decoded(3)
  }),
  tolerance({
    id: 'http2/hpack-entry-with-name-of-entry-evicted-by-it',
    title: 'the entry that took its name from the entry that it evicted',
    requirements: ['rfc7541-4.4+3'],
    given: [
      ...answered(1, sizeUpdate(64), METHOD_ENTRY, ...TARGET),
      ...answered(3, literal({ nameIndex: 62, value: 'GET', indexing: 'incremental' }), ...TARGET)
    ],
    control: request(5, indexed(2), ...TARGET),
    probe: request(5, indexed(62), ...TARGET),
    ...decoded(5)
  }),

  // 4.3 eviction by size
  offence({
    id: 'http2/hpack-index-of-entry-evicted-by-size-update',
    title: 'the index of an entry that a size update has evicted',
    requirements: ['rfc7541-4.3+1', 'rfc7541-2.3.3-1'],
    given: answered(1, sizeUpdate(128), METHOD, ...TARGET, entry('x-a', 64), entry('x-b', 64)),
    control: request(3, sizeUpdate(128), METHOD, ...TARGET, indexed(63)),
    probe: request(3, sizeUpdate(127), METHOD, ...TARGET, indexed(63)),
    expect: COMPRESSION
  }),
  tolerance({
    id: 'http2/hpack-entry-kept-at-size-update',
    title: 'the entry that is left after a size update',
    requirements: ['rfc7541-4.3+1'],
    given: answered(1, sizeUpdate(128), METHOD, ...TARGET, entry('x-a', 64)).concat(
      answered(3, METHOD_ENTRY, ...TARGET)
    ),
    control: request(5, sizeUpdate(42), indexed(2), ...TARGET),
    probe: request(5, sizeUpdate(42), indexed(62), ...TARGET),
    ...decoded(5)
  }),
  offence({
    id: 'http2/hpack-index-after-table-was-cleared',
    title: 'the index of an entry after two size updates, down to 0 and up again',
    requirements: ['rfc7541-4.2+2', 'rfc7541-4.3+1'],
    given: answered(1, sizeUpdate(128), METHOD, ...TARGET, entry('x-a', 64)),
    control: request(3, sizeUpdate(128), METHOD, ...TARGET, indexed(62)),
    probe: request(3, sizeUpdate(0), sizeUpdate(128), METHOD, ...TARGET, indexed(62)),
    expect: COMPRESSION
  }),

  // 4.2 and 6.3 size updates
  tolerance({
    id: 'http2/hpack-two-size-updates',
    title: 'two size updates at the start of a field block',
    requirements: ['rfc7541-4.2+2'],
    control: request(1, METHOD, ...TARGET),
    probe: request(1, sizeUpdate(0), sizeUpdate(64), METHOD, ...TARGET),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-entry-after-two-size-updates',
    title: 'an entry made after the table was cleared and enlarged again',
    requirements: ['rfc7541-4.2+2'],
    given: answered(1, sizeUpdate(0), sizeUpdate(64), METHOD_ENTRY, ...TARGET),
    control: request(3, indexed(2), ...TARGET),
    probe: request(3, indexed(62), ...TARGET),
    ...decoded(3)
  }),
  tolerance({
    id: 'http2/hpack-size-update-without-reason',
    title: 'a size update that no setting asks for',
    requirements: ['rfc7541-6.3-2', 'rfc7541-4.2+2'],
    control: request(1, METHOD, ...TARGET),
    probe: request(1, sizeUpdate(100), METHOD, ...TARGET),
    ...decoded(1),
    why: 'An encoder may choose any size up to the limit, at any time.'
  }),
  tolerance({
    id: 'http2/hpack-size-update-to-limit',
    title: 'a size update to the SETTINGS_HEADER_TABLE_SIZE of the target',
    requirements: ['rfc7541-6.3-2'],
    control: request(1, METHOD, ...TARGET),
    probe: request(1, LIMIT, METHOD, ...TARGET),
    ...decoded(1)
  }),
  offence({
    id: 'http2/hpack-size-update-above-limit',
    title: 'a size update one octet above the SETTINGS_HEADER_TABLE_SIZE of the target',
    requirements: ['rfc7541-6.3-2', 'rfc9113-4.3-3'],
    control: request(1, LIMIT, METHOD, ...TARGET),
    probe: request(1, ABOVE_LIMIT, METHOD, ...TARGET),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-second-size-update-above-limit',
    title: 'the second of two size updates above the limit',
    requirements: ['rfc7541-6.3-2', 'rfc9113-4.3-3'],
    control: request(1, sizeUpdate(0), LIMIT, METHOD, ...TARGET),
    probe: request(1, sizeUpdate(0), ABOVE_LIMIT, METHOD, ...TARGET),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-size-update-after-field-line',
    title: 'a size update after the first field line of a block',
    requirements: ['rfc7541-4.2-2', 'rfc9113-4.3-3'],
    control: request(1, sizeUpdate(64), METHOD, ...TARGET),
    probe: request(1, METHOD, sizeUpdate(64), ...TARGET),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-size-update-at-end-of-block',
    title: 'a size update at the end of a block',
    requirements: ['rfc7541-4.2-2', 'rfc9113-4.3-3'],
    control: request(1, sizeUpdate(64), METHOD, ...TARGET),
    probe: request(1, METHOD, ...TARGET, sizeUpdate(64)),
    expect: COMPRESSION
  }),
  tolerance({
    id: 'http2/hpack-size-update-in-later-block',
    title: 'a size update at the start of the second block',
    requirements: ['rfc7541-4.2+2'],
    given: answered(1, METHOD_ENTRY, ...TARGET),
    control: request(3, indexed(62), ...TARGET, field('x-a', 'v')),
    probe: request(3, sizeUpdate(64), indexed(62), ...TARGET, field('x-a', 'v')),
    ...decoded(3)
  })
]
