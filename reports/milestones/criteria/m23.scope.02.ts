import { byCases } from '../by-cases.ts'
import { atLeast, exactly } from '../criterion.ts'

export default byCases(
  ['http2/unknown-*', 'http2/frame-type-*'],
  [atLeast('cases that our server conforms to', 15), exactly('cases that it does not conform to', 0)]
)
