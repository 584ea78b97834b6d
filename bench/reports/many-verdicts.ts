// Merges, compares and reports a run of so many verdicts, which it makes up, in all formats or those named, and prints what it took.
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonLine } from '../../lab/log/json-line.ts'
import { compareRuns } from '../../reports/compare/compare-runs.ts'
import { formats } from '../../reports/formats.ts'
import { mergeRuns } from '../../reports/merge/merge-runs.ts'
import { gather } from '../../reports/runs/gather.ts'
import { writeFileWith } from '../../reports/sink.ts'
import { endLine, runLine, targetLine, verdictLine } from '../../reports/testing-log.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'zyphos-many-'))
let resident = 0
const watch = setInterval(() => (resident = Math.max(resident, process.memoryUsage().rss)), 20)
try {
  const [old, latest] = [log('old', 0), log('new', 1)]
  const merged = join(folder, 'merged')
  const took: Record<string, number> = {}
  const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const began = performance.now()
    await work()
    took[name] = Math.round(performance.now() - began)
  }
  await timed('merge', async () => {
    const gathered = await gather([old])
    await writeFileWith(merged, true, (out) => mergeRuns(gathered, out))
  })
  for (const format of process.argv[3]?.split(',') ?? Object.keys(formats))
    await timed(format, async () => {
      const gathered = await gather([merged])
      const write = await formats[format]?.()
      await writeFileWith(join(folder, format), true, async (out) =>
        write?.(gathered, out, { strict: false })
      )
    })
  let compared
  await timed('compare', async () => {
    compared = await compareRuns([old], [latest])
  })
  const { same, changes } = compared as unknown as Awaited<ReturnType<typeof compareRuns>>
  resident = Math.max(resident, process.memoryUsage().rss)
  const lines = (await linesIn(merged)) - 3
  console.log(
    JSON.stringify({
      verdicts: count,
      merged: lines,
      same,
      broke: changes.broke.count,
      residentMiB: resident >> 20,
      milliseconds: took
    })
  )
} finally {
  clearInterval(watch)
  rmSync(folder, { recursive: true, force: true })
}

/** A run log of one target; every tenth case violates, and the first `broken` of the others do too. */
function log(name: string, broken: number): string {
  const file = join(folder, name)
  const descriptor = openSync(file, 'w')
  writeSync(descriptor, `${jsonLine(runLine({ id: name }))}\n${jsonLine(targetLine())}\n`)
  for (let from = 0; from < count; from += 1000) {
    let text = ''
    for (let index = from; index < Math.min(count, from + 1000); index++) {
      const violates = index % 10 === 0 || (index % 10 === 1 && index < broken * 10)
      const verdict = violates ? 'violates' : 'conforms'
      text += `${jsonLine(verdictLine({ case: `http2/case-${index}`, verdict }))}\n`
    }
    writeSync(descriptor, text)
  }
  writeSync(descriptor, `${jsonLine(endLine())}\n`)
  closeSync(descriptor)
  return file
}

async function linesIn(file: string): Promise<number> {
  let lines = 0
  for await (const piece of createReadStream(file))
    for (const octet of piece as Buffer) if (octet === 0x0a) lines++
  return lines
}
