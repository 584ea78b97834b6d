import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench('http2/schedulers', [
  atMost('urgency, incremental: among 1,000 over among 10', 8, { margin: 2 })
])
