import type { Tally } from './tally.ts'
import type { EndLine, RunLine, TargetLine } from '../../lab/log-line.ts'

/** One run of a log: a log that was appended to, or merged, holds several. */
export interface Section {
  /** Position among all sections that are read together. */
  readonly index: number
  readonly file: string
  /** Number of its first line in the file. */
  readonly from: number
  run?: RunLine
  target?: TargetLine
  /** Absent when the run was killed, or the log cut off. */
  end?: EndLine
  /** Verdicts that it holds, whether they stand or not. */
  verdicts: number
  /** Verdicts that stand, once all runs were read. */
  readonly tally: Tally
  /** Milliseconds that its cases took, where the log says so. */
  took: number
  /** Names of the targets that it tells of, or that a problem was named for. */
  readonly told: Set<string>
}

/** A line that could not be used. */
export interface Problem {
  readonly file: string
  readonly number: number
  readonly problem: string
}

/** What is one target: runs of it are one report's. */
export function targetKey({ run, target }: Pick<Section, 'run' | 'target'>, name: string): string {
  const own = target?.target === name ? target : undefined
  return JSON.stringify([run?.suite ?? '', own?.role ?? run?.role ?? '', name, own?.version ?? ''])
}
