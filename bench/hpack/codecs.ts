import { createRequire } from 'node:module'
import { HpackDecoder } from '../../impl/hpack/decoder.ts'
import { HpackEncoder } from '../../impl/hpack/encoder.ts'
import type { Field } from '../../impl/hpack/field.ts'
import { contender, type Codec, type Contender } from './contender.ts'
import type { Session } from './sessions.ts'

const ours: Codec<readonly Field[]> = {
  name: 'zyphos',
  prepare: (fields) => fields,
  encoder() {
    const encoder = new HpackEncoder({ tableCapacity: 4096 })
    return (fields) => encoder.encode(fields).length
  },
  decoder() {
    const decoder = new HpackDecoder()
    return (block) => decoder.decode(block).length
  }
}

interface HpackJs {
  compressor: { create(options: object): { write(fields: object[]): void; read(): Buffer | null } }
  decompressor: { create(options: object): { write(block: Buffer): void; execute(): void; read(): unknown } }
}

function hpackJs({ compressor, decompressor }: HpackJs): Codec<{ name: string; value: string }[]> {
  const options = { table: { size: 4096 } }
  return {
    name: 'hpack.js',
    prepare: (fields) => fields.map(({ name, value }) => ({ name, value })),
    encoder() {
      const encoder = compressor.create(options)
      return (fields) => {
        encoder.write(fields)
        let octets = 0
        for (let piece = encoder.read(); piece !== null; piece = encoder.read()) octets += piece.length
        return octets
      }
    },
    decoder() {
      const decoder = decompressor.create(options)
      return (block) => {
        decoder.write(block)
        decoder.execute()
        let fields = 0
        while (decoder.read() !== null) fields++
        return fields
      }
    }
  }
}

interface Hpack {
  new (): { encode(fields: [string, string][]): Buffer; decode(block: Buffer): unknown[] }
}

function hpack(Codec: Hpack): Codec<[string, string][]> {
  return {
    name: 'hpack',
    prepare: (fields) => fields.map(({ name, value }): [string, string] => [name, value]),
    encoder() {
      const codec = new Codec()
      return (fields) => codec.encode(fields).length
    },
    decoder() {
      const codec = new Codec()
      return (block) => codec.decode(block).length
    }
  }
}

/** Our codec and those of npm that are installed (NODE_PATH counts); `missing` says which are not, and why. */
export function codecs(sessions: readonly Session[]): { present: Contender[]; missing: string[] } {
  const require = createRequire(import.meta.url)
  const present = [contender(ours, sessions)]
  const missing: string[] = []
  const attempt = (name: string, make: () => Contender): void => {
    try {
      present.push(make())
    } catch (error) {
      missing.push(`${name}: ${(error as Error).message.split('\n')[0]}`)
    }
  }
  attempt('hpack.js', () => contender(hpackJs(require('hpack.js') as HpackJs), sessions))
  attempt('hpack', () => contender(hpack(require('hpack') as Hpack), sessions))
  return { present, missing }
}
