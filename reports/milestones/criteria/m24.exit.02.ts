import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/fairness', [
  atLeast('incremental (u=3, i): Jain’s index', 0.99),
  atLeast('no priorities: Jain’s index', 0.99),
  atLeast('dependency tree, equal weights: Jain’s index', 0.99),
  atLeast('incremental: least over most', 0.8)
])
