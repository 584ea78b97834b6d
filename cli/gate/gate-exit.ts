import type { GateResult } from '../../reports/gate/finding.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'

/** 3 where something is missing, so that nothing can be said of the whole; 1 where something fails. */
export function gateExit({ holds, missing }: GateResult): ExitCode {
  if (missing.length > 0) return EXIT.incomplete
  return holds ? EXIT.conforms : EXIT.violations
}
