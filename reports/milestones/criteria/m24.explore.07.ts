import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/head-of-line', [
  atLeast('20 small responses behind one of 4 MB: HTTP/1.1 sent ahead over HTTP/2', 4),
  atLeast('1 % loss: responses delayed, one connection of HTTP/2 over 24 of HTTP/1.1', 1.5)
])
