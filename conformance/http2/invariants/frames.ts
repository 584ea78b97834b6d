import { has, isType, type FrameEvent } from '../../../lab/http2/reading.ts'
import { frameName, type FrameName } from '../../../lab/http2/registry.ts'
import type { Watcher } from './rule.ts'
import { framesOfTarget, seeing } from './selections.ts'

/** A watcher of the target's frames only, of these types if some are given. */
export const ofTarget = (
  look: (event: FrameEvent, at: number) => void,
  ...types: readonly FrameName[]
): Watcher =>
  seeing(framesOfTarget(...types), (event, at) => {
    if (event.event === 'frame' && event.by === 'target') look(event, at)
  })

/** A frame in words: "DATA on stream 1". */
export const nameOf = ({ frame }: FrameEvent): string => {
  const name = frameName(frame.type) ?? `a frame of type 0x${frame.type.toString(16)}`
  return frame.stream === 0 ? name : `${name} on stream ${frame.stream}`
}

/** Whether the frame ends the stream for its sender. */
export const endsStream = ({ frame }: FrameEvent): boolean =>
  has(frame, 'END_STREAM') && (isType(frame, 'DATA') || isType(frame, 'HEADERS'))

const PADDABLE: ReadonlySet<string> = new Set<FrameName>(['DATA', 'HEADERS', 'PUSH_PROMISE'])

/** The padding of a frame, without the Pad Length octet; undefined when it has none. */
export function paddingOf({ frame }: FrameEvent): Uint8Array | undefined {
  if (!has(frame, 'PADDED') || !PADDABLE.has(frameName(frame.type) ?? '')) return undefined
  const length = frame.payload[0] ?? 0
  return frame.payload.subarray(Math.max(1, frame.payload.length - length))
}

/** Octets of content in a DATA frame. */
export const contentOf = (event: FrameEvent): number => {
  const padding = paddingOf(event)
  return event.frame.payload.length - (padding === undefined ? 0 : padding.length + 1)
}
