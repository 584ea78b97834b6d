import { byBench } from '../by-bench.ts'
import { atLeast } from '../criterion.ts'

export default byBench('http2/fairness', [atLeast('one of least urgency among 99 urgent: octets it had', 1)])
