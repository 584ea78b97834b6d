import type { GateFinding } from '../../reports/gate/finding.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import type { Colors } from '../terminal.ts'
import type { HeldRuns } from './hold-runs.ts'

/** What the gate says, in lines: what fails, what warns, what is missing, the counts, and whether it holds. */
export function tellGate({ result, seen, file, sections, update }: HeldRuns, colors: Colors): string[] {
  const of = (severity: GateFinding['severity']) => result.findings.filter((one) => one.severity === severity)
  const many = seen.length > 1
  const line = ({ kind, case: id, target, message }: GateFinding, colour: (text: string) => string) =>
    `${colour(kind)} ${colors.bold(printable(id))}${many ? ` ${colors.dim(`(${printable(target)})`)}` : ''}: ${message}`
  const count = (kind: GateFinding['kind']) => result.findings.filter((one) => one.kind === kind).length
  const unasked = count('not asked for')
  return [
    ...(update === undefined ? [] : written(update, file ?? '')),
    ...of('fail').map((one) => line(one, colors.red)),
    ...of('warn')
      .filter(({ kind }) => kind !== 'unexplained line')
      .map((one) => line(one, colors.yellow)),
    ...unexplained(of('warn'), file, colors),
    ...unnamed(seen, sections, file),
    ...result.missing.map((what) => `${colors.red('missing')} ${what}`),
    `${result.holds ? colors.green('The gate holds') : colors.red('The gate does not hold')}: ${[
      `${of('fail').length} failing`,
      `${of('warn').length} to look at`,
      `${count('known')} known`,
      ...(unasked === 0 ? [] : [`${unasked} not asked for`])
    ].join(', ')}${rounds(seen)}.`
  ]
}

/** Lines that nobody has explained yet, together: after an update they are many. */
function unexplained(findings: readonly GateFinding[], file: string | undefined, colors: Colors): string[] {
  const lines = findings.filter(({ kind }) => kind === 'unexplained line')
  return [
    ...(lines.length === 0
      ? []
      : [`${colors.yellow('unexplained')} Write why these are put up with, and who sees to them:`]),
    ...lines.map(
      ({ expectation, case: id }) => `  ${printable(`${file ?? ''}:${expectation?.line ?? ''} ${id}`)}`
    )
  ]
}

function written({ added, changed, removed }: NonNullable<HeldRuns['update']>, file: string): string[] {
  const counts = [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed']
  ] as const
  const told = counts.filter(([ids]) => ids.length > 0).map(([ids, what]) => `${ids.length} ${what}`)
  return [`${printable(file)}: ${told.length === 0 ? 'nothing to change' : `lines: ${told.join(', ')}`}.`]
}

/** A target of which the file says nothing, while it speaks of others, may only be named otherwise. */
function unnamed(seen: HeldRuns['seen'], sections: HeldRuns['sections'], file: string | undefined): string[] {
  if (sections === undefined || sections.length === 0) return []
  return seen
    .filter(({ target }) => !sections.includes(target))
    .map(
      ({ target }) =>
        `${printable(file ?? '')} expects nothing of ${printable(target)}.${printable(suggestion(target, sections))} A target is named by --name.`
    )
}

function rounds(seen: HeldRuns['seen']): string {
  const most = Math.max(...seen.map((one) => one.rounds))
  return most > 1 ? `, in ${most} rounds` : ''
}
