import { KNOWN_FORMATS, LOG_FORMAT, type LogLine } from '../../lab/log-line.ts'
import { octetLines } from '../../lab/log/octet-lines.ts'
import { readLine } from '../../lab/log/reader.ts'
import { checkFile, fileError } from './check-file.ts'
import type { Problem, Section } from './section.ts'
import { emptyTally } from './tally.ts'

/** A line with the run that it belongs to. */
export interface LineOfRun {
  readonly section: Section
  readonly number: number
  readonly line: LogLine
}

/** A line with the run that it belongs to, or one that cannot be used and why. */
export type RunItem = LineOfRun | Problem

/** The octets of what begins as a trace does, with the run that it belongs to. */
export interface TraceOctets {
  readonly section: Section
  readonly number: number
  readonly trace: Buffer
}

/** Which lines are of interest; lines that are passed over are not parsed. */
export interface ReadOptions {
  /** Traces are passed over, or given as they are. */
  readonly traces?: false | 'octets'
  /** Called with each section as it begins; it is filled while its lines are read. */
  section?(section: Section): void
}

/**
 * Reads run logs one line at a time, in their order, each with its run. A run of a format that is not known
 * is passed over as a whole and named once, and so is what stands before the first run; a verdict on a target that no line told of is
 * named, and given all the same. Throws UnreadableLog when a file cannot be read.
 */
export function readRuns(
  files: readonly string[],
  options: ReadOptions & { readonly traces: 'octets' }
): AsyncGenerator<RunItem | TraceOctets>
export function readRuns(
  files: readonly string[],
  options?: ReadOptions & { readonly traces?: false }
): AsyncGenerator<RunItem>
export async function* readRuns(
  files: readonly string[],
  { traces, section: begun }: ReadOptions = {}
): AsyncGenerator<RunItem | TraceOctets> {
  let index = 0
  for (const file of files) {
    let section: Section | undefined
    let skipping = false
    const begin = (number: number): Section => {
      const tally = emptyTally()
      const fresh = {
        index: index++,
        file,
        from: number,
        tally,
        verdicts: 0,
        took: 0,
        told: new Set<string>()
      }
      begun?.(fresh)
      return fresh
    }
    await checkFile(file)
    try {
      for await (const batch of octetLines(file))
        for (const octetLine of batch) {
          const { number, octets } = octetLine
          const trace = octets !== undefined && traces !== undefined && isTrace(octets)
          if (trace && (skipping || traces === false)) continue
          const read = trace ? undefined : readLine(octetLine)
          if (!trace && read === undefined) continue
          if (read !== undefined && !('line' in read)) {
            const newer = foreignFormat(read.problem)
            if (newer !== undefined) {
              skipping = true
              section = undefined
            }
            if (newer !== undefined || !skipping) yield { file, number, problem: newer ?? read.problem }
            continue
          }
          if (read?.line.type === 'run') {
            skipping = false
            section = begin(number)
            section.run = read.line
            yield { section, number, line: read.line }
            continue
          }
          if (skipping) continue
          if (section === undefined) {
            // The beginning of the log was lost: what stands here is still worth something.
            section = begin(number)
            yield { file, number, problem: 'no line before this one says which run it belongs to' }
          }
          if (read === undefined) {
            if (octets !== undefined) yield { section, number, trace: octets }
            continue
          }
          const { line } = read
          if (line.type === 'target') {
            section.target = line
            section.told.add(line.target)
          } else if (line.type === 'end') section.end = line
          else if (line.type === 'verdict') {
            const unknown = section.run !== undefined && !section.told.has(line.target)
            if (unknown && line.target !== section.target?.target) {
              section.told.add(line.target)
              yield { file, number, problem: 'the verdict is on a target that no line before it tells of' }
            }
            section.verdicts++
            section.took += line.took ?? 0
          }
          yield { section, number, line }
        }
    } catch (error) {
      throw fileError(file, error)
    }
  }
}

const TRACE = Buffer.from('{"type":"trace"')
const isTrace = (octets: Buffer): boolean => octets.subarray(0, TRACE.length).equals(TRACE)

/** Whether the problem is that of a run line of another format, and how to say so. */
function foreignFormat(problem: string): string | undefined {
  const found = /^the run is of format (.+)$/.exec(problem)?.[1]
  if (found === undefined) return undefined
  const newer = Number(found) > LOG_FORMAT
  return (
    `the run is of format ${found}, which ${newer ? 'is newer than what this program reads' : 'this program does not read'} ` +
    `(${KNOWN_FORMATS.join(', ')}); all of it is left out`
  )
}
