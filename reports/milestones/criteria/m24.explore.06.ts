import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/against-http1', [
  atLeast('100 resources: HTTP/1.1 on one connection over HTTP/2', 4),
  atLeast('100 resources: HTTP/1.1 on six connections over HTTP/2', 1.3)
])
