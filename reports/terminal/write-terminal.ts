import pc from 'picocolors'
import type { VerdictLine } from '../../lab/log-line.ts'
import type { WriteReport } from '../format.ts'
import { Capped } from '../runs/capped.ts'
import type { GatheredTarget } from '../runs/gather.ts'
import { targetKey } from '../runs/section.ts'
import { verdicts, type Standing } from '../runs/verdicts.ts'
import { runName } from '../target-name.ts'
import { troublesOf } from '../troubles.ts'
import { excerpts } from './excerpts.ts'
import { table } from './table.ts'
import { unjudged, violation } from './violation.ts'

/** Of each target as many verdicts of a kind are shown; more than anybody reads. */
const MOST_SHOWN = 500

interface Shown {
  readonly violates: Capped<Standing>
  readonly inconclusive: Capped<VerdictLine>
  readonly unsupported: Capped<VerdictLine>
}

/** The report for people at a terminal: for each target the violations with their evidence, what could not be judged, and counts. */
export const writeTerminal: WriteReport = async (gathered, out, { strict, colors: colored = false }) => {
  const colors = pc.createColors(colored)
  const shown = new Map(gathered.targets.map(({ key }) => [key, none()]))
  for await (const standing of verdicts(gathered)) {
    const { section, verdict } = standing
    const of = shown.get(targetKey(section, verdict.target))
    if (verdict.verdict === 'violates') of?.violates.add(standing)
    else if (verdict.verdict !== 'conforms') of?.[verdict.verdict].add(verdict)
  }
  const violated = [...shown.values()].flatMap(({ violates }) => violates.kept)
  const evidence = await excerpts(gathered.files, violated)
  const say = (lines: readonly string[]) => out.write(lines.map((line) => `${line}\n`).join(''))
  for (const target of gathered.targets) {
    const { violates, inconclusive, unsupported } = shown.get(target.key) ?? none()
    for (const standing of violates.kept)
      await say(violation(standing, evidence.get(standing.verdict), colors))
    await say(cut(violates, 'violations'))
    await say(unjudged('inconclusive', inconclusive.kept, colors))
    await say(cut(inconclusive, 'that are inconclusive'))
    await say(unjudged('unsupported', unsupported.kept, colors))
    await say(cut(unsupported, 'that are unsupported'))
    await say([colors.bold(nameOf(target)), ...table(target.tally, colors), ...lax(target, strict), ''])
  }
  if (gathered.targets.length === 0) await say(['No verdict could be read.'])
  await say(troublesOf(gathered).map((trouble) => `${trouble}.`))
}

const none = (): Shown => ({
  violates: new Capped(MOST_SHOWN),
  inconclusive: new Capped(MOST_SHOWN),
  unsupported: new Capped(MOST_SHOWN)
})

const cut = ({ count, kept }: Capped<unknown>, what: string): string[] =>
  count > kept.length ? [`… and ${count - kept.length} more ${what}: --format json lists them.`, ''] : []

function nameOf({ sections, name }: GatheredTarget): string {
  const [section] = sections
  return section === undefined ? name : runName(section).replace(/, shard \d+ of \d+$/, '')
}

/** That there are violations which do not fail a run. */
export function lax({ tally }: Pick<GatheredTarget, 'tally'>, strict: boolean): string[] {
  const count = strict ? 0 : tally.SHOULD.violates + tally.MAY.violates
  return count === 0 ? [] : [`${count} violated below MUST; they fail a run with --strict only.`]
}
