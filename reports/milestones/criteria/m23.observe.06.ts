import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench('http2/frames', [
  atMost('DATA of 100 octets: whole connection over the codec alone', 1, { margin: 1.2 }),
  atMost('DATA of 16,384 octets: whole connection over the codec alone', 1, { margin: 1.2 }),
  atMost('PING: whole connection over the codec alone', 1, { margin: 1.2 }),
  atMost('WINDOW_UPDATE: whole connection over the codec alone', 1, { margin: 1.2 })
])
