import { describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { HpackDecoder } from './decoder.ts'
import { HpackEncoder } from './encoder.ts'
import type { Field } from './field.ts'

interface Story {
  readonly story: string
  readonly cases: readonly {
    readonly seqno?: number
    readonly wire: string
    readonly headers: readonly Record<string, string>[]
    readonly header_table_size?: number
  }[]
}

const FOLDER = new URL('../../../shared/vectors/hpack-test-case/', import.meta.url)
const ENCODERS = [
  'nghttp2',
  'nghttp2-16384-4096',
  'nghttp2-change-table-size',
  'go-hpack',
  'node-http2-hpack'
]
const present = existsSync(new URL('raw-data.jsonl.gz', FOLDER))
const stories = (name: string): Story[] =>
  gunzipSync(readFileSync(new URL(`${name}.jsonl.gz`, FOLDER)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Story)

const octets = (text: string): string => Buffer.from(text).toString('latin1')
const pair = ({ name, value }: Field): [string, string] => [name, value]
const fieldsOf = (headers: readonly Record<string, string>[]): Field[] =>
  headers.flatMap((header) =>
    Object.entries(header).map(([name, value]) => ({ name: octets(name), value: octets(value) }))
  )

if (!present) {
  test.skip('hpack-test-case is not at hand (../shared/vectors/hpack-test-case)', () => {})
} else {
  describe.each(ENCODERS)('blocks of %s', (encoder) => {
    test.each(stories(encoder))('$story', ({ cases }) => {
      const decoder = new HpackDecoder()
      for (const { wire, headers, header_table_size: limit } of cases) {
        if (limit !== undefined) decoder.setMaxTableSize(limit)
        expect(decoder.decode(Buffer.from(wire, 'hex')).map(pair)).toEqual(fieldsOf(headers).map(pair))
      }
    })
  })

  describe('compression', () => {
    // The vectors were made before nghttp2 protected short cookies, as our default does.
    const indexing = (name: string): 'incremental' | undefined =>
      name === 'cookie' ? 'incremental' : undefined
    const reference = new Map(stories('nghttp2').map((story) => [story.story, story]))
    const sizes = stories('raw-data').map(({ story, cases }) => {
      const encoder = new HpackEncoder({ indexing })
      const decoder = new HpackDecoder()
      const own = cases.reduce((sum, { headers }) => {
        const fields = fieldsOf(headers)
        const block = encoder.encode(fields)
        if (JSON.stringify(decoder.decode(block).map(pair)) !== JSON.stringify(fields.map(pair))) {
          throw new Error(`${story} does not decode to what was encoded`)
        }
        return sum + block.length
      }, 0)
      const theirs = reference.get(story)!.cases.reduce((sum, { wire }) => sum + wire.length / 2, 0)
      return { story, own, theirs }
    })

    test.each(sizes)('$story takes no more than 2 % over nghttp2', ({ own, theirs }) => {
      expect(own).toBeLessThanOrEqual(theirs * 1.02)
    })

    test('all stories together take no more than nghttp2', () => {
      const total = (pick: (size: { own: number; theirs: number }) => number): number =>
        sizes.reduce((sum, size) => sum + pick(size), 0)
      expect(total(({ own }) => own)).toBeLessThanOrEqual(total(({ theirs }) => theirs))
    })
  })
}
