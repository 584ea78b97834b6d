import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { HpackEncoder } from '../../impl/hpack/encoder.ts'
import type { Field } from '../../impl/hpack/field.ts'

/** One connection: field sections in the order sent, and the same as blocks of one encoder. */
export interface Session {
  readonly name: string
  readonly sections: readonly (readonly Field[])[]
  readonly blocks: readonly Uint8Array[]
  /** Octets that nghttp2 needed when the vectors were made, if known. */
  readonly reference: number | undefined
}

interface Story {
  readonly story: string
  readonly cases: readonly { readonly headers: readonly Record<string, string>[]; readonly wire?: string }[]
}

const VECTORS = new URL('../../../shared/vectors/hpack-test-case/', import.meta.url)

function stories(name: string): Story[] {
  const lines = gunzipSync(readFileSync(new URL(name, VECTORS)))
    .toString()
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Story)
}

const octets = (text: string): string => Buffer.from(text).toString('latin1')

/** The recorded sessions of hpack-test-case where they are at hand, otherwise sessions made up here. */
export function sessions(): { readonly source: string; readonly sessions: readonly Session[] } {
  if (!existsSync(new URL('raw-data.jsonl.gz', VECTORS))) {
    return {
      source: 'made-up sessions (hpack-test-case is not at hand)',
      sessions: Array.from({ length: 10 }, (_, at) => madeUp(at))
    }
  }
  const encoded = new Map(stories('nghttp2.jsonl.gz').map((story) => [story.story, story]))
  return {
    source: 'hpack-test-case, raw-data',
    sessions: stories('raw-data.jsonl.gz').map(({ story, cases }) => {
      const sections = cases.map(({ headers }) =>
        headers.flatMap((header) =>
          Object.entries(header).map(([name, value]) => ({ name: octets(name), value: octets(value) }))
        )
      )
      const wires = encoded.get(story)?.cases.map(({ wire }) => new Uint8Array(Buffer.from(wire!, 'hex')))
      const reference = wires?.reduce((sum, wire) => sum + wire.length, 0)
      return { name: story, sections, blocks: wires ?? blocksOf(sections), reference }
    })
  }
}

function blocksOf(sections: readonly (readonly Field[])[]): Uint8Array[] {
  const encoder = new HpackEncoder()
  return sections.map((fields) => encoder.encode(fields))
}

/** A thousand requests of a browser to one site, near enough; the same for the same seed. */
export function madeUp(seed: number): Session {
  const sections = Array.from({ length: 1000 }, (_, request) =>
    Object.entries({
      ':method': 'GET',
      ':scheme': 'https',
      ':authority': request % 5 === 0 ? 'static.example.net' : 'www.example.net',
      ':path': `/assets/${((request + seed) * 7919) % 4999}/item-${request}.js?v=${request % 13}`,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      accept: request % 3 === 0 ? 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' : '*/*',
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'en-GB,en;q=0.5',
      cookie: `session=0123456789abcdef0123456789abcde${seed}; seen=${Math.floor(request / 10)}`,
      referer: `https://www.example.net/page/${Math.floor(request / 20)}`
    }).map(([name, value]) => ({ name, value }))
  )
  return { name: `browsing ${seed}`, sections, blocks: blocksOf(sections), reference: undefined }
}
