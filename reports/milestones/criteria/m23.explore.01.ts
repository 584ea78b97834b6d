import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/against-http1', [
  atLeast('100 resources: HTTP/1.1 on one connection over HTTP/2', 1),
  atMost('octets of requests: HTTP/2 over HTTP/1.1', 0.5),
  atMost('octets of response heads: HTTP/2 over HTTP/1.1', 0.5)
])
