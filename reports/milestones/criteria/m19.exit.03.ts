import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench('http2/floods', [atMost('most memory held, with budget', 2048)])
