import type { Verdict } from '../../lab/verdict.ts'
import type { GatheredColumn } from './gather.ts'
import type { Chunk } from './trace-store.ts'

const WEIGHT: Readonly<Record<Verdict, number>> = {
  violates: 3,
  inconclusive: 2,
  conforms: 1,
  unsupported: 1
}

/** Octets of the element around a chunk. */
const AROUND = 64

/**
 * Which chunks stand in the file, so that they take no more octets than there is room for: those with evidence of violations before those of
 * what could not be judged, and these before the others; the smaller first.
 */
export function fitChunks(
  chunks: readonly Chunk[],
  columns: readonly GatheredColumn[],
  room: number
): { readonly kept: readonly (Chunk | undefined)[]; readonly leftOut: readonly number[] } {
  const total = chunks.reduce((sum, { base64 }) => sum + base64.length + AROUND, 0)
  if (total <= room) return { kept: chunks, leftOut: [] }
  const weights = weightsOf(chunks, columns)
  const byWorth = chunks
    .map((chunk, index) => ({ index, size: chunk.base64.length + AROUND, weight: weights[index] ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.size - b.size)
  const leftOut: number[] = []
  let used = 0
  for (const { index, size } of byWorth)
    if (used + size <= room) used += size
    else leftOut.push(index)
  const out = new Set(leftOut)
  return {
    kept: chunks.map((chunk, index) => (out.has(index) ? undefined : chunk)),
    leftOut: leftOut.sort((a, b) => a - b)
  }
}

/** For each chunk the weight of the most telling verdict that has evidence in it. */
function weightsOf(chunks: readonly Chunk[], columns: readonly GatheredColumn[]): number[] {
  const chunkOf = chunks.flatMap(({ count }, index) => Array.from({ length: count }, () => index))
  const weights = chunks.map(() => 0)
  for (const { verdicts, traces } of columns)
    for (const { verdict, evidence, differing = [] } of verdicts.values())
      for (const one of [evidence, ...differing.map((other) => other.evidence)])
        for (const id of [one?.control, one?.probe]) {
          const chunk = chunkOf[traces.get(id ?? '') ?? -1]
          if (chunk !== undefined) weights[chunk] = Math.max(weights[chunk] ?? 0, WEIGHT[verdict])
        }
  return weights
}
