import { indexed, literal, type Representation } from '../../../impl/hpack/representation.ts'
import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import type { Block, Frame } from '../../../lab/http2/message.ts'
import { any, goaway, over, response, send, until, type Step } from '../../../lab/http2/steps.ts'
import { flood, strain, type Flood } from './flood-case.ts'
import { SHORT_REQUEST } from './requests.ts'

/** A request's HEADERS that others continue. */
const begun: Frame = {
  frame: 'HEADERS',
  stream: 1,
  block: { representations: SHORT_REQUEST },
  endStream: true,
  endHeaders: false
}
const more = (block: Block): Frame => ({ frame: 'CONTINUATION', stream: 1, block, endHeaders: false })
const last: Frame = { frame: 'CONTINUATION', stream: 1, block: [['x-last', '1']] }
const answered: Step = until(any(response(1), over(1), goaway))

const continued: readonly (Pick<Flood, 'id' | 'title' | 'many' | 'messages'> & { readonly cve?: string })[] =
  [
    {
      id: 'http2/continuation-flood',
      title: 'a field block of hundreds of CONTINUATION frames with large field lines',
      messages: [more([['x-flood', 'z'.repeat(4000)]])],
      many: 400
    },
    {
      id: 'http2/small-continuation-flood',
      title: 'a field block of thousands of CONTINUATION frames with one short field line each',
      messages: [more([['x', '1']])],
      many: 5_000
    },
    {
      id: 'http2/empty-continuation-flood',
      title: 'a field block with thousands of empty CONTINUATION frames',
      messages: [more([])],
      cve: 'cve-2019-9518',
      many: 5_000
    },
    {
      id: 'http2/table-churn-in-continuation-flood',
      title: 'a field block of thousands of CONTINUATION frames that turn over the HPACK table',
      messages: [
        more({
          representations: Array.from({ length: 16 }, (_, i) => ({
            kind: 'literal',
            name: `x-${i}`,
            value: 'z'.repeat(32),
            indexing: 'incremental'
          }))
        })
      ],
      many: 800
    }
  ]

/** A field line "z" whose value, Huffman-coded, announces 8,000 octets. */
const LONG_VALUE: Block = { representations: [{ kind: 'raw', hex: '00017affc13d' }] }

const lengths: readonly { readonly id: string; readonly hex: string }[] = [
  { id: '2-to-the-31', hex: '00017a 7f 81ff ffff 07' },
  { id: '2-to-the-32', hex: '00017a 7f 81ff ffff 0f' },
  { id: '2-to-the-63', hex: '00017a 7f 81ff ffff ffff ffff 7f' },
  { id: 'hundreds-of-octets', hex: `00017a 7f ${'ff'.repeat(300)}` }
]

/** An entry that fits the smallest default table (RFC 7541, section 4.1), and how often a block refers to it. */
const ENTRY: Representation = literal({ name: 'x-bomb', value: 'z'.repeat(4000), indexing: 'incremental' })
const ENTRY_OCTETS = 6 + 4000 + 32
const REFERENCES = 12_000

const bomb = (entry: readonly Representation[], index: number, references: number): Frame => ({
  frame: 'HEADERS',
  stream: 1,
  block: {
    representations: [...SHORT_REQUEST, ...entry, ...Array.from({ length: references }, () => indexed(index))]
  },
  endStream: true
})

const bombs: readonly Http2Case[] = [
  strain({
    id: 'http2/hpack-bomb',
    title: 'a field block of 16 kB that expands to 48 MB',
    requirements: ['cve-2016-6581', 'rfc9113-10.5-2'],
    control: bomb([ENTRY], 62, 1),
    probe: bomb([ENTRY], 62, REFERENCES),
    then: [answered],
    excess: { stream: 1, octets: ENTRY_OCTETS * REFERENCES }
  }),
  strain({
    id: 'http2/bomb-of-short-lines',
    title: 'a field block of one octet for each of thousands of field lines',
    requirements: ['cve-2026-49975', 'rfc9113-10.5-2'],
    control: bomb([], 16, 1),
    probe: bomb([], 16, REFERENCES),
    then: [answered]
  })
]

/** Field blocks that are long, that never end, or that say much more than they hold (RFC 7541, section 7). */
export const fieldBlocks: readonly Http2Case[] = [
  ...bombs,
  ...continued.map(({ cve, ...row }) =>
    flood({
      ...row,
      requirements: [...(cve === undefined ? [] : [cve]), 'cve-2024-27316', 'rfc9113-10.5-2'],
      given: [send(begun)],
      then: [send(last), answered]
    })
  ),
  flood({
    id: 'http2/endless-field-block',
    title: 'hundreds of CONTINUATION frames and no end of the field block',
    requirements: ['cve-2024-27316', 'rfc9113-10.5-2'],
    given: [send(begun)],
    messages: [more([['x-flood', 'z'.repeat(4000)]])],
    mute: true,
    few: 1,
    many: 400
  }),
  flood({
    id: 'http2/string-in-single-octets',
    title: 'a field line whose value comes one octet in a CONTINUATION frame',
    requirements: ['cve-2022-41723', 'rfc9113-10.5-2'],
    given: [send(begun), send(more(LONG_VALUE))],
    messages: [more({ representations: [{ kind: 'raw', hex: '00' }] })],
    mute: true,
    few: 1,
    many: 7900
  }),
  ...lengths.map(({ id, hex }) =>
    flood({
      id: `http2/string-length-near-${id}`,
      title: `a string in a field block that announces ${id.replaceAll('-', ' ')} octets`,
      requirements: ['cve-2023-36478', 'rfc9113-10.5-2'],
      messages: [
        {
          frame: 'HEADERS',
          stream: 1,
          block: { representations: [...SHORT_REQUEST, { kind: 'raw', hex: hex.replaceAll(' ', '') }] },
          endStream: true
        }
      ],
      few: 0,
      many: 1
    })
  )
]
