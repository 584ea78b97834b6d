import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench('http2/schedulers', [
  atMost('in turn: decision among 1,000', 10_000, { margin: 3 }),
  atMost('in turn: among 1,000 over among 10', 4, { margin: 2 })
])
