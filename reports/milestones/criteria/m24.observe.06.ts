import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench(
  'http2/throughput',
  [
    atMost('1 under way: processor time, ours over node:http2', 1.5),
    atMost('100 under way: processor time, ours over node:http2', 1)
  ],
  'it takes most of a minute of processor time'
)
