import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http1/heads', [
  atLeast('703 octets: simd over scalar', 5, { margin: 1.5 }),
  atLeast('703 octets: simd + copy over scalar', 4, { margin: 1.5 }),
  atLeast('703 octets: simd over llhttp', 4, { margin: 1.5 })
])
