import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { HpackDecoder } from '../../impl/hpack/decoder.ts'
import { blockOf, encode, type Resolution } from './encode.ts'
import { FrameSplitter } from './split.ts'
import type { Value } from './values.ts'

const resolution: Resolution = {
  value: (value: Value, round) =>
    typeof value === 'number'
      ? value
      : 'round' in value
        ? round * (value.times ?? 1) + (value.plus ?? 0)
        : 16_384 + (value.plus ?? 0),
  text: (template) => template
}

describe('encode', () => {
  test('sends a frame several times, each with its round', () => {
    const octets = encode(
      { frame: 'RST_STREAM', stream: { round: true, times: 2, plus: 1 }, code: 'CANCEL', times: 3 },
      resolution
    )
    expect(new FrameSplitter().push(octets).map(({ stream }) => stream)).toEqual([1, 3, 5])
  })

  test('spreads DATA over frames, of which the last ends the stream', () => {
    const octets = encode(
      {
        frame: 'DATA',
        stream: 1,
        data: { octets: 40_000 },
        endStream: true,
        spread: { peer: 'MAX_FRAME_SIZE' }
      },
      resolution
    )
    const frames = new FrameSplitter().push(octets)
    expect(frames.map(({ payload }) => payload.length)).toEqual([16_384, 16_384, 7232])
    expect(frames.map(({ flags }) => flags)).toEqual([0, 0, 1])
  })

  test('makes a field block exactly as long as asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 70_000 }), (length) => {
        const octets = blockOf(
          { lines: [[':method', 'GET']], octets: length },
          { ...resolution, value: (value) => resolution.value(value, 0) }
        )
        const lines = new HpackDecoder().decode(octets)
        return octets.length === length && lines.slice(1).every(({ name }) => name.startsWith('x-filler-'))
      })
    )
  })
})
