// Over 300 lines: the client cases of one RFC, most of them tables of representations.
import { indexed, literal, raw, sizeUpdate, type Representation } from '../../../impl/hpack/representation.ts'
import { accepted, connectionError } from '../../../lab/http2/expectation.ts'
import { send, settings } from '../../../lab/http2/steps.ts'
import { FIRST, packed, requested, SECOND, tail } from '../../../lab/http2/steps-client.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

const STATUS_200 = indexed(8)
const NEWEST = indexed(62)
const line = (name: string, value: string, indexing: 'incremental' | 'without' | 'never' = 'without') =>
  literal({ name, value, indexing })
const field = line('x-a', 'b')
/** A final status that only the dynamic table can hold: a response whose status is read wrongly is malformed. */
const status = (value: string, indexing: 'incremental' | 'without' | 'never' = 'incremental') =>
  literal({ nameIndex: 8, value, indexing })
/** A field line whose entry has 4,096 octets: as many as the table. */
const fillsTable = line('x', 'z'.repeat(4096 - 32 - 1), 'incremental')

/** Field blocks that do not decode, each with a lawful neighbour. */
const OFFENCES: readonly (readonly [
  name: string,
  title: string,
  control: readonly Representation[],
  probe: readonly Representation[],
  requirements: readonly string[]
])[] = [
  [
    'index-0',
    'an indexed field line with index 0',
    [STATUS_200, indexed(16)],
    [STATUS_200, indexed(0)],
    ['rfc7541-6.1-1']
  ],
  [
    'index-beyond-tables',
    'an index just beyond an empty dynamic table',
    [STATUS_200, indexed(61)],
    [STATUS_200, indexed(62)],
    ['rfc7541-2.3.3-1', 'rfc7541-2.3.2+1']
  ],
  [
    'index-beyond-dynamic-table',
    'an index just beyond the one entry of the dynamic table',
    [STATUS_200, line('x-a', 'b', 'incremental'), indexed(62)],
    [STATUS_200, line('x-a', 'b', 'incremental'), indexed(63)],
    ['rfc7541-2.3.3-1']
  ],
  [
    'name-index-beyond-tables',
    'a name index beyond both tables',
    [STATUS_200, literal({ nameIndex: 61, value: 'b', indexing: 'without' })],
    [STATUS_200, literal({ nameIndex: 62, value: 'b', indexing: 'without' })],
    ['rfc7541-2.3.3-1']
  ],
  [
    'evicted-entry',
    'an index of an entry that was evicted',
    [STATUS_200, line('x-a', 'b', 'incremental'), line('x', 'd', 'incremental'), indexed(63)],
    [STATUS_200, line('x-a', 'b', 'incremental'), fillsTable, indexed(63)],
    ['rfc7541-4.4+1', 'rfc7541-4.1+1']
  ],
  [
    'entry-that-was-not-indexed',
    'an index of a field line that was sent without indexing',
    [STATUS_200, line('x-a', 'b', 'incremental'), NEWEST],
    [STATUS_200, line('x-a', 'b', 'without'), NEWEST],
    ['rfc7541-6.2.2+1']
  ],
  [
    'entry-that-is-never-indexed',
    'an index of a field line that is never indexed',
    [STATUS_200, line('x-a', 'b', 'incremental'), NEWEST],
    [STATUS_200, line('x-a', 'b', 'never'), NEWEST],
    ['rfc7541-6.2.2+1']
  ],
  [
    'size-update-beyond-limit',
    'a size update above SETTINGS_HEADER_TABLE_SIZE',
    [sizeUpdate(0), STATUS_200],
    [sizeUpdate(0x7fffffff), STATUS_200],
    ['rfc7541-6.3-2']
  ],
  [
    'size-update-behind-field',
    'a size update behind a field line',
    [sizeUpdate(0), STATUS_200],
    [STATUS_200, sizeUpdate(0)],
    ['rfc7541-4.2-2']
  ],
  [
    'entry-cleared-by-size-update',
    'an index of an entry that a size update evicted',
    [sizeUpdate(4096), STATUS_200, indexed(61)],
    [sizeUpdate(4096), STATUS_200, indexed(62)],
    ['rfc7541-4.3+1']
  ],
  [
    'entry-larger-than-table',
    'an index of an entry that was larger than the table',
    [STATUS_200, line('x', 'z'.repeat(4063), 'incremental'), NEWEST],
    [STATUS_200, line('x', 'z'.repeat(4064), 'incremental'), NEWEST],
    ['rfc7541-4.4+2', 'rfc7541-4.1+1']
  ],
  [
    'endless-integer',
    'an integer of more octets than any decoder takes',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x01, 0x61])],
    [
      STATUS_200,
      raw([0x00, 0x01, 0x78, 0x7f, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80])
    ],
    ['rfc7541-5.1-1']
  ],
  [
    'integer-cut-short',
    'an integer that goes on beyond the field block',
    [STATUS_200, raw([0xbd])],
    [STATUS_200, raw([0xff])],
    ['rfc7541-5.2+3']
  ],
  [
    'string-cut-short',
    'a string that goes on beyond the field block',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x01, 0x61])],
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x05, 0x61])],
    ['rfc7541-5.2+3']
  ],
  [
    'name-without-value',
    'a field block that ends behind a name',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x00])],
    [STATUS_200, raw([0x00, 0x01, 0x78])],
    ['rfc7541-5.2+3']
  ],
  // "a" is 00011; the padding that follows is three bits, all ones.
  [
    'huffman-padding-of-zeros',
    'Huffman padding of zeros',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x81, 0x1f])],
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x81, 0x18])],
    ['rfc7541-5.2-2']
  ],
  [
    'huffman-padding-of-an-octet',
    'Huffman padding of more than 7 bits',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x81, 0x1f])],
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x82, 0x1f, 0xff])],
    ['rfc7541-5.2-1']
  ],
  [
    'huffman-end-of-string',
    'the Huffman symbol EOS within a string',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x81, 0x1f])],
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x84, 0xff, 0xff, 0xff, 0xff])],
    ['rfc7541-5.2-3']
  ]
]

/** Field blocks of all kinds that decode to a good response: what is read otherwise makes it malformed, or does not decode. */
const TOLERANCES: readonly (readonly [
  name: string,
  title: string,
  probe: readonly Representation[],
  requirements: readonly string[],
  control?: readonly Representation[]
])[] = [
  ['status-from-static-table', 'an indexed status', [indexed(13)], ['rfc7541-2.3.1+1']],
  ['last-static-entry', 'the last entry of the static table', [STATUS_200, indexed(61)], ['rfc7541-2.3.1+1']],
  [
    'status-from-dynamic-table',
    'a field line that was just put into the dynamic table',
    [STATUS_200, line('x-a', 'b', 'incremental'), NEWEST],
    ['rfc7541-2.3.3+1', 'rfc7541-3.2-1', 'rfc7541-6.2.1+1']
  ],
  [
    'oldest-entry',
    'the oldest of three dynamic entries',
    [
      STATUS_200,
      line('x-a', '1', 'incremental'),
      line('x-b', '2', 'incremental'),
      line('x-c', '3', 'incremental'),
      indexed(64)
    ],
    ['rfc7541-2.3.3+1', 'rfc7541-2.3.2+1']
  ],
  [
    'same-entry-twice',
    'the same entry twice in the dynamic table',
    [STATUS_200, line('x-a', '1', 'incremental'), line('x-a', '1', 'incremental'), indexed(63)],
    ['rfc7541-2.3.2-1']
  ],
  [
    'static-entry-in-dynamic-table',
    'an entry of the static table put into the dynamic table',
    [STATUS_200, literal({ nameIndex: 61, value: '', indexing: 'incremental' }), NEWEST],
    ['rfc7541-2.3.2+1']
  ],
  [
    'status-never-indexed',
    'a status that is never indexed',
    [status('200', 'never')],
    ['rfc7541-6.2.2+1'],
    [status('200', 'without')]
  ],
  [
    'table-cleared-and-restored',
    'size updates down to 0 and up again',
    [sizeUpdate(0), sizeUpdate(4096), STATUS_200, line('x-a', 'b', 'incremental'), NEWEST],
    ['rfc7541-4.2+2'],
    [STATUS_200, line('x-a', 'b', 'incremental'), NEWEST]
  ],
  [
    'entry-as-large-as-table',
    'an entry as large as the table',
    [STATUS_200, fillsTable, NEWEST],
    ['rfc7541-4.1+1', 'rfc7541-4.4+1']
  ],
  [
    'entry-too-large-for-table',
    'an entry larger than the table, then another',
    [STATUS_200, line('x', 'z'.repeat(4100), 'incremental'), line('x-a', 'b', 'incremental'), NEWEST],
    ['rfc7541-4.4+2']
  ],
  [
    'name-of-evicted-entry',
    'a new entry whose name is that of the entry which it evicts',
    [
      STATUS_200,
      line('x-long', 'z'.repeat(4000), 'incremental'),
      literal({ nameIndex: 62, value: 'y'.repeat(4000), indexing: 'incremental' }),
      NEWEST
    ],
    ['rfc7541-4.4+3']
  ],
  [
    'integer-of-several-octets',
    'integers of several octets',
    [STATUS_200, line('x-a', 'z'.repeat(127 + 128)), line('x-b', 'z'.repeat(3000))],
    ['rfc7541-5.1+1']
  ],
  [
    'integer-with-leading-zeros',
    'an integer with octets that add nothing',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x7f, 0x80, 0x00, ...new Array<number>(127).fill(0x61)])],
    ['rfc7541-5.1+1']
  ],
  [
    'huffman-strings',
    'Huffman-coded name and value',
    [
      STATUS_200,
      literal({
        name: 'x-zyphos',
        value: 'a value, with 1 2 3 & more',
        indexing: 'incremental',
        huffmanName: true,
        huffmanValue: true
      }),
      NEWEST
    ],
    ['rfc7541-5.2+1']
  ],
  [
    'huffman-longer-than-plain',
    'a Huffman-coded string that is longer than the plain one',
    [STATUS_200, literal({ name: 'x-a', value: '<>{}^~`|', indexing: 'without', huffmanValue: true })],
    ['rfc7541-5.2+1']
  ],
  ['empty-value', 'an empty value', [STATUS_200, line('x-a', '')], ['rfc7541-5.2+2']],
  [
    'empty-huffman-value',
    'an empty Huffman-coded value',
    [STATUS_200, raw([0x00, 0x01, 0x78, 0x80])],
    ['rfc7541-5.2+2', 'rfc7541-5.2+1']
  ]
]

/** An entry of so many octets of the table. */
const entry = (name: string, octets: number) =>
  line(name, 'z'.repeat(octets - 32 - name.length), 'incremental')

/** Field blocks behind that of an interim response, which fills the table. */
const LATER: readonly (readonly [
  kind: 'offence' | 'tolerance',
  name: string,
  title: string,
  first: readonly Representation[],
  control: readonly Representation[],
  probe: readonly Representation[],
  requirements: readonly string[]
])[] = [
  [
    'offence',
    'index-of-entry-evicted-by-huffman-coded-one',
    'the index of an entry evicted by one whose Huffman code is shorter than its octets',
    [
      entry('x-a', 64),
      literal({ name: 'x-b', value: 'a'.repeat(29), indexing: 'incremental', huffmanValue: true })
    ],
    [STATUS_200, indexed(62)],
    [STATUS_200, indexed(63)],
    ['rfc7541-4.1+1']
  ],
  [
    'offence',
    'index-after-entry-larger-than-table',
    'the index of an entry after one that is larger than the table',
    [entry('x-a', 64)],
    [STATUS_200, entry('x-b', 127), indexed(62)],
    [STATUS_200, entry('x-b', 128), indexed(62)],
    ['rfc7541-4.4+2']
  ],
  [
    'offence',
    'index-of-entry-evicted-by-size-update',
    'the index of an entry that a size update has evicted',
    [entry('x-a', 63), entry('x-b', 64)],
    [sizeUpdate(127), STATUS_200, indexed(63)],
    [sizeUpdate(126), STATUS_200, indexed(63)],
    ['rfc7541-4.3+1']
  ],
  [
    'tolerance',
    'entries-that-just-fit',
    'the older of two entries that fill the table exactly',
    [entry('x-a', 42), entry('x-b', 85)],
    [STATUS_200, indexed(61)],
    [STATUS_200, indexed(63)],
    ['rfc7541-4.1+1', 'rfc7541-4.4+1']
  ],
  [
    'tolerance',
    'entry-kept-at-size-update',
    'the entry that is left after a size update',
    [entry('x-a', 64), entry('x-b', 42)],
    [sizeUpdate(42), STATUS_200, indexed(61)],
    [sizeUpdate(42), STATUS_200, indexed(62)],
    ['rfc7541-4.3+1']
  ]
]

export const cases = [
  ...LATER.map(([kind, name, title, first, control, probe, requirements]) =>
    (kind === 'offence' ? offence : tolerance)({
      id: `http2/client/hpack-${name}`,
      title: `a response with ${title}`,
      requirements: [...requirements, ...(kind === 'offence' ? ['rfc9113-4.3-3'] : [])],
      given: [send(packed(FIRST, sizeUpdate(127), status('103', 'without'), ...first))],
      control: packed(FIRST, ...control),
      probe: packed(FIRST, ...probe),
      expect: kind === 'offence' ? connectionError('COMPRESSION_ERROR') : accepted(FIRST)
    })
  ),
  tolerance({
    id: 'http2/client/hpack-older-of-two-entries',
    title:
      'a response with the older of two entries, while the other one is a Content-Length that does not fit',
    requirements: ['rfc7541-2.3.3+1'],
    task: 'several',
    given: [
      send(
        packed(
          FIRST,
          STATUS_200,
          line('x-a', '1', 'incremental'),
          line('content-length', '9', 'incremental')
        ),
        tail(FIRST, '9 octets\n')
      ),
      requested(2)
    ],
    control: packed(SECOND, STATUS_200, indexed(61)),
    probe: packed(SECOND, STATUS_200, indexed(63)),
    expect: accepted(SECOND)
  }),
  offence({
    id: 'http2/client/hpack-index-modulo-32-bits',
    title: 'a response with an index of 2^32 more than that of a status',
    requirements: ['rfc7541-5.1-1', 'rfc9113-4.3-3'],
    given: [],
    control: packed(FIRST, STATUS_200),
    // 127 in the prefix, and 2^32 + 8 - 127 in groups of seven bits.
    probe: packed(FIRST, raw([0xff, 0x89, 0xff, 0xff, 0xff, 0x0f])),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  tolerance({
    id: 'http2/client/smaller-size-update-for-small-table',
    title: 'a size update below the table size that the client allows',
    requirements: ['rfc9113-4.3.1-2', 'rfc7541-4.2+2'],
    needs: ['small-table'],
    given: [],
    control: {
      frame: 'HEADERS',
      stream: FIRST,
      block: { representations: [{ kind: 'sizeUpdate', size: { peer: 'HEADER_TABLE_SIZE' } }, STATUS_200] }
    },
    probe: {
      frame: 'HEADERS',
      stream: FIRST,
      block: { representations: [{ kind: 'sizeUpdate', size: 0 }, STATUS_200] }
    },
    expect: accepted(FIRST)
  }),
  ...OFFENCES.map(([name, title, control, probe, requirements]) =>
    offence({
      id: `http2/client/hpack-${name}`,
      title: `a response with ${title}`,
      requirements: [...requirements, 'rfc9113-4.3-3'],
      given: [],
      control: packed(FIRST, ...control),
      probe: packed(FIRST, ...probe),
      expect: connectionError('COMPRESSION_ERROR')
    })
  ),
  ...TOLERANCES.map(([name, title, probe, requirements, control = [STATUS_200]]) =>
    tolerance({
      id: `http2/client/hpack-${name}`,
      title: `a response with ${title}`,
      requirements,
      given: [],
      control: packed(FIRST, ...control),
      probe: packed(FIRST, ...probe),
      expect: accepted(FIRST)
    })
  ),
  tolerance({
    id: 'http2/client/hpack-status-read-from-table',
    title: 'a status by an index into the dynamic table',
    requirements: ['rfc7541-2.3.3+1', 'rfc7541-6.2.1+1', 'rfc7541-3.2-1'],
    given: [],
    control: [
      packed(FIRST, status('103'), line('x-a', 'b', 'incremental')),
      packed(FIRST, STATUS_200, indexed(62))
    ],
    probe: [
      packed(FIRST, status('103'), line('x-a', 'b', 'incremental')),
      packed(FIRST, STATUS_200, indexed(62), literal({ nameIndex: 62, value: 'c', indexing: 'without' }))
    ],
    expect: accepted(FIRST)
  }),
  tolerance({
    id: 'http2/client/hpack-table-kept-across-settings',
    title: 'a SETTINGS frame before the response',
    requirements: ['rfc7541-4.2-1'],
    given: [],
    control: packed(FIRST, STATUS_200, field),
    probe: [settings(['HEADER_TABLE_SIZE', 100]), packed(FIRST, STATUS_200, field)],
    expect: accepted(FIRST)
  })
]
