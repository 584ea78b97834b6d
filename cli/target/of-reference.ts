import type { Suite } from '../../lab/suite.ts'
import { usage } from '../failure.ts'
import type { Opened, TargetOptions } from './opened.ts'

/** Our reference server, in this process, on a free port of the loopback interface. */
export function referenceTarget(suite: Suite, _options: TargetOptions): Promise<Opened> {
  throw usage(`The reference server for ${suite.name} is not available yet: name a target.`)
}
