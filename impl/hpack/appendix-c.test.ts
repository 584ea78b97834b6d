import { describe, expect, test } from '@jest/globals'
import { HpackDecoder } from './decoder.ts'
import { HpackEncoder } from './encoder.ts'
import type { Field } from './field.ts'

// The examples of RFC 7541, Appendix C: octets on the wire, and what the table holds after them.
interface Example {
  readonly wire: string
  /** What our encoder writes, where it differs: it takes Huffman codes only where they are shorter. */
  readonly written?: string
  readonly fields: readonly string[]
  readonly table: readonly string[]
  readonly size: number
}

const DATE = 'Mon, 21 Oct 2013 20:13:2'
const COOKIE = 'set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'
const AUTHORITY = ':authority: www.example.com'
const LOCATION = 'location: https://www.example.com'
const PRIVATE = 'cache-control: private'

function requests(...wires: string[]): Example[] {
  const first = [':method: GET', ':scheme: http', ':path: /', AUTHORITY]
  const third = [
    ':method: GET',
    ':scheme: https',
    ':path: /index.html',
    AUTHORITY,
    'custom-key: custom-value'
  ]
  const tables = [
    [AUTHORITY],
    ['cache-control: no-cache', AUTHORITY],
    ['custom-key: custom-value', 'cache-control: no-cache', AUTHORITY]
  ]
  const fields = [first, [...first, 'cache-control: no-cache'], third]
  return wires.map((wire, at) => ({
    wire,
    fields: fields[at]!,
    table: tables[at]!,
    size: [57, 110, 164][at]!
  }))
}

function responses(...wires: string[]): Example[] {
  const rest = [PRIVATE, `date: ${DATE}1 GMT`, LOCATION]
  const fields = [
    [':status: 302', ...rest],
    [':status: 307', ...rest],
    [':status: 200', PRIVATE, `date: ${DATE}2 GMT`, LOCATION, 'content-encoding: gzip', COOKIE]
  ]
  const tables = [
    [LOCATION, `date: ${DATE}1 GMT`, PRIVATE, ':status: 302'],
    [':status: 307', LOCATION, `date: ${DATE}1 GMT`, PRIVATE],
    [COOKIE, 'content-encoding: gzip', `date: ${DATE}2 GMT`]
  ]
  return wires.map((wire, at) => ({
    wire,
    fields: fields[at]!,
    table: tables[at]!,
    size: [222, 222, 215][at]!
  }))
}

const EXAMPLES: readonly { section: string; huffman: boolean; maxTableSize: number; blocks: Example[] }[] = [
  {
    section: 'C.3',
    huffman: false,
    maxTableSize: 4096,
    blocks: requests(
      '828684410f7777772e6578616d706c652e636f6d',
      '828684be58086e6f2d6361636865',
      '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565'
    )
  },
  {
    section: 'C.4',
    huffman: true,
    maxTableSize: 4096,
    blocks: requests(
      '828684418cf1e3c2e5f23a6ba0ab90f4ff',
      '828684be5886a8eb10649cbf',
      '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf'
    )
  },
  {
    section: 'C.5',
    huffman: false,
    maxTableSize: 256,
    blocks: responses(
      '4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d54' +
        '6e1768747470733a2f2f7777772e6578616d706c652e636f6d',
      '4803333037c1c0bf',
      '88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f' +
        '3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31'
    )
  },
  {
    section: 'C.6',
    huffman: true,
    maxTableSize: 256,
    blocks: responses(
      '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
      '4883640effc1c0bf',
      '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af2708' +
        '7f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007'
    )
  }
]

const printed = ({ name, value }: Field): string => `${name}: ${value}`
const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

function field(line: string): Field {
  const colon = line.indexOf(': ')
  return { name: line.slice(0, colon), value: line.slice(colon + 2) }
}

EXAMPLES[3]!.blocks[1] = { ...EXAMPLES[3]!.blocks[1]!, written: '4803333037c1c0bf' }

describe.each(EXAMPLES)('RFC 7541, $section', ({ huffman, maxTableSize, blocks }) => {
  test('decodes to the field lines and the table shown', () => {
    const decoder = new HpackDecoder({ maxTableSize })
    for (const { wire, fields, table, size } of blocks) {
      expect(decoder.decode(octets(wire)).map(printed)).toEqual(fields)
      expect(decoder.tableEntries.map(printed)).toEqual(table)
      expect(decoder.tableSize).toBe(size)
    }
  })

  test('is what the encoder writes when it indexes everything', () => {
    const encoder = new HpackEncoder({ maxTableSize, huffman, indexing: () => 'incremental' })
    for (const { wire, written, fields, size } of blocks) {
      expect(Buffer.from(encoder.encode(fields.map(field))).toString('hex')).toBe(written ?? wire)
      expect(encoder.tableSize).toBe(size)
    }
  })
})

describe('RFC 7541, C.2', () => {
  test.each([
    ['C.2.1', '400a637573746f6d2d6b65790d637573746f6d2d686561646572', 'custom-key: custom-header', false, 55],
    ['C.2.2', '040c2f73616d706c652f70617468', ':path: /sample/path', false, 0],
    ['C.2.3', '100870617373776f726406736563726574', 'password: secret', true, 0],
    ['C.2.4', '82', ':method: GET', false, 0]
  ])('%s', (_, wire, line, neverIndexed, size) => {
    const decoder = new HpackDecoder()
    const [decoded, ...rest] = decoder.decode(octets(wire))
    expect(rest).toEqual([])
    expect(printed(decoded!)).toBe(line)
    expect(decoded!.neverIndexed).toBe(neverIndexed)
    expect(decoder.tableSize).toBe(size)
  })
})
