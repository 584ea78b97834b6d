import { byBench } from '../by-bench.ts'
import { atLeast, atMost } from '../criterion.ts'

export default byBench('http2/windows', [
  atLeast('65,535 octets: WINDOW_UPDATE frames for 8 MB', 100),
  atMost('1 MiB: WINDOW_UPDATE frames for 8 MB', 60)
])
