import { jsonLine } from '../../lab/log/json-line.ts'
import { rejudgeRuns, type Rejudgement } from '../../reports/rejudge/rejudge-runs.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import type { Terminal } from '../terminal.ts'
import { reading } from './read-failure.ts'
import { writeOutput, type OutputOptions } from './write-output.ts'

/** The options of `zyphos rejudge` as they were written. */
export interface RejudgeOptions extends OutputOptions {
  readonly json?: true
}

const MOST = 50

/** `zyphos rejudge RUN…`: the stored traces judged again. Resolves with 1 when a verdict changed, 3 when some could not be judged. */
export async function rejudge(
  runs: readonly string[],
  options: RejudgeOptions,
  terminal: Terminal
): Promise<ExitCode> {
  let result: Rejudgement | undefined
  if (options.output === undefined) result = await reading(() => rejudgeRuns(runs))
  else
    await reading(() =>
      writeOutput(options, runs, terminal, async (out) => {
        result = await rejudgeRuns(runs, out)
      })
    )
  if (result === undefined) return EXIT.internal
  for (const { file, number, problem } of result.problems.kept.slice(0, MOST))
    terminal.err.write(`zyphos: ${printable(`${file}, line ${number}: ${problem}`)}.\n`)
  if (options.json === true) terminal.out.write(`${jsonLine(json(result))}\n`)
  else for (const line of lines(result)) terminal.out.write(`${printable(line)}\n`)
  const { changed, kept, problems, judged } = result
  if (kept.count > 0 || problems.count > 0 || judged === 0) return EXIT.incomplete
  return changed.count > 0 ? EXIT.violations : EXIT.conforms
}

function lines({ judged, changed, kept, problems, from, to }: Rejudgement): string[] {
  return [
    ...changed.kept.flatMap(({ target, case: id, old, new: now }) => [
      `${target}, ${id}:`,
      `  stored: ${old.signature} (${old.reason})`,
      `  now:    ${now.signature} (${now.reason})`
    ]),
    ...more(changed.count - changed.kept.length, 'changed'),
    ...kept.kept
      .slice(0, MOST)
      .map(({ target, case: id, why }) => `${target}, ${id}: not judged again: ${why}`),
    ...more(kept.count - Math.min(MOST, kept.kept.length), 'not judged again'),
    ...more(problems.count, 'lines could not be used'),
    `${judged} judged again, ${changed.count} changed.`,
    `Judge: ${from.join(', ') || 'not noted'} when they ran, ${to} now.`
  ]
}

const more = (count: number, what: string): string[] => (count > 0 ? [`${count} more ${what}`] : [])

const json = ({ judged, changed, kept, problems, from, to }: Rejudgement) => ({
  format: 1,
  judged,
  changed: { count: changed.count, first: changed.kept },
  notJudged: { count: kept.count, first: kept.kept },
  unreadLines: problems.count,
  judges: { from, to }
})
