import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/compression', [
  atLeast('requests of a browser: saved by everything', 30),
  atLeast('responses: saved by everything', 30),
  atLeast('nothing comes twice: saved by everything', -1),
  atLeast('recorded browsing (hpack-test-case): saved by everything, median of the sessions', 30, {
    needs: 'the sessions of hpack-test-case'
  })
])
