import { FLAGS } from '../../../lab/http2/registry.ts'
import { has, isType, type FrameEvent } from '../../../lab/http2/reading.ts'
import { concat } from '../../../lab/http2/split.ts'
import { paddingOf } from './frames.ts'
import type { Scene } from './scene.ts'

/** A complete field block of the target. */
export interface FieldBlock {
  readonly octets: Uint8Array
  readonly stream: number
  /** Indices of the events that began and completed it. */
  readonly from: number
  readonly to: number
}

const known = new WeakMap<Scene, readonly FieldBlock[]>()

/** The target's complete field blocks in order; put together once for a connection. */
export function blocksOf(scene: Scene): readonly FieldBlock[] {
  const found = known.get(scene)
  if (found !== undefined) return found
  const blocks: FieldBlock[] = []
  let open: { readonly stream: number; readonly from: number; readonly parts: Uint8Array[] } | undefined
  for (const [at, event] of scene.events.entries()) {
    if (event.event !== 'frame' || event.by !== 'target') continue
    const { frame } = event
    if (isType(frame, 'HEADERS') || isType(frame, 'PUSH_PROMISE'))
      open = { stream: frame.stream, from: at, parts: [fragmentOf(event)] }
    else if (isType(frame, 'CONTINUATION')) open?.parts.push(frame.payload)
    else continue
    if (open === undefined || !has(frame, 'END_HEADERS')) continue
    blocks.push({ octets: concat(open.parts), stream: open.stream, from: open.from, to: at })
    open = undefined
  }
  known.set(scene, blocks)
  return blocks
}

/** The part of the payload that belongs to the field block. */
function fragmentOf(event: FrameEvent): Uint8Array {
  const { frame } = event
  const padding = paddingOf(event)
  const before = isType(frame, 'PUSH_PROMISE') ? 4 : (frame.flags & FLAGS.PRIORITY) !== 0 ? 5 : 0
  return frame.payload.subarray(
    before + (padding === undefined ? 0 : 1),
    frame.payload.length - (padding?.length ?? 0)
  )
}
