import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/patterns', [
  atLeast('page: share of DATA and HEADERS', 90),
  atMost('upload: share of WINDOW_UPDATE', 40),
  atLeast('given up: share of RST_STREAM', 30)
])
