import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench('http2/frame-overhead', [
  atMost('1 MB: share of frame headers', 0.1),
  atMost('1 kB: share of everything but content', 5)
])
