import { allOf } from '../all-of.ts'
import { byBench } from '../by-bench.ts'
import { byCases } from '../by-cases.ts'
import { atLeast, atMost, exactly } from '../criterion.ts'

export default allOf(
  byBench('http2/priorities', [
    atMost('urgent behind 20 images over none: urgency', 1.2),
    atLeast('urgent behind 20 images: no priorities over urgency', 4)
  ]),
  byCases(
    ['http2/urgent-response-not-first', 'http2/response-of-least-urgency-first', 'http2/priority-*'],
    [atLeast('cases that our server conforms to', 25), exactly('cases that it does not conform to', 0)]
  )
)
