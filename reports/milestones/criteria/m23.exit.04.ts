import { byCases } from '../by-cases.ts'
import { atLeast, exactly } from '../criterion.ts'

export default byCases(
  ['http2/*'],
  [atLeast('cases that our server conforms to', 600), exactly('cases that it does not conform to', 0)]
)
