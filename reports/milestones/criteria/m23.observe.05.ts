import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/patterns', [
  atLeast('a page of 60 resources: frames', 180),
  atLeast('an upload of 1 MB: frames', 62),
  atLeast('200 requests, one after the other: frames', 600),
  atLeast('200 requests given up at once: frames', 600)
])
