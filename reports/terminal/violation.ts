import type { VerdictLine } from '../../lab/log-line.ts'
import { factsOf, suiteOf, traceOf } from '../facts.ts'
import { stepLines } from '../octets/step-text.ts'
import { printable } from '../printable.ts'
import type { Standing } from '../runs/verdicts.ts'
import type { Colors } from './colors.ts'
import type { Excerpt } from './excerpts.ts'

/** A violation in lines: the rule, what was sent, what was expected, what came, and how to see it again. */
export function violation(
  { section, verdict }: Standing,
  excerpt: Excerpt | undefined,
  colors: Colors
): string[] {
  const { rules, expected, again } = factsOf(section, verdict)
  const block = (name: string, lines: readonly string[]) =>
    lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(9)} ${line}`)
  return [
    `${colors.red('violates')} ${colors.bold(printable(verdict.case))} ${colors.dim(`(${verdict.level}, ${printable(verdict.section)})`)}`,
    `  ${printable(verdict.title)}`,
    ...rules.flatMap(({ id, gist, link }) =>
      block('rule', [`${id}: ${gist}`, ...(link === undefined ? [] : [colors.dim(link)])])
    ),
    ...block('sent', sent({ section, verdict }, excerpt)),
    ...(expected === undefined ? [] : block('expected', [expected])),
    ...block('came', [printable(verdict.reason), ...(excerpt?.came ?? [])]),
    ...(again === undefined ? [] : block('again', [again])),
    ''
  ]
}

function sent({ section, verdict }: Standing, excerpt: Excerpt | undefined): string[] {
  const one = suiteOf(section)?.cases.find(({ id }) => id === verdict.case)
  if (one === undefined) return [`what the exchange ${printable(traceOf(verdict) ?? 'unknown')} sends`]
  const step = one.probe.steps[one.mark]
  const octets = excerpt?.sent ?? []
  return octets.length > 0 || step === undefined ? [...octets] : stepLines(step)
}

/** Verdicts of one kind that could not be judged, grouped by the reason. */
export function unjudged(
  kind: 'inconclusive' | 'unsupported',
  verdicts: readonly VerdictLine[],
  colors: Colors
): string[] {
  const color = kind === 'inconclusive' ? colors.yellow : colors.dim
  const byReason = new Map<string, VerdictLine[]>()
  for (const verdict of verdicts) {
    const known = byReason.get(verdict.reason)
    if (known === undefined) byReason.set(verdict.reason, [verdict])
    else known.push(verdict)
  }
  return [...byReason].flatMap(([reason, of]) => [
    `${color(kind)} ${printable(reason)}`,
    ...of.map((verdict) => `  ${printable(verdict.case)} ${colors.dim(printable(verdict.title))}`),
    ''
  ])
}
