import type { EndLine, LogLine, RunLine, TargetLine, VerdictLine } from '../../lab/log-line.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'

/** What is kept of a run in memory: everything but the traces. */
export class RunSummary {
  run: RunLine | undefined
  target: TargetLine | undefined
  end: EndLine | undefined
  readonly verdicts: VerdictLine[] = []

  take(line: LogLine): void {
    if (line.type === 'run') this.run = line
    else if (line.type === 'target') this.target = line
    else if (line.type === 'verdict') this.verdicts.push(line)
    else if (line.type === 'end') this.end = line
  }

  of(verdict: VerdictLine['verdict']): VerdictLine[] {
    return this.verdicts.filter((line) => line.verdict === verdict)
  }

  /** The exit status (docs/decisions/0002-exit-codes.md). */
  exit(strict: boolean): ExitCode {
    if (this.end?.reason === 'internal error') return EXIT.internal
    if (this.end?.reason !== 'complete') return EXIT.incomplete
    if (this.of('violates').some((line) => counts(line, strict))) return EXIT.violations
    const judged = this.verdicts.some(({ verdict }) => verdict === 'conforms' || verdict === 'violates')
    return judged ? EXIT.conforms : EXIT.incomplete
  }
}

/** Whether a violation makes a run fail. */
export function counts({ level }: Pick<VerdictLine, 'level'>, strict: boolean): boolean {
  return strict || level === 'MUST' || level === 'MUST NOT'
}
