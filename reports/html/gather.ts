import { basename } from 'node:path'
import { parseLine } from '../../lab/log/reader.ts'
import type { EndLine, LogLine, RunLine, TargetLine, VerdictLine } from '../../lab/log-line.ts'
import { foreignFormat, UnreadableLog } from '../runs/read-runs.ts'
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
  /** Runs that make up the column: one, or the shards of one. */
  runs: number
  readonly ends: EndLine[]
  /** Numbers of the shards that are at hand. */
  readonly shards: Set<number>
}

export interface Gathered {
  readonly files: readonly FileFacts[]
  readonly columns: readonly GatheredColumn[]
  readonly store: TraceStore
}

/**
 * Reads run logs, one after the other: what each run says of each target, and what could not be read. Runs stay apart, so that
 * they can be compared; shards of one run do not. Throws UnreadableLog when a file cannot be read.
 */
export async function gather(files: readonly string[]): Promise<Gathered> {
  const store = new TraceStore()
  const columns: GatheredColumn[] = []
  const facts: FileFacts[] = []
  for (const [index, file] of files.entries())
    try {
      facts.push(await gatherFile(file, index, columns, store))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
      throw new UnreadableLog(`The run log ${file} cannot be read: ${why}.`)
    }
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
              one.run.shard.of === shard.of &&
              !one.shards.has(shard.index) &&
              one.name === name &&
              one.target?.version === target?.version &&
              one.run.suite === run?.suite &&
              one.run.role === run.role
          )
    const made: GatheredColumn = sibling ?? {
      file: index,
      run,
      target,
      name,
      verdicts: new Map(),
      traces: new Map(),
      planned: 0,
      runs: 0,
      ends: [],
      shards: new Set()
    }
    if (sibling === undefined) columns.push(made)
    made.planned += run?.cases ?? 0
    made.runs++
    if (shard !== undefined) made.shards.add(shard.index)
    open.set(name, made)
    return made
  }
  /** The column of a line that comes behind its target's. */
  const known = (number: number, name: string): GatheredColumn => {
    if (run === undefined && open.size === 0)
      wrong(number, 'no line before this one says which run it belongs to')
    else if (!open.has(name)) wrong(number, 'no line before this one tells of its target')
    return column(name)
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
        for (const one of open.values()) one.ends.push(line)
    }
  }
  /** The lines belong to a run of a format that is not known. */
  let skipping = false
  for await (const batch of octetLines(file)) {
    for (const { number, octets } of batch) {
      lines = number
      if (octets === undefined) {
        if (!skipping) wrong(number, 'the line is too long to be read')
        continue
      }
      const trace = skipping ? undefined : store.take(octets)
      if (trace !== undefined) {
        known(number, trace.line.target).traces.set(trace.line.id, trace.number)
        continue
      }
      const text = octets.toString('utf8')
      if (text.trim() === '') continue
      const read = parseLine(text)
      if ('problem' in read) {
        const foreign = foreignFormat(read.problem)
        if (foreign !== undefined) {
          skipping = true
          run = undefined
          open = new Map()
        }
        if (foreign !== undefined || !skipping) wrong(number, foreign ?? read.problem)
        continue
      }
      if (read.line.type === 'run') skipping = false
      if (!skipping && read.line.type !== 'trace') take(number, read.line)
    }
    await store.settle()
  }
  return { name: basename(file), lines, problems, problemCount }
}
