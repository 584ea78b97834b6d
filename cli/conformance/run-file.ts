import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where a run log goes unless the user says otherwise: `.zyphos/runs/<suite>-<target>-<time>.jsonl`, a new file. */
export function runFile(suite: string, target: string, now: Date): string {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const name = `${suite}-${target}`.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 100)
  const base = join('.zyphos', 'runs', `${name}-${time}`)
  for (let number = 1; ; number++) {
    const file = `${base}${number === 1 ? '' : `-${number}`}.jsonl`
    if (!existsSync(file)) return file
  }
}
