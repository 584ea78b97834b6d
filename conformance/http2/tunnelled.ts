import { isType } from '../../lab/http2/reading.ts'
import type { View } from '../../lab/http2/view.ts'

/** First octets that came through a tunnel after the mark, and the entry with the last DATA frame of it. */
export function tunnelled(
  view: View,
  stream: number
): { readonly octets: readonly number[]; readonly entry: number } {
  const data = view.frames().filter(({ frame }) => isType(frame, 'DATA') && frame.stream === stream)
  return {
    octets: data.flatMap(({ frame }) => [...frame.payload.subarray(0, 64)]),
    entry: data.at(-1)?.entry ?? 0
  }
}
