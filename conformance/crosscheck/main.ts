import { TargetFailed } from '../../lab/suite.ts'
import { crosscheck } from './crosscheck.ts'
import { findH2spec } from './find-h2spec.ts'
import { openTarget, UsageError } from './open-target.ts'
import { crosscheckOptions, USAGE } from './options.ts'
import { reportJson, reportText } from './report.ts'

/**
 * `zyphos crosscheck h2spec [target]`. Returns the exit code: 0 when both tools ran to their ends, whatever they found;
 * 2 for a command line that cannot be; 3 when h2spec or the target is missing or failed.
 */
export async function main(args: readonly string[]): Promise<number> {
  const options = crosscheckOptions(args)
  if (options === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  if ('wrong' in options) {
    process.stderr.write(`zyphos: ${options.wrong} See zyphos crosscheck --help.\n`)
    return 2
  }
  const tell = (progress: string): void => {
    if (!options.json && process.stderr.isTTY) process.stderr.write(`${progress}\n`)
  }
  try {
    const open = await openTarget(options)
    try {
      const h2spec = await findH2spec(options.in)
      const result = await crosscheck(open, h2spec, { ...options, tell })
      process.stdout.write(`${options.json ? reportJson(result) : reportText(result)}\n`)
      return 0
    } finally {
      await open.stop()
    }
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TargetFailed)) throw error
    process.stderr.write(`zyphos: ${error.message}\n`)
    return error instanceof UsageError ? 2 : 3
  }
}
