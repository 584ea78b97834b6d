import { milestoneOptions } from './options.ts'
import { run } from './run.ts'

// The process that main.ts starts; the command line was read there once, and is good.
const options = milestoneOptions(process.argv.slice(2))
if (options !== 'help' && !('wrong' in options)) {
  const result = await run(options)
  if (typeof result === 'string') process.stderr.write(`zyphos: ${result} See zyphos milestones --help.\n`)
  process.exitCode = typeof result === 'string' ? 2 : result
}
