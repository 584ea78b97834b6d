import { HpackEncoder } from '../../impl/hpack/encoder.ts'
import type { Field } from '../../impl/hpack/field.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { madeUp } from '../hpack/sessions.ts'
import { publish } from '../experiment.ts'

// What a larger dynamic table saves, and how much of it is in use. One visitor, and a proxy that carries many. Exact.
const SIZES = [0, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 65_536]
const REQUESTS = 1000

const visitors = Array.from({ length: 20 }, (_, seed) => madeUp(seed).sections)
const loads: Readonly<Record<string, readonly (readonly Field[])[]>> = {
  'one visitor': visitors[0]!,
  'a proxy with 20 visitors in turn': Array.from(
    { length: REQUESTS },
    (_, at) => visitors[at % 20]![Math.floor(at / 20)]!
  )
}

function encode(sections: readonly (readonly Field[])[], size: number) {
  const encoder = new HpackEncoder({ maxTableSize: size, tableCapacity: size })
  let [octets, raw, used] = [0, 0, 0]
  for (const fields of sections) {
    octets += encoder.encode(fields).length
    raw += fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
    used = Math.max(used, encoder.tableSize)
  }
  return { saved: (1 - octets / raw) * 100, used }
}

const found = Object.entries(loads).map(([name, sections]) => ({
  name,
  of: SIZES.map((size) => ({ size, ...encode(sections, size) }))
}))
const at = (load: number, size: number) => found[load]!.of.find((one) => one.size === size)!
const within = (load: number) =>
  found[load]!.of.find(({ saved }) => saved >= at(load, 65_536).saved - 1)!.size

publish('table-sizes', {
  figures: [
    figure('one visitor: saved without a table', at(0, 0).saved, '%'),
    figure('one visitor: saved with 4,096 octets', at(0, 4096).saved, '%'),
    figure('one visitor: saved with 65,536 octets', at(0, 65_536).saved, '%'),
    figure('20 visitors: saved with 4,096 octets', at(1, 4096).saved, '%'),
    figure('20 visitors: saved with 65,536 octets', at(1, 65_536).saved, '%'),
    figure('one visitor: smallest table within 1 % of the largest', within(0), 'octets'),
    figure('20 visitors: smallest table within 1 % of the largest', within(1), 'octets'),
    figure(
      'most of a table in use, over its size',
      Math.max(
        ...found.flatMap(({ of }) => of.filter(({ size }) => size > 0).map(({ used, size }) => used / size))
      ),
      '×'
    )
  ],
  plots: [
    {
      title: 'What a dynamic table saves',
      kind: 'line',
      x: { label: 'SETTINGS_HEADER_TABLE_SIZE, octets', logarithmic: true },
      y: { label: 'octets saved, %' },
      series: found.map(({ name, of }) => ({
        name,
        points: of.filter(({ size }) => size > 0).map(({ size, saved }) => [size, saved])
      }))
    },
    {
      title: 'How much of the table is in use',
      kind: 'line',
      x: { label: 'SETTINGS_HEADER_TABLE_SIZE, octets', logarithmic: true },
      y: { label: 'octets at most', logarithmic: true },
      series: found.map(({ name, of }) => ({
        name,
        points: of.filter(({ used }) => used > 0).map(({ size, used }) => [size, used])
      }))
    }
  ]
})
