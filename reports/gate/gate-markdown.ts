import { printable } from '../printable.ts'
import type { GateFinding, GateResult } from './finding.ts'

/** Rows beyond which only their number is told: a step summary and a comment are bounded. */
const MOST_ROWS = 200

/** The gate's result as GitHub-flavoured Markdown. Whatever a target said is shown, never interpreted. */
export function gateMarkdown(
  { findings, missing, holds }: GateResult,
  file: string | undefined,
  target?: string
): string {
  const told = findings
    .filter(({ severity }) => severity !== 'ignore')
    .toSorted((a, b) => weight(a) - weight(b))
  const known = findings.filter(({ kind }) => kind === 'known').length
  const against = file === undefined ? '' : ` against ${code(file)}`
  return [
    `### ${holds ? '✅' : '❌'} ${target === undefined ? 'The gate' : `${text(target)}: the gate`} ${holds ? 'holds' : 'does not hold'}${against}`,
    '',
    `${told.filter(({ severity }) => severity === 'fail').length} failing, ${told.filter(({ severity }) => severity === 'warn').length} to look at, ${known} known.`,
    '',
    ...missing.map((what) => `- **missing** ${text(what)}`),
    ...(missing.length === 0 ? [] : ['']),
    ...(told.length === 0
      ? []
      : [
          '| | what | case | target | |',
          '| --- | --- | --- | --- | --- |',
          ...told.slice(0, MOST_ROWS).map(row),
          ''
        ]),
    ...(told.length > MOST_ROWS ? [`… and ${told.length - MOST_ROWS} more.`, ''] : [])
  ].join('\n')
}

const weight = ({ severity }: GateFinding): number => (severity === 'fail' ? 0 : 1)

const row = ({ kind, severity, case: id, target, message }: GateFinding): string =>
  `| ${severity === 'fail' ? '❌' : '⚠️'} | ${kind} | ${code(id)} | ${text(target)} | ${text(message)} |`

/** Text in which Markdown and HTML mean nothing. */
const text = (said: string): string =>
  printable(said).replace(/[&<>"'`*_{}[\]()#+!|~\\@:]/g, (character) => `&#${character.charCodeAt(0)};`)

const code = (said: string): string => `<code>${text(said)}</code>`
