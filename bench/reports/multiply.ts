import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { jsonLine } from '../../lab/log/json-line.ts'
import type { LogLine } from '../../lab/log-line.ts'

/**
 * Writes the log of a run of `cases` cases on a target named `target`, made of a real run's: cases come again under other ids
 * until there are enough, every exchange with times of its own, so that none is the copy of another one's.
 */
export function multiply(log: string, out: string, target: string, cases: number): void {
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine)
  const ids = [...new Set(lines.flatMap((line) => (line.type === 'verdict' ? [line.case] : [])))]
  const file = openSync(out, 'w')
  const write = (line: LogLine): void => {
    writeSync(file, `${jsonLine(line)}\n`)
  }
  for (const line of lines) {
    if (line.type === 'run') write({ ...line, cases })
    else if (line.type === 'target') write({ ...line, target })
  }
  for (let round = 0; round * ids.length < cases; round++) {
    const wanted = new Set(ids.slice(0, cases - round * ids.length))
    const again = (id: string): string => (round === 0 ? id : id.replace(/^[^/]+\/[^/]+/, `$&-${round + 1}`))
    for (const line of lines) {
      if (line.type === 'trace' && wanted.has(line.case)) {
        const late = Math.random() * 10
        const entries = line.entries.map((entry) => ({
          ...entry,
          at: Math.round((entry.at + late) * 1000) / 1000
        }))
        write({ ...line, id: again(line.id), case: again(line.case), target, entries })
      } else if (line.type === 'verdict' && wanted.has(line.case)) {
        const { evidence } = line
        const named = (id: string | undefined) => (id === undefined ? {} : again(id))
        write({
          ...line,
          case: again(line.case),
          target,
          ...(evidence === undefined
            ? {}
            : {
                evidence: {
                  ...evidence,
                  ...(evidence.control === undefined ? {} : { control: named(evidence.control) as string }),
                  ...(evidence.probe === undefined ? {} : { probe: named(evidence.probe) as string })
                }
              })
        })
      }
    }
  }
  for (const line of lines) if (line.type === 'end') write(line)
  closeSync(file)
}
