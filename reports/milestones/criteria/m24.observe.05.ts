import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/resets', [
  atLeast('greatest rate that is borne for a minute', 100),
  atMost('least rate that ends the connection within a minute', 200)
])
