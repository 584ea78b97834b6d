import { jsonLine } from '../../lab/log/json-line.ts'
import { TOOL } from '../../lab/version.ts'
import { factsOf } from '../facts.ts'
import type { WriteReport } from '../format.ts'
import { Capped } from '../runs/capped.ts'
import type { Gathered, GatheredTarget } from '../runs/gather.ts'
import { outcome, outcomeOf } from '../runs/outcome.ts'
import { targetKey, type Section } from '../runs/section.ts'
import { verdicts, type Standing } from '../runs/verdicts.ts'
import { signatureOf } from '../signature.ts'
import { troublesOf } from '../troubles.ts'
import {
  SUMMARY_FORMAT,
  type Summary,
  type SummaryRun,
  type SummaryTarget,
  type SummaryVerdict
} from './summary.ts'

/** Verdicts of a target that are listed. */
const MOST = 10_000

/** One JSON object with counts, troubles, and every verdict that is not `conforms`. */
export const writeJson: WriteReport = async (gathered, out, { strict }) => {
  const found = new Map(gathered.targets.map(({ key }) => [key, new Capped<SummaryVerdict>(MOST)]))
  for await (const standing of verdicts(gathered)) {
    const { section, verdict } = standing
    if (verdict.verdict !== 'conforms') found.get(targetKey(section, verdict.target))?.add(told(standing))
  }
  const summary: Summary = {
    format: SUMMARY_FORMAT,
    tool: TOOL,
    status: outcome(gathered, strict),
    strict,
    targets: gathered.targets.map((target) => summarise(target, found.get(target.key), strict)),
    troubles: troublesOf(gathered),
    unreadLines: unread(gathered),
    contradictions: gathered.contradictionCount,
    overlaps: gathered.overlaps
  }
  await out.write(`${jsonLine(summary)}\n`)
}

function unread({ problemCount, problems }: Gathered): Summary['unreadLines'] {
  return {
    count: problemCount,
    first: problems.map(({ file, number, problem }) => ({ file, line: number, problem }))
  }
}

function told({ section, verdict }: Standing): SummaryVerdict {
  const { case: id, level, section: place, requirements, reason } = verdict
  const { again } = factsOf(section, verdict)
  return {
    case: id,
    verdict: verdict.verdict,
    level,
    section: place,
    requirements,
    reason,
    signature: signatureOf(verdict),
    ...(again === undefined ? {} : { again })
  }
}

function summarise(
  target: GatheredTarget,
  found: Capped<SummaryVerdict> | undefined,
  strict: boolean
): SummaryTarget {
  const [first] = target.sections
  const version = first?.target?.target === target.name ? first.target.version : undefined
  return {
    target: target.name,
    ...(version === undefined ? {} : { version }),
    ...(first?.run === undefined ? {} : { suite: first.run.suite, role: first.run.role }),
    status: outcomeOf(target, strict),
    counts: target.tally,
    runs: target.sections.map(runOf),
    verdicts: found?.kept ?? [],
    left: (found?.count ?? 0) - (found?.kept.length ?? 0)
  }
}

function runOf({ file, run, end }: Section): SummaryRun {
  return {
    file,
    ...(run?.id === undefined ? {} : { id: run.id }),
    ...(run?.judge === undefined ? {} : { judge: run.judge }),
    ...(run === undefined ? {} : { started: run.started }),
    ...(run?.shard === undefined ? {} : { shard: { index: run.shard.index, of: run.shard.of } }),
    ...(end === undefined ? {} : { end: end.reason })
  }
}
