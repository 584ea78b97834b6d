import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/priorities', [
  atLeast('urgent behind 20 images: no priorities over urgency', 4)
])
