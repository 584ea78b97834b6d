import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/fairness', [atLeast('incremental: least over most', 0.8)])
