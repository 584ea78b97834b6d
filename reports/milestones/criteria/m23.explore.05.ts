import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/table-sizes', [
  atLeast('one visitor: saved with 4,096 octets', 80),
  atMost('one visitor: smallest table within 1 % of the largest', 4096),
  atLeast('20 visitors: smallest table within 1 % of the largest', 2048)
])
