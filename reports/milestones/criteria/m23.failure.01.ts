import { byCases } from '../by-cases.ts'
import { atLeast, exactly } from '../criterion.ts'

export default byCases(
  [
    'http2/*-on-stream-*',
    'http2/*-on-idle-*',
    'http2/*without-payload*',
    'http2/*-of-*-octets*',
    'http2/*padding*',
    'http2/*-with-*-octets'
  ],
  [atLeast('cases that our server conforms to', 80), exactly('cases that it does not conform to', 0)]
)
