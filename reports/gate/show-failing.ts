import type { VerdictLine } from '../../lab/log-line.ts'
import { readRuns } from '../runs/read-runs.ts'
import type { Standing } from '../runs/verdicts.ts'
import type { Colors } from '../terminal/colors.ts'
import { excerpts } from '../terminal/excerpts.ts'
import { violation } from '../terminal/violation.ts'
import type { GateFinding } from './finding.ts'

/** Failures beyond which they are only counted: nobody reads on. */
const MOST_SHOWN = 20

/**
 * Of each failing finding that violates, one violation with its evidence, in lines: the rule, what was sent, what came, how
 * to see it again. `files`: the run logs that the findings are of.
 */
export async function showFailing(
  findings: readonly GateFinding[],
  files: readonly string[],
  colors: Colors
): Promise<string[]> {
  const failing = findings.filter(({ severity, outcome }) => severity === 'fail' && outcome !== undefined)
  const wanted = new Set(failing.map(({ target, case: id }) => keyOf(target, id)))
  if (wanted.size === 0) return []
  const shown = new Map<string, Standing>()
  for await (const item of readRuns(files, { traces: false })) {
    if (!('line' in item) || item.line.type !== 'verdict') continue
    const key = keyOf(item.line.target, item.line.case)
    if (!wanted.has(key) || shown.has(key)) continue
    const verdict = violated(item.line)
    if (verdict !== undefined) shown.set(key, { section: item.section, verdict })
  }
  const standings = [...shown.values()].slice(0, MOST_SHOWN)
  const evidence = await excerpts(files, standings)
  return [
    ...standings.flatMap((one) => violation(one, evidence.get(one.verdict), colors)),
    ...(shown.size > MOST_SHOWN ? [`… and ${shown.size - MOST_SHOWN} more.`, ''] : [])
  ]
}

const keyOf = (target: string, id: string): string => JSON.stringify([target, id])

/** A verdict that violates, or the violation that it showed before it came out differently. */
function violated(line: VerdictLine): VerdictLine | undefined {
  if (line.verdict === 'violates') return line
  const [first] = (line.differing ?? []).filter(({ verdict }) => verdict === 'violates')
  return first === undefined ? undefined : { ...line, evidence: first.evidence }
}
