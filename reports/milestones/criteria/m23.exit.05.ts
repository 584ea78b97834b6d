import { byBench } from '../by-bench.ts'
import { atLeast, exactly } from '../criterion.ts'

export default byBench('http2/interop', [
  atLeast('clients that are not ours, on our server', 2),
  atLeast('servers that are not ours, with our client', 1),
  exactly('of these, without a whole exchange', 0)
])
