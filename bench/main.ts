import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'

/**
 * `npm run bench [NAME…]`: runs benchmarks one after the other, each in a process of its own so that none warms the other's
 * code. NAME is `folder` or `folder/file`; without one the list is printed. Options
 * (`--json`, `--page`: see experiment.ts) are handed on to each.
 */
const here = import.meta.dirname
const all = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(here, name))
      .filter((file) => file.endsWith('.bench.ts'))
      .map((file) => `${name}/${file.replace(/\.bench\.ts$/, '')}`)
  )

const options = process.argv.slice(2).filter((one) => one.startsWith('--'))
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'))
const chosen = all.filter((bench) => wanted.some((name) => bench === name || bench.startsWith(`${name}/`)))
const unknown = wanted.filter((name) => !all.some((bench) => bench === name || bench.startsWith(`${name}/`)))

if (unknown.length > 0 || wanted.length === 0) {
  if (unknown.length > 0) console.error(`There is no benchmark ${unknown.join(', ')}.`)
  console.log(`npm run bench NAME…, of:\n${all.map((bench) => `  ${bench}`).join('\n')}`)
  process.exitCode = unknown.length > 0 ? 2 : 0
} else
  for (const bench of chosen) {
    if (!options.includes('--json')) console.log(`== ${bench}`)
    const { status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(here, `${bench}.bench.ts`), ...options],
      {
        stdio: 'inherit'
      }
    )
    if (status !== 0) process.exitCode = status ?? 4
  }
