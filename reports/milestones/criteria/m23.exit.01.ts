import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/frames', [
  atLeast('DATA of 100 octets: whole connection', 100_000, { margin: 2 }),
  atLeast('DATA of 16,384 octets: whole connection', 100_000, { margin: 2 }),
  atLeast('PING: whole connection', 100_000, { margin: 2 }),
  atLeast('WINDOW_UPDATE: whole connection', 100_000, { margin: 2 }),
  atLeast('DATA of 100 octets: whole connection over libnghttp2', 0.2, {
    margin: 2,
    needs: 'libnghttp2-dev and a C compiler'
  }),
  atLeast('DATA of 16,384 octets: whole connection over libnghttp2', 0.2, {
    margin: 2,
    needs: 'libnghttp2-dev and a C compiler'
  }),
  atLeast('PING: whole connection over libnghttp2', 0.2, {
    margin: 2,
    needs: 'libnghttp2-dev and a C compiler'
  }),
  atLeast('WINDOW_UPDATE: whole connection over libnghttp2', 0.2, {
    margin: 2,
    needs: 'libnghttp2-dev and a C compiler'
  })
])
