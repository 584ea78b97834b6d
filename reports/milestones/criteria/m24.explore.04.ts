import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/fairness', [
  atLeast('incremental (u=3, i): Jain’s index', 0.99),
  atMost('not incremental (in order of requests, by specification): Jain’s index', 0.5)
])
