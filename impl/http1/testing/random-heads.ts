import { REQUEST, RESPONSE, TRAILERS, type HeadKind } from '../head/contract.ts'
import { lawfulHeads } from './lawful-heads.ts'
import { headFrom } from './heads.ts'

/** Pseudo-random heads, the same for the same seed: half of them lawful ones with some octets changed, half put together. */
export function randomHeads(seed: number): () => readonly [HeadKind, string] {
  let state = seed | 0 || 1
  // Xorshift: quick, and good enough to choose by.
  const next = (below: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  const kinds: readonly HeadKind[] = [REQUEST, RESPONSE, TRAILERS]
  return () => {
    if (next(2) === 0) {
      const numbers = Array.from({ length: 4 + next(20) }, () => next(1_000_000))
      return [kinds[next(3)]!, headFrom(numbers)]
    }
    const [kind, lawful] = lawfulHeads[next(lawfulHeads.length)]!
    let text = lawful
    for (let changes = next(3); changes > 0; changes--) {
      const at = next(text.length)
      text = text.slice(0, at) + String.fromCharCode(next(256)) + text.slice(at + next(2))
    }
    return [kind, text]
  }
}
