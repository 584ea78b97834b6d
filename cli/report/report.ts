import type { Section } from '../../reports/runs/section.ts'
import { total } from '../../reports/runs/tally.ts'
import { runName } from '../../reports/target-name.ts'
import { excerpts } from '../../reports/terminal/excerpts.ts'
import { table, tallyOf } from '../../reports/terminal/table.ts'
import { unjudged, violation } from '../../reports/terminal/violation.ts'
import { lax } from '../../reports/terminal/write-terminal.ts'
import type { RunSummary } from '../conformance/summary.ts'
import { printable } from '../printable.ts'
import { colorsFor, type Terminal } from '../terminal.ts'

/** What a report says of how the run was started. */
export interface RunFacts {
  readonly summary: RunSummary
  /** The run log. */
  readonly file: string
  readonly strict: boolean
  readonly quiet: boolean
}

/** Prints the result of a run that has just ended: what `zyphos report` says of its log, and where that is. */
export async function report({ summary, file, strict, quiet }: RunFacts, terminal: Terminal): Promise<void> {
  const colors = colorsFor(terminal.out, terminal.env)
  const say = (lines: readonly string[]) => terminal.out.write(lines.map((line) => `${line}\n`).join(''))
  const section = sectionOf(summary, file)
  const { tally } = section
  if (!quiet) {
    const violated = summary.of('violates').map((verdict) => ({ section, verdict }))
    const evidence = await excerpts([file], violated)
    for (const standing of violated) say(violation(standing, evidence.get(standing.verdict), colors))
    for (const kind of ['inconclusive', 'unsupported'] as const) say(unjudged(kind, summary.of(kind), colors))
    say([colors.bold(runName(section))])
  }
  // What fails a run that is held against expectations is for the gate to say.
  const below = quiet ? [] : lax({ tally }, strict)
  say([...table(tally, colors), ...below, ...ending(section), `Run log: ${file}`])
}

function sectionOf({ run, target, end, verdicts }: RunSummary, file: string): Section {
  return {
    index: 0,
    file,
    from: 1,
    ...(run === undefined ? {} : { run }),
    ...(target === undefined ? {} : { target }),
    ...(end === undefined ? {} : { end }),
    verdicts: verdicts.length,
    took: end?.took ?? 0,
    told: new Set(),
    tally: tallyOf(verdicts)
  }
}

function ending({ end, tally }: Section): string[] {
  if (end?.reason === 'complete')
    return total(tally, 'conforms') + total(tally, 'violates') === 0 ? ['Nothing could be judged.'] : []
  const detail = end?.detail === undefined ? '' : ` (${end.detail})`
  return [printable(`The run was not completed: ${end?.reason ?? 'it broke off'}${detail}.`)]
}
