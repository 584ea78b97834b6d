import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench(
  'http2/throughput',
  [
    atMost('10 under way: processor time, ours over node:http2', 1),
    atMost('100 under way: processor time, ours over node:http2', 1),
    atMost('1000 under way: processor time, ours over node:http2', 1),
    atMost('processor time for a request, ours, 1,000 under way over 10', 2)
  ],
  'it takes most of a minute of processor time'
)
