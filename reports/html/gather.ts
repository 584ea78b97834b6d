import { basename } from 'node:path'
import { parseLine, textOf } from '../../lab/log/reader.ts'
import type { EndLine, LogLine, RunLine, TargetLine, VerdictLine } from '../../lab/log-line.ts'
import { distinct } from '../runs/gather.ts'
import { readRuns } from '../runs/read-runs.ts'
import type { Section } from '../runs/section.ts'
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
export async function gather(named: readonly string[]): Promise<Gathered> {
  const names = distinct(named)
  const store = new TraceStore()
  const columns: GatheredColumn[] = []
  const files = names.map((file) => ({ file, lines: 0, ...noProblems() }))
  const wrong = (file: string, number: number, problem: string): void => {
    const facts = files[names.indexOf(file)]
    if (facts === undefined) return
    facts.problemCount++
    if (facts.problems.length < MOST_PROBLEMS) facts.problems.push({ number, problem })
  }
  const reached = (file: string, number: number): void => {
    const facts = files[names.indexOf(file)]
    if (facts !== undefined) facts.lines = number
  }
  /** The columns of the run that is being read, by target. */
  let open = new Map<string, GatheredColumn>()
  let current: Section | undefined
  for await (const item of readRuns(names, { traces: 'octets' })) {
    const { number } = item
    reached('section' in item ? item.section.file : item.file, number)
    if (!('section' in item)) {
      wrong(item.file, number, item.problem)
      continue
    }
    const { section } = item
    if (section !== current) open = new Map()
    current = section
    const columnOf = (name: string): GatheredColumn => {
      const column = open.get(name) ?? columnFor(section, name, names.indexOf(section.file), columns)
      open.set(name, column)
      return column
    }
    if ('line' in item) {
      take(item.line, columnOf, open)
      continue
    }
    const trace = store.take(item.trace)
    if (trace === undefined) wrong(section.file, number, whyNoTrace(item.trace))
    else {
      const { target, id } = trace.line
      if (!open.has(target)) wrong(section.file, number, 'no line before this one tells of its target')
      columnOf(target).traces.set(id, trace.number)
    }
    await store.settle()
  }
  return { files: files.map(({ file, ...facts }) => ({ name: basename(file), ...facts })), columns, store }
}

const noProblems = (): { problems: { number: number; problem: string }[]; problemCount: number } => ({
  problems: [],
  problemCount: 0
})

function whyNoTrace(octets: Buffer): string {
  const read = parseLine(textOf(octets))
  return 'problem' in read ? read.problem : 'the line is no trace'
}

function take(
  line: LogLine,
  columnOf: (name: string) => GatheredColumn,
  open: ReadonlyMap<string, GatheredColumn>
): void {
  switch (line.type) {
    case 'target':
      columnOf(line.target)
      return
    case 'verdict':
      columnOf(line.target).verdicts.set(line.case, line)
      return
    case 'end':
      for (const one of open.values()) one.ends.push(line)
      return
    case 'run':
    case 'trace':
  }
}

/** The column of a run's target: that of another shard of the same run, or one of its own. */
function columnFor(
  { run, target: told }: Section,
  name: string,
  file: number,
  columns: GatheredColumn[]
): GatheredColumn {
  const target = told?.target === name ? told : undefined
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
  const column: GatheredColumn = sibling ?? {
    file,
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
  if (sibling === undefined) columns.push(column)
  column.planned += run?.cases ?? 0
  column.runs++
  if (shard !== undefined) column.shards.add(shard.index)
  return column
}
