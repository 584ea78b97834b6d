import { basename } from 'node:path'
import { parseLine } from '../../lab/log/reader.ts'
import type { LogLine, RunLine, TargetLine, VerdictLine } from '../../lab/log-line.ts'
import { octetLines } from './octet-lines.ts'
import { TraceStore } from './trace-store.ts'
import type { FileFacts } from './data.ts'

/** Problems of one file that are named; the others are counted. */
const MOST_PROBLEMS = 200

/** What one run says of one target. */
export interface GatheredColumn {
  readonly file: number
  readonly run: RunLine | undefined
  readonly target: TargetLine | undefined
  readonly name: string
  readonly verdicts: Map<string, VerdictLine>
  /** Trace id → number in the store. */
  readonly traces: Map<string, number>
  planned: number
  end: Extract<LogLine, { type: 'end' }> | undefined
}

export interface Gathered {
  readonly files: readonly FileFacts[]
  readonly columns: readonly GatheredColumn[]
  readonly store: TraceStore
}

/** Reads run logs, one after the other: what each run says of each target, and what could not be read. */
export async function gather(files: readonly string[]): Promise<Gathered> {
  const store = new TraceStore()
  const columns: GatheredColumn[] = []
  const facts: FileFacts[] = []
  for (const [index, file] of files.entries()) facts.push(await gatherFile(file, index, columns, store))
  return { files: facts, columns, store }
}

async function gatherFile(
  file: string,
  index: number,
  columns: GatheredColumn[],
  store: TraceStore
): Promise<FileFacts> {
  const problems: { number: number; problem: string }[] = []
  let problemCount = 0
  const wrong = (number: number, problem: string): void => {
    problemCount++
    if (problems.length < MOST_PROBLEMS) problems.push({ number, problem })
  }
  let lines = 0
  let run: RunLine | undefined
  /** The columns of the run that is being read, by target. */
  let open = new Map<string, GatheredColumn>()
  const column = (name: string, target?: TargetLine): GatheredColumn => {
    const known = open.get(name)
    if (known !== undefined) return known
    const shard = run?.shard
    const sibling =
      shard === undefined
        ? undefined
        : columns.find(
            (one) =>
              one.run?.shard?.selection === shard.selection &&
              one.run.shard.index !== shard.index &&
              one.name === name &&
              one.target?.version === target?.version &&
              one.run.suite === run?.suite &&
              one.run.role === run.role
          )
    const made =
      sibling ??
      ({
        file: index,
        run,
        target,
        name,
        verdicts: new Map(),
        traces: new Map(),
        planned: 0,
        end: undefined
      } satisfies GatheredColumn)
    if (sibling === undefined) columns.push(made)
    made.planned += run?.cases ?? 0
    open.set(name, made)
    return made
  }
  const take = (number: number, line: Exclude<LogLine, { type: 'trace' }>): void => {
    switch (line.type) {
      case 'run':
        run = line
        open = new Map()
        return
      case 'target':
        column(line.target, line)
        return
      case 'verdict':
        if (!open.has(line.target))
          wrong(number, 'the verdict is on a target that no line before it tells of')
        column(line.target).verdicts.set(line.case, line)
        return
      case 'end':
        for (const one of open.values())
          if (one.end === undefined || one.end.reason === 'complete') one.end = line
    }
  }
  for await (const batch of octetLines(file)) {
    for (const { number, octets } of batch) {
      lines = number
      if (octets === undefined) {
        wrong(number, 'the line is too long to be read')
        continue
      }
      const trace = store.take(octets)
      if (trace !== undefined) {
        column(trace.line.target).traces.set(trace.line.id, trace.number)
        continue
      }
      const text = octets.toString('utf8')
      if (text.trim() === '') continue
      const read = parseLine(text)
      if ('problem' in read) wrong(number, read.problem)
      else if (read.line.type !== 'trace') take(number, read.line)
    }
    await store.settle()
  }
  return { name: basename(file), lines, problems, problemCount }
}
