import { byBench } from '../by-bench.ts'
import { atMost } from '../criterion.ts'

export default byBench('http2/priorities', [atMost('urgent behind 20 images over none: urgency', 1.2)])
