import { byBench } from '../by-bench.ts'
import { atLeast, exactly } from '../criterion.ts'

export default byBench('http2/fairness', [
  exactly('incremental: streams that had nothing', 0),
  atLeast('one of least urgency among 99 urgent: octets it had', 1)
])
