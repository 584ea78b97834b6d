import { judgeVersion } from '../../conformance/judge-version.ts'
import { jsonLine } from '../../lab/log/json-line.ts'
import { LOG_FORMAT, type LogLine, type VerdictLine } from '../../lab/log-line.ts'
import { TOOL } from '../../lab/version.ts'
import type { Verdict } from '../../lab/verdict.ts'
import { suiteOf } from '../facts.ts'
import { Capped } from '../runs/capped.ts'
import { readRuns } from '../runs/read-runs.ts'
import type { Problem, Section } from '../runs/section.ts'
import { signatureOf } from '../signature.ts'
import type { Sink } from '../sink.ts'
import { RejudgeSection } from './rejudge-section.ts'

/** What came of judging stored runs again. */
export interface Rejudgement {
  readonly judged: number
  readonly changed: Capped<ChangedVerdict>
  /** Verdicts that could not be judged again, and why. */
  readonly kept: Capped<{ readonly target: string; readonly case: string; readonly why: string }>
  readonly problems: Capped<Problem>
  /** Versions of the judge by which the runs were judged, and the one by which they were judged now. */
  readonly from: readonly string[]
  readonly to: string
}

export interface ChangedVerdict {
  readonly target: string
  readonly case: string
  readonly old: { readonly signature: string; readonly reason: string }
  readonly new: { readonly signature: string; readonly reason: string }
}

/**
 * Judges the stored traces of runs again, invariants too, with the judge of this program, and says which verdicts change.
 * With `out` it writes the runs with their new verdicts. Nothing is sent anywhere. Throws UnreadableLog.
 */
export async function rejudgeRuns(files: readonly string[], out?: Sink): Promise<Rejudgement> {
  const changed = new Capped<ChangedVerdict>()
  const kept = new Capped<{ target: string; case: string; why: string }>()
  const problems = new Capped<Problem>()
  const from = new Set<string>()
  let judged = 0
  let current: Section | undefined
  let counts = none()
  const benches = new Map<string, RejudgeSection>()
  const benchOf = (section: Section, target: string): RejudgeSection | undefined => {
    if (section !== current) benches.clear()
    current = section
    const suite = suiteOf(section)
    const known = benches.get(target)
    if (known !== undefined || suite === undefined) return known
    const fresh = new RejudgeSection(suite, target)
    benches.set(target, fresh)
    return fresh
  }
  const again = (section: Section, stored: VerdictLine): VerdictLine => {
    const judgedAgain = benchOf(section, stored.target)?.verdict(stored) ?? {
      why: 'this program has no such suite'
    }
    if ('why' in judgedAgain) {
      kept.add({ target: stored.target, case: stored.case, why: judgedAgain.why })
      return stored
    }
    judged++
    const { line } = judgedAgain
    if (differ(stored, line))
      changed.add({ target: line.target, case: line.case, old: told(stored), new: told(line) })
    return line
  }
  const next = (section: Section, line: LogLine): LogLine => {
    switch (line.type) {
      case 'run':
        from.add(line.judge ?? 'not noted')
        counts = none()
        return { ...line, format: LOG_FORMAT, tool: TOOL, judge: judgeVersion() }
      case 'trace':
        benchOf(section, line.target)?.take(line)
        return line
      case 'verdict': {
        const now = again(section, line)
        counts[now.verdict]++
        return now
      }
      case 'end':
        return { ...line, counts }
      case 'target':
        return line
    }
  }
  for await (const item of readRuns(files)) {
    if (!('line' in item)) {
      problems.add(item)
      continue
    }
    const line = next(item.section, item.line)
    await out?.write(`${jsonLine(line)}\n`)
  }
  return { judged, changed, kept, problems, from: [...from].sort(), to: judgeVersion() }
}

const none = (): Record<Verdict, number> => ({ conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 })

/** Whether the judge came to something else. Logs of format 1 have no kinds: there the verdict and its manner count. */
function differ(stored: VerdictLine, now: VerdictLine): boolean {
  const unsigned = stored.evidence !== undefined && stored.evidence.kinds === undefined
  return unsigned
    ? stored.verdict !== now.verdict || stored.manner !== now.manner
    : signatureOf(stored) !== signatureOf(now)
}

const told = (line: VerdictLine) => ({ signature: signatureOf(line), reason: line.reason })
