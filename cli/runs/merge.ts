import { judgesOf, mergeRuns, mergeTroubles } from '../../reports/merge/merge-runs.ts'
import { gather } from '../../reports/runs/gather.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import type { Terminal } from '../terminal.ts'
import { reading } from './read-failure.ts'
import { tellUnread } from './tell-unread.ts'
import { writeOutput, type OutputOptions } from './write-output.ts'

const MOST = 20

/** `zyphos merge RUN…`: one run log of several. Resolves with 1 for contradictions, 3 for what is missing. */
export async function merge(
  runs: readonly string[],
  options: OutputOptions,
  terminal: Terminal
): Promise<ExitCode> {
  const gathered = await reading(() => gather(runs))
  const say = (sentence: string) => terminal.err.write(`zyphos: ${printable(sentence)}.\n`)
  tellUnread(gathered, terminal)
  await writeOutput(options, gathered.files, terminal, (out) => mergeRuns(gathered, out))
  const { overlaps, contradictions, contradictionCount, sections, targets } = gathered
  const verdicts = sections.reduce((sum, section) => sum + section.verdicts, 0)
  say(`${sections.length} runs of ${targets.length} targets, ${verdicts} verdicts`)
  if (overlaps > 0) say(`${overlaps} cases were judged by several runs; each is kept once`)
  for (const { target, case: id, signatures } of contradictions.slice(0, MOST))
    say(`${target}, ${id}: the runs contradict each other (${signatures.join('; ')}); it is inconclusive now`)
  if (contradictionCount > MOST) say(`${contradictionCount - MOST} more contradictions`)
  const judges = judgesOf(gathered)
  if (judges.length > 0) say(`the runs were judged by different versions of the judge: ${judges.join(', ')}`)
  const troubles = mergeTroubles(gathered)
  for (const trouble of troubles.slice(0, MOST)) say(trouble)
  if (troubles.length > MOST) say(`${troubles.length - MOST} more of the kind`)
  if (troubles.length > 0 || gathered.problemCount > 0 || targets.length === 0) return EXIT.incomplete
  return contradictionCount > 0 ? EXIT.violations : EXIT.conforms
}
