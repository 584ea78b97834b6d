import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/windows', [
  atLeast('65,535 octets, 100 ms: measured over predicted', 0.5),
  atMost('65,535 octets, 100 ms: measured over predicted', 1.05)
])
