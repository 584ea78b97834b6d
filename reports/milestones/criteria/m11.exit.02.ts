import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http1/heads', [
  atLeast('40 octets: simd + copy', 1_000_000, { margin: 2 }),
  atLeast('703 octets: simd + copy', 1_000_000, { margin: 2 }),
  atLeast('40 octets: simd + copy over llhttp + copy', 1, { margin: 1.5 })
])
