import type { Terminal } from './terminal.ts'

/** A command's option as npm would see it: `--trace-dir`, and whether a value follows. */
export interface OptionName {
  readonly long: string
  readonly takesValue: boolean
}

/** Settings that npm gives to every script of its own accord. */
const NPM_SETS: ReadonlySet<string> = new Set([
  'cache',
  'global_prefix',
  'globalconfig',
  'init_module',
  'local_prefix',
  'node_gyp',
  'noproxy',
  'npm_version',
  'prefix',
  'user_agent',
  'userconfig'
])

/**
 * npm keeps options for itself that do not stand behind `--` and tells its scripts of them in the environment
 * (`npm_config_json=true`). The sentence that says how to write it, or undefined when nothing was kept.
 */
export function swallowedByNpm(
  argv: readonly string[],
  options: readonly OptionName[],
  env: Terminal['env']
): string | undefined {
  const script = env['npm_lifecycle_event']
  if (script === undefined) return undefined
  const kept = options.flatMap(({ long, takesValue }) => {
    const key = long.slice(2).replaceAll('-', '_')
    const value = env[`npm_config_${key}`]
    if (value === undefined || value === '' || value === 'false' || NPM_SETS.has(key)) return []
    if (argv.some((word) => word === long || word.startsWith(`${long}=`))) return []
    if (!takesValue) return [long]
    return [value === 'true' ? `${long} …` : `${long} ${value}`]
  })
  if (kept.length === 0) return undefined
  const words = argv[0] === script ? argv.slice(1) : argv
  const before =
    script === 'npx' ? ['npm', 'exec', '--', 'zyphos', ...argv] : ['npm', 'run', script, ...words, '--']
  return `npm kept ${kept.join(' ')} for itself; write it like this: ${[...before, ...kept].join(' ')}`
}
