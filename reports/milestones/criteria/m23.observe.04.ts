import { byBench } from '../by-bench.ts'
import { atLeast, atMost, exactly } from '../criterion.ts'

export default byBench('http2/patterns', [
  atLeast('a page of 60 resources: streams open at most', 20),
  atMost('a page of 60 resources: streams open at most', 60),
  exactly('an upload of 1 MB: streams open at most', 1)
])
