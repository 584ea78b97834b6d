import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http1/heads', [
  atLeast('40 octets: simd over scalar', 1, { margin: 1.5 }),
  atLeast('703 octets: simd over scalar', 1, { margin: 1.5 }),
  atLeast('7037 octets: simd over scalar', 1, { margin: 1.5 })
])
