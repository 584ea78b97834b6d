// Over 300 lines: tables of integers and strings, and the cases made of them, of one section.
import { indexed, literal, raw, sizeUpdate, type Representation } from '../../impl/hpack/representation.ts'
import { accepted, anyOf, connectionError, malformed } from '../../lab/http2/expectation.ts'
import { any, barrier, goaway, over, response, until } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { decoded } from './decoded.ts'
import { field, METHOD, octets, request, TARGET } from './request.ts'

const COMPRESSION = connectionError('COMPRESSION_ERROR')
/** A whole request with a representation behind its field lines. */
const then = (...last: readonly Representation[]) => request(1, METHOD, ...TARGET, ...last)
const hexOf = (text: string) =>
  Array.from(text, (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('')
const huffman = (hex: string): Representation =>
  literal({ name: 'x-name', value: { hex, huffman: true }, indexing: 'without' })

/** Lengths about the prefix of seven bits and about the first octets that follow it. */
const lengths = [126, 127, 128, 254, 255, 1000]

const truncated: readonly (readonly [
  id: string,
  title: string,
  whole: Representation,
  cut: Representation
])[] = [
  [
    'value-beyond-block',
    'a value one octet longer than what is left of the block',
    field('x-name', 'value'),
    literal({ name: 'x-name', value: { hex: hexOf('value'), length: 6 }, indexing: 'without' })
  ],
  [
    'value-far-beyond-block',
    'a value far longer than what is left of the block',
    field('x-name', 'value'),
    literal({ name: 'x-name', value: { hex: hexOf('value'), length: 16_000 }, indexing: 'without' })
  ],
  [
    'name-beyond-block',
    'a name longer than what is left of the block',
    raw([0x00, 1, 0x78, 0]),
    raw([0x00, 4, 0x78, 0])
  ],
  ['block-ends-after-name', 'a block that ends after a name', raw([0x00, 1, 0x78, 0]), raw([0x00, 1, 0x78])],
  [
    'block-ends-after-first-octet',
    'a block that ends after the first octet of a literal',
    raw([0x40, 1, 0x78, 0]),
    raw([0x40])
  ],
  ['block-ends-in-index', 'a block that ends inside an index', raw([0xbd]), raw([0xff])],
  [
    'block-ends-in-length',
    'a block that ends inside the length of a string',
    raw([0x00, 1, 0x78, 0]),
    raw([0x00, 1, 0x78, 0x7f])
  ],
  [
    'block-ends-in-continued-integer',
    'a block that ends where an integer goes on',
    raw([0xbd]),
    raw([0xff, 0x80])
  ]
]

/** "a" is 00011, "&" 11111000, ":" 1011100, EOS thirty ones. */
const badHuffman: readonly (readonly [
  id: string,
  title: string,
  requirement: string,
  good: string,
  bad: string
])[] = [
  ['huffman-eos', 'the EOS symbol inside a Huffman-coded string', '5.2-3', '1f', '1fffffffe3'],
  ['huffman-eos-only', 'nothing but the EOS symbol, and padding', '5.2-3', '1f', 'ffffffff'],
  ['huffman-padding-of-eight-bits', 'Huffman padding of eight bits', '5.2-1', 'f8', 'f8ff'],
  ['huffman-padding-of-eleven-bits', 'Huffman padding of eleven bits', '5.2-1', '1f', '1fff'],
  ['huffman-padding-only', 'a Huffman-coded string of padding only', '5.2-1', '1f', 'ff'],
  ['huffman-padding-of-three-octets', 'Huffman padding of three octets', '5.2-1', 'f8', 'f8ffffff'],
  ['huffman-padding-of-zeros', 'Huffman padding of zeros', '5.2-2', '1f', '18'],
  ['huffman-padding-with-last-bit-zero', 'Huffman padding whose last bit is zero', '5.2-2', '1f', '1e'],
  ['huffman-padding-with-first-bit-zero', 'Huffman padding whose first bit is zero', '5.2-2', '1f', '1b'],
  ['huffman-code-cut-short', 'a Huffman code that is cut short', '5.2-2', 'f8', 'f8f0']
]

/** Octets that a field value may have, in an order that makes neither end white space. */
const OCTETS = [...range(0x21, 0x7e), 0x20, 0x09, ...range(0x80, 0xff)]

export const cases = [
  // 5.1 integers
  ...lengths.map((octets) =>
    tolerance({
      id: `http2/hpack-value-of-${octets}-octets`,
      title: `a value of ${octets} octets`,
      requirements: ['rfc7541-5.1+1'],
      control: then(field('x-name', 'value')),
      probe: then(field('x-name', 'v'.repeat(octets))),
      ...decoded(1)
    })
  ),
  ...(
    [
      ['of-full-prefix', 'that fills the four bits of its prefix', 15, 'accept-charset'],
      ['above-prefix', 'above the four bits of its prefix', 58, 'user-agent']
    ] as const
  ).map(([id, title, nameIndex, name]) =>
    tolerance({
      id: `http2/hpack-name-index-${id}`,
      title: `a name index ${title}`,
      requirements: ['rfc7541-5.1+1', 'rfc7541-2.3.1+1'],
      control: then(octets(field(name, 'x'))),
      probe: then(octets(literal({ nameIndex, value: 'x', indexing: 'without' }))),
      ...decoded(1)
    })
  ),
  ...[30, 31, 32, 159].map((size) =>
    tolerance({
      id: `http2/hpack-size-update-to-${size}-octets`,
      title: `a size update to ${size} octets`,
      requirements: ['rfc7541-5.1+1', 'rfc7541-6.3-2'],
      control: request(1, METHOD, ...TARGET),
      probe: request(1, sizeUpdate(size), METHOD, ...TARGET),
      ...decoded(1)
    })
  ),
  tolerance({
    id: 'http2/hpack-integer-with-leading-zeros',
    title: 'a length in one octet more than it needs',
    requirements: ['rfc7541-5.1+1', 'rfc7541-5.1-1'],
    control: then(field('x-name', 'v'.repeat(130))),
    probe: then(
      literal({
        name: 'x-name',
        value: { hex: '76'.repeat(130), length: { value: 130, octets: 2 } },
        indexing: 'without'
      })
    ),
    ...decoded(1),
    why: 'Two octets after the prefix is what any length from 255 on takes, so that no limit in octets is exceeded.'
  }),
  offence({
    id: 'http2/hpack-index-modulo-32-bits',
    title: 'an index of 2^32 + 2',
    requirements: ['rfc7541-5.1-1', 'rfc7541-2.3.3-1'],
    control: request(1, indexed(2), ...TARGET),
    probe: request(1, indexed(2 ** 32 + 2), ...TARGET),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-index-modulo-64-bits',
    title: 'an index of 2^64 + 2',
    requirements: ['rfc7541-5.1-1', 'rfc7541-2.3.3-1'],
    control: request(1, raw([0x82]), ...TARGET),
    probe: request(1, raw([0xff, 0x83, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), ...TARGET),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-length-modulo-32-bits',
    title: 'a string length of 2^32 + 5',
    requirements: ['rfc7541-5.1-1', 'rfc7541-5.2+3'],
    control: then(
      literal({ name: 'x-name', value: { hex: hexOf('value'), length: 5 }, indexing: 'without' })
    ),
    probe: then(
      literal({ name: 'x-name', value: { hex: hexOf('value'), length: 2 ** 32 + 5 }, indexing: 'without' })
    ),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-size-update-modulo-32-bits',
    title: 'a size update to 2^32 + 64 octets',
    requirements: ['rfc7541-5.1-1', 'rfc7541-6.3-2'],
    control: request(1, sizeUpdate(64), METHOD, ...TARGET),
    probe: request(1, sizeUpdate(2 ** 32 + 64), METHOD, ...TARGET),
    expect: COMPRESSION
  }),
  offence({
    id: 'http2/hpack-integer-without-end',
    title: 'an index that goes on for sixty octets',
    requirements: ['rfc7541-5.1-1'],
    control: then(raw([0xbd])),
    probe: then(raw([0xff, ...new Array<number>(60).fill(0xff), 0x00])),
    expect: COMPRESSION
  }),

  // 5.2 strings
  ...truncated.map(([id, title, whole, cut]) =>
    offence({
      id: `http2/hpack-${id}`,
      title,
      requirements: ['rfc7541-5.2+3', 'rfc9113-4.3-3'],
      control: then(whole),
      probe: then(cut),
      expect: COMPRESSION
    })
  ),
  ...badHuffman.map(([id, title, requirement, good, bad]) =>
    offence({
      id: `http2/hpack-${id}`,
      title,
      requirements: [`rfc7541-${requirement}`, 'rfc9113-4.3-3'],
      control: then(huffman(good)),
      probe: then(huffman(bad)),
      expect: COMPRESSION
    })
  ),
  offence({
    id: 'http2/hpack-huffman-padding-of-eight-bits-in-name',
    title: 'Huffman padding of eight bits in a name',
    requirements: ['rfc7541-5.2-1', 'rfc9113-4.3-3'],
    control: then(literal({ name: { hex: 'f8', huffman: true }, value: 'v', indexing: 'without' })),
    probe: then(literal({ name: { hex: 'f8ff', huffman: true }, value: 'v', indexing: 'without' })),
    expect: COMPRESSION
  }),
  tolerance({
    id: 'http2/hpack-huffman-padding-of-seven-bits',
    title: 'Huffman padding of seven bits',
    requirements: ['rfc7541-5.2-1'],
    control: then(field('x-name', 'aa:')),
    probe: then(huffman('18ee7f')),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-huffman-without-padding',
    title: 'a Huffman-coded string without padding',
    requirements: ['rfc7541-5.2-1', 'rfc7541-5.2+1'],
    control: then(field('x-name', '&')),
    probe: then(huffman('f8')),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-huffman-value',
    title: 'a Huffman-coded value',
    requirements: ['rfc7541-5.2+1'],
    control: request(1, METHOD, ...TARGET),
    probe: request(
      1,
      literal({ nameIndex: 2, value: 'GET', indexing: 'without', huffmanValue: true }),
      ...TARGET
    ),
    ...decoded(1)
  }),
  ...(
    [
      ['name', 'name', { huffmanName: true }],
      ['name-and-value', 'name and value', { huffmanName: true, huffmanValue: true }]
    ] as const
  ).map(([id, what, coding]) =>
    tolerance({
      id: `http2/hpack-huffman-${id}`,
      title: `a Huffman-coded ${what}`,
      requirements: ['rfc7541-5.2+1'],
      control: request(1, octets(METHOD), ...TARGET),
      probe: request(
        1,
        octets(literal({ name: ':method', value: 'GET', indexing: 'without', ...coding })),
        ...TARGET
      ),
      ...decoded(1)
    })
  ),
  tolerance({
    id: 'http2/hpack-huffman-every-octet',
    title: 'a Huffman-coded value of every octet that a value may have',
    requirements: ['rfc7541-5.2+1'],
    control: then(field('x-name', String.fromCharCode(...OCTETS))),
    probe: then(
      literal({
        name: 'x-name',
        value: String.fromCharCode(...OCTETS),
        indexing: 'without',
        huffmanValue: true
      })
    ),
    ...decoded(1),
    why: 'For most of these octets the code is longer than the octet.'
  }),
  tolerance({
    id: 'http2/hpack-empty-value',
    title: 'a value without octets',
    requirements: ['rfc7541-5.2+2'],
    control: then(field('x-name', 'v')),
    probe: then(field('x-name', '')),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-empty-huffman-value',
    title: 'a Huffman-coded value without octets',
    requirements: ['rfc7541-5.2+2', 'rfc7541-5.2+1'],
    control: then(field('x-name', '')),
    probe: then(huffman('')),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-string-at-end-of-block',
    title: 'a field block that ends with a string',
    requirements: ['rfc7541-5.2+1', 'rfc9113-4.3-3'],
    control: request(1, ...TARGET, indexed(2)),
    probe: request(1, ...TARGET, METHOD),
    // Without the canary, whose block ends with a string as well.
    then: [until(any(response(1), over(1), goaway)), ...barrier()],
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/hpack-empty-name',
    title: 'a name without octets, taken for a decoding error',
    requirements: ['rfc7541-5.2+2'],
    control: then(field('x-name', 'v')),
    probe: then(field('', 'v')),
    expect: anyOf(malformed(1), accepted(1)),
    why: 'It decodes; whether the request is malformed is a question of rfc9113-8.2.1-1, not of compression.'
  })
]

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
