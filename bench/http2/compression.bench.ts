import { HpackEncoder, type HpackEncoderOptions } from '../../impl/hpack/encoder.ts'
import type { Field } from '../../impl/hpack/field.ts'
import { figure, type Series } from '../../reports/milestones/findings.ts'
import { madeUp, sessions } from '../hpack/sessions.ts'
import { publish } from '../experiment.ts'
import { seeded } from './link.ts'

// What each part of HPACK saves, in octets of names and values, which count no separators of HTTP/1.1. Exact, not timed.
const off: HpackEncoderOptions = { tableCapacity: 0, indexing: () => 'without' }
const ways: Readonly<Record<string, HpackEncoderOptions>> = {
  'static table': { ...off, huffman: false },
  'static table and Huffman code': off,
  'static and dynamic table': { huffman: false },
  everything: {}
}
const plain = (fields: readonly Field[]) =>
  fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
const saved = (sections: readonly (readonly Field[])[], options: HpackEncoderOptions): number => {
  const encoder = new HpackEncoder(options)
  const raw = sections.reduce((sum, fields) => sum + plain(fields), 0)
  return (1 - sections.reduce((sum, fields) => sum + encoder.encode(fields).length, 0) / raw) * 100
}

const browsing = madeUp(0).sections.slice(0, 300)
const random = seeded(1)
const letters = (length: number) =>
  Array.from({ length }, () => Math.floor(random() * 36).toString(36)).join('')
// An encoder's worst day: nothing comes twice.
const noise = Array.from({ length: 300 }, () => [
  { name: ':method', value: 'GET' },
  { name: ':path', value: `/${letters(40)}` },
  ...Array.from({ length: 5 }, () => ({ name: letters(12), value: letters(40) }))
])
const responses = Array.from({ length: 300 }, (_, at) => [
  { name: ':status', value: '200' },
  { name: 'content-type', value: ['text/css', 'text/javascript', 'image/webp'][at % 3]! },
  { name: 'content-length', value: String(1000 + Math.floor(random() * 90_000)) },
  { name: 'etag', value: `"${letters(16)}"` },
  { name: 'date', value: `Wed, 26 Nov 2025 12:00:${String(10 + Math.floor(at / 10)).padStart(2, '0')} GMT` },
  { name: 'cache-control', value: 'public, max-age=31536000' },
  { name: 'vary', value: 'accept-encoding' },
  { name: 'strict-transport-security', value: 'max-age=63072000; includeSubDomains' }
])

const growth: Series[] = Object.entries(ways).map(([name, options]) => {
  const encoder = new HpackEncoder(options)
  return {
    name,
    points: browsing.slice(0, 25).map((fields, at) => [at + 1, encoder.encode(fields).length] as const)
  }
})
const kinds = { 'requests of a browser': browsing, responses, 'nothing comes twice': noise }
const recorded = sessions()
const real = recorded.sessions.filter(({ reference }) => reference !== undefined)

publish('compression', {
  figures: [
    ...Object.entries(kinds).flatMap(([kind, sections]) =>
      Object.entries(ways).map(([name, options]) =>
        figure(`${kind}: saved by ${name}`, saved(sections, options), '%')
      )
    ),
    ...(real.length === 0
      ? []
      : [
          figure(
            'recorded browsing (hpack-test-case): saved by everything, median of the sessions',
            real.map(({ sections }) => saved(sections, {})).toSorted((a, b) => a - b)[real.length >> 1]!,
            '%'
          )
        ]),
    figure('first request', growth.at(-1)!.points[0]![1], 'octets'),
    figure('25th request', growth.at(-1)!.points.at(-1)![1], 'octets')
  ],
  plots: [
    {
      title: 'One connection: octets of each request’s field block',
      kind: 'line',
      x: { label: 'request' },
      y: { label: 'octets' },
      series: [
        {
          name: 'names and values',
          points: browsing.slice(0, 25).map((fields, at) => [at + 1, plain(fields)])
        },
        ...growth
      ]
    },
    {
      title: 'Octets saved over 300 field blocks',
      kind: 'bar',
      names: Object.keys(kinds),
      x: { label: '' },
      y: { label: '%' },
      series: Object.entries(ways).map(([name, options]) => ({
        name,
        points: Object.values(kinds).map((sections, index) => [index, saved(sections, options)])
      }))
    }
  ],
  ...(real.length === 0 ? { missing: ['recorded sessions: hpack-test-case is not at hand'] } : {})
})
