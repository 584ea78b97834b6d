import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/windows', [
  atLeast('1 MiB, 50 ms: share of the link in use', 95),
  atMost('65,535 octets, 100 ms: share of the link in use', 10)
])
