import { conformance } from '../conformance/conformance.ts'
import type { ConformanceOptions } from '../conformance/options.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Terminal } from '../terminal.ts'
import { applyConfig } from './apply-config.ts'

/** `zyphos conformance [SUITE] [TARGET]`, with what a configuration says where there is one. */
export async function conform(
  suite: string | undefined,
  target: string | undefined,
  options: ConformanceOptions,
  terminal: Terminal
): Promise<ExitCode> {
  if (suite === undefined) {
    const { runConfigured } = await import('./run-configured.ts')
    return runConfigured(options, terminal)
  }
  const applied = await applyConfig(target, options)
  return conformance(suite, applied.target, applied.options, terminal)
}
