import { byBench } from '../by-bench.ts'
import { exactly } from '../criterion.ts'

export default byBench(
  'http2/negotiation',
  [
    exactly('prior knowledge: round trips until the response', 1),
    exactly('upgrade of HTTP/1.1: round trips until the response', 1),
    exactly('TLS 1.3 with ALPN: round trips until the response', 2),
    exactly('TLS 1.2 with ALPN: round trips until the response', 3)
  ],
  'it measures round trips by the clock, which a busy machine makes longer'
)
