import { byBench } from '../by-bench.ts'
import { atLeast, exactly } from '../criterion.ts'

export default byBench('http2/fairness', [
  atLeast('one of least urgency among 99 urgent: octets it had', 1),
  exactly('incremental: streams that had nothing', 0)
])
