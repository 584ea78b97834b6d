import { byBench } from '../by-bench.ts'
import { atMost, exactly } from '../criterion.ts'

export default byBench('http2/many-streams', [
  exactly('streams open at once, as the server saw it', 1000),
  exactly('responses that came whole', 1000),
  atMost('last response over median', 3, { margin: 2 })
])
