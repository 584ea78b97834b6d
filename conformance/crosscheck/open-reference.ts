import { TargetFailed } from '../../lab/suite.ts'
import type { CrosscheckOptions } from './options.ts'
import type { OpenTarget } from './open-target.ts'
/** Not there yet. */
export function openReference(_options: CrosscheckOptions): Promise<OpenTarget> {
  throw new TargetFailed('The reference server is not available yet: name a target.')
}
