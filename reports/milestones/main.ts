import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { milestoneOptions, USAGE } from './options.ts'

const START = join(import.meta.dirname, 'start.ts')

/**
 * `zyphos milestones`. Returns the exit code: 0 when all that was measured holds, 1 when something does not, 2 for a
 * command line that cannot be, 3 when something could not be measured. The ledger is found file by file, so that it runs
 * from its sources, in a process of its own.
 */
export async function main(args: readonly string[]): Promise<number> {
  const options = milestoneOptions(args)
  if (options === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  const wrong = (sentence: string): number => {
    process.stderr.write(`zyphos: ${sentence} See zyphos milestones --help.\n`)
    return 2
  }
  if ('wrong' in options) return wrong(options.wrong)
  // Measurements are benches and tests, which the published package does not hold.
  if (!existsSync(START)) return wrong('Milestones are measured in a checkout of the repository.')
  const child = spawn(process.execPath, ['--import', 'tsx', START, ...args], { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve(status ?? 3))
  })
}
