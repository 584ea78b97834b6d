import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench('http2/table-sizes', [atMost('most of a table in use, over its size', 1)])
