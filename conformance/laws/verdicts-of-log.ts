import { readLog } from '../../lab/log/reader.ts'
import type { Verdict } from '../../lab/verdict.ts'

/** What a run log says about the first target in it. */
export interface LoggedVerdicts {
  readonly name: string
  readonly version?: string
  readonly role: 'server' | 'client'
  readonly tls: boolean
  readonly date: string
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/** A run of more cases than this is taken for one of the whole suite. */
const WHOLE = 250

/** Reads the verdicts of a run log. Throws an Error when it has no target. */
export async function verdictsOf(file: string): Promise<LoggedVerdicts> {
  const verdicts = new Map<string, Verdict>()
  const invariants = new Map<string, Verdict>()
  let date = ''
  let head: Omit<LoggedVerdicts, 'date' | 'verdicts'> | undefined
  for await (const read of readLog(file)) {
    if (!('line' in read)) continue
    const { line } = read
    if (line.type === 'run') date = line.started.slice(0, 10)
    if (line.type === 'target')
      head ??= {
        name: line.target,
        ...(line.version === undefined ? {} : { version: line.version }),
        role: line.role === 'client' ? 'client' : 'server',
        tls: line.url?.startsWith('https:') ?? true
      }
    if (line.type === 'verdict')
      (line.kind === 'invariant' ? invariants : verdicts).set(line.case, line.verdict)
  }
  if (head === undefined) throw new Error(`${file} is no run log with a target.`)
  // Of a part of the suite, invariants say too little.
  const whole = verdicts.size > WHOLE
  return { ...head, date, verdicts: whole ? new Map([...verdicts, ...invariants]) : verdicts }
}
