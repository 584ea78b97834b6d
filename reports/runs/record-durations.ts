// `npm run durations RUN…`: how long each case takes, from run logs, for dealing cases out to shards (conformance/shard.ts).
import { writeFileSync } from 'node:fs'
import { readRuns } from './read-runs.ts'

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('npm run durations RUN…: run logs of format 2.')
  process.exit(2)
}
const took = new Map<string, number[]>()
for await (const item of readRuns(files, { traces: false })) {
  if (!('line' in item) || item.line.type !== 'verdict' || item.line.took === undefined) continue
  took.set(item.line.case, [...(took.get(item.line.case) ?? []), item.line.took])
}
const medians = [...took].map(([id, all]): [string, number] => [
  id,
  all.sort((a, b) => a - b)[all.length >> 1] ?? 0
])
medians.sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(
  new URL('../../corpora/durations.json', import.meta.url),
  `${JSON.stringify(Object.fromEntries(medians), null, 1)}\n`
)
console.log(`${medians.length} cases in corpora/durations.json`)
