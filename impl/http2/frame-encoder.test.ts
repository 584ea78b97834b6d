import { describe, expect, test } from '@jest/globals'
import { FrameEncoder } from './frame-encoder.ts'

describe('frame encoder', () => {
  test('writes headers and payloads, and grows', () => {
    const out = new FrameEncoder()
    out.header(6, 4, 1, 0x7fff_ffff)
    out.uint16(0x0102)
    out.uint32(0xfffe_fdfc)
    expect(Array.from(out.take()!)).toEqual([0, 0, 6, 4, 1, 0x7f, 255, 255, 255, 1, 2, 255, 254, 253, 252])
    expect(out.take()).toBeUndefined()
    const large = new Uint8Array(100_000).fill(3)
    out.header(large.length, 0, 0, 1)
    out.octets(large)
    expect(out.take()?.length).toBe(100_009)
  })

  test('a view that is detached is not written over until it is recycled', () => {
    const out = new FrameEncoder()
    out.header(0, 1, 0, 1)
    const view = out.take()!
    out.detach()
    out.header(0, 2, 0, 1)
    expect(view[3]).toBe(1)
    const second = out.take()!
    out.recycle(view)
    out.detach()
    out.header(0, 3, 0, 1)
    expect([view[3], second[3]]).toEqual([3, 2])
  })

  test('a buffer that a heavy load made large is let go', () => {
    const out = new FrameEncoder()
    out.reserve(1 << 20)
    out.shrink()
    expect(out.buffer.length).toBeLessThan(10_000)
  })
})
