import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/against-http1', [
  atLeast('8 kB behind 1 MB on one connection: HTTP/1.1 over HTTP/2', 4)
])
