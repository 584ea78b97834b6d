import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { FrameDecoder } from './frame-decoder.ts'
import { frame, join } from './testing/wire.ts'

type Seen = [type: number, flags: number, id: number, payload: string]

function decoder(keepReservedBit = false): { decoder: FrameDecoder; seen: (Seen | number)[] } {
  const seen: (Seen | number)[] = []
  const sink = {
    frame: (type: number, flags: number, id: number, octets: Uint8Array, start: number, end: number) => {
      seen.push([type, flags, id, octets.subarray(start, end).join()])
    },
    oversizedFrame: (length: number) => {
      seen.push(length)
    }
  }
  return { decoder: new FrameDecoder(sink, keepReservedBit), seen }
}

const anyFrame = fc.tuple(
  fc.integer({ min: 0, max: 255 }),
  fc.integer({ min: 0, max: 255 }),
  fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  fc.uint8Array({ maxLength: 300 })
)

describe('frame decoder', () => {
  test('frames come out as they went in, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(anyFrame, { maxLength: 10 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (list, cuts) => {
          const octets = join(...list.map(([type, flags, id, payload]) => frame(type, flags, id, payload)))
          const { decoder: one, seen } = decoder()
          for (let at = 0; at < octets.length;) {
            const end = at + (cuts.next().value as number)
            one.decode(octets.slice(at, end), 0)
            at = end
          }
          expect(seen).toEqual(list.map(([type, flags, id, payload]) => [type, flags, id, payload.join()]))
          expect(one.buffered).toBe(0)
        }
      )
    )
  })

  test('the reserved bit is left out, or kept where it is asked for', () => {
    const octets = frame(6, 0, 0x8000_0005, [])
    const plain = decoder()
    plain.decoder.decode(octets, 0)
    expect(plain.seen).toEqual([[6, 0, 5, '']])
    const keeping = decoder(true)
    keeping.decoder.decode(octets, 0)
    expect(keeping.seen).toEqual([[6, 0, 0x8000_0005, '']])
  })

  test('a frame that is too long is refused by its header, cut or not, and ends decoding', () => {
    const octets = frame(0, 0, 1, new Uint8Array(16_385))
    for (const cut of [9, 4, octets.length]) {
      const { decoder: one, seen } = decoder()
      one.decode(octets.subarray(0, cut), 0)
      if (cut < 9) one.decode(octets.subarray(cut, 9), 0)
      expect(seen).toEqual([16_385])
      expect(one.stopped).toBe(true)
    }
  })

  const vectors = new URL('../../../shared/vectors/http2-frame-test-case/', import.meta.url).pathname
  const present = existsSync(vectors)
  ;(present ? test : test.skip)(
    'http2jp test vectors (needs the vectors, which are not part of the project)',
    () => {
      let count = 0
      for (const folder of readdirSync(vectors, { withFileTypes: true })) {
        if (!folder.isDirectory() || folder.name === 'error') continue
        for (const file of readdirSync(vectors + folder.name)) {
          const { wire, frame: expected } = JSON.parse(
            readFileSync(`${vectors}${folder.name}/${file}`, 'utf8')
          ) as {
            wire: string
            frame: { length: number; flags: number; stream_identifier: number; type: number } | null
          }
          if (expected === null) continue
          const { decoder: one, seen } = decoder()
          one.decode(Uint8Array.from(Buffer.from(wire, 'hex')), 0)
          expect((seen[0] as Seen).slice(0, 3)).toEqual([
            expected.type,
            expected.flags,
            expected.stream_identifier
          ])
          count++
        }
      }
      expect(count).toBeGreaterThan(0)
    }
  )
})
