// A run of a million verdicts: what merging, comparing and reporting it takes, with a heap of 128 MiB.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const { status } = spawnSync(
  process.execPath,
  ['--max-old-space-size=128', '--import', 'tsx', join(import.meta.dirname, 'many-verdicts.ts'), '1000000'],
  { stdio: 'inherit' }
)
process.exitCode = status ?? 4
