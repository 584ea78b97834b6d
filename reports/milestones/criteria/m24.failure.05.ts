import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/resets', [
  atMost('50,000 resets/s: seconds until the connection ends', 0.1),
  atMost('50,000 resets/s: requests that reached the application in a minute', 1100),
  atLeast('greatest rate that is borne for a minute', 100)
])
