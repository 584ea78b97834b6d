import { find } from '../../conformance/requirements/index.ts'
import type { Suite } from '../../lab/suite.ts'
import type { VerdictLine } from '../../lab/log-line.ts'
import { stepLines } from '../../reports/octets/step-text.ts'
import { printable } from '../printable.ts'
import { requirementLink } from '../../reports/requirement-link.ts'
import { counts, type RunSummary } from '../conformance/summary.ts'
import { colorsFor, type Colors, type Terminal } from '../terminal.ts'
import { excerpts, traceOf, type Excerpt } from './evidence.ts'
import { colorOf, tally } from './tally.ts'

/** What a report says of how the run was started. */
export interface RunFacts {
  readonly suite: Suite
  readonly summary: RunSummary
  /** The run log. */
  readonly file: string
  /** Words that begin a command line with the same target and options. */
  readonly command: readonly string[]
  readonly strict: boolean
  readonly quiet: boolean
}

/** Prints the result of a run: violations with their evidence, what could not be judged and why, and the counts. */
export async function report(facts: RunFacts, terminal: Terminal): Promise<void> {
  const { suite, summary, file, quiet } = facts
  const colors = colorsFor(terminal.out, terminal.env)
  const say = (line = '') => terminal.out.write(`${line}\n`)
  if (!quiet) {
    const violated = summary.of('violates')
    const evidence = await excerpts(file, suite, violated)
    for (const verdict of violated)
      for (const line of violation(verdict, evidence.get(verdict), facts, colors)) say(line)
    for (const kind of ['inconclusive', 'unsupported'] as const)
      for (const line of grouped(kind, summary.of(kind), colors)) say(line)
  }
  if (!quiet) say(colors.bold(heading(facts)))
  for (const line of tally(summary.verdicts, colors)) say(line)
  for (const line of closing(facts)) say(line)
}

function heading({ suite, summary }: RunFacts): string {
  const { target } = summary
  const version = target?.version === undefined ? '' : ` ${target.version}`
  return printable(`${suite.name} ${suite.role}: ${target?.target ?? ''}${version}`)
}

function closing({ summary, strict, file }: RunFacts): string[] {
  const { end } = summary
  const lax = summary.of('violates').filter((line) => !counts(line, strict)).length
  const judged = summary.of('conforms').length + summary.of('violates').length
  return [
    ...(lax === 0 ? [] : [`${lax} violated below MUST; they fail a run with --strict only.`]),
    ...(end?.reason === 'complete' && judged === 0 ? ['Nothing could be judged.'] : []),
    ...(end?.reason === 'complete'
      ? []
      : [
          printable(
            `The run was not completed: ${end?.reason ?? 'it broke off'}${end?.detail === undefined ? '' : ` (${end.detail})`}.`
          )
        ]),
    `Run log: ${file}`
  ]
}

function violation(
  verdict: VerdictLine,
  excerpt: Excerpt | undefined,
  { suite, command }: RunFacts,
  colors: Colors
): string[] {
  const { id: one, lines: expected } = expectation(verdict, suite)
  const block = (name: string, lines: readonly string[]) =>
    lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(9)} ${line}`)
  return [
    `${colors.red('violates')} ${colors.bold(verdict.case)} ${colors.dim(`(${verdict.level}, ${verdict.section})`)}`,
    `  ${verdict.title}`,
    ...verdict.requirements.flatMap((id) => {
      const link = requirementLink(id)
      return block('rule', [
        `${id}: ${find(id)?.gist ?? 'not in a register'}`,
        ...(link === undefined ? [] : [colors.dim(link)])
      ])
    }),
    ...block('sent', sent(verdict, excerpt, suite)),
    ...block('expected', expected),
    ...block('came', [printable(verdict.reason), ...(excerpt?.came ?? [])]),
    ...(one === undefined ? [] : block('again', [[...command, '--case', one].map(quoted).join(' ')])),
    ''
  ]
}

/** The expectation, and the id of the case by which the violation can be shown again. */
function expectation(verdict: VerdictLine, suite: Suite): { id: string | undefined; lines: string[] } {
  const one = suite.cases.find(({ id }) => id === verdict.case)
  if (one !== undefined) return { id: one.id, lines: [suite.describe(one)] }
  // An invariant is judged on the traces of all cases; the trace's id names the one that showed it.
  const shown = traceOf(verdict)?.split('/').slice(0, -2).join('/')
  return { id: suite.cases.find(({ id }) => id === shown)?.id, lines: ['never, whatever is sent'] }
}

function sent(verdict: VerdictLine, excerpt: Excerpt | undefined, suite: Suite): string[] {
  const one = suite.cases.find(({ id }) => id === verdict.case)
  if (one === undefined) return [`what the exchange ${traceOf(verdict) ?? ''} sends`]
  const step = one.probe.steps[one.mark]
  const octets = excerpt?.sent ?? []
  return octets.length > 0 || step === undefined ? [...octets] : stepLines(step)
}

function grouped(
  kind: 'inconclusive' | 'unsupported',
  verdicts: readonly VerdictLine[],
  colors: Colors
): string[] {
  return [...groups(verdicts)].flatMap(([reason, of]) => [
    `${colorOf(colors)[kind](kind)} ${printable(reason)}`,
    ...of.map((verdict) => `  ${verdict.case} ${colors.dim(verdict.title)}`),
    ''
  ])
}

function groups(verdicts: readonly VerdictLine[]): Map<string, VerdictLine[]> {
  const byReason = new Map<string, VerdictLine[]>()
  for (const verdict of verdicts)
    byReason.set(verdict.reason, [...(byReason.get(verdict.reason) ?? []), verdict])
  return byReason
}

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
