import { byBench } from '../by-bench.ts'
import { atMost, exactly } from '../criterion.ts'

export default byBench('http2/floods', [
  atMost('most memory held, with budget', 2048),
  exactly('floods that a budget ends', 13)
])
