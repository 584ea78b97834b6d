import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/compression', [atMost('25th request', 45), atLeast('first request', 200)])
