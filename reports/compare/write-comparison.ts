import pc from 'picocolors'
import { jsonLine } from '../../lab/log/json-line.ts'
import { bounded } from '../markdown/bounded.ts'
import { codeSpan } from '../markdown/code-span.ts'
import { printable } from '../printable.ts'
import type { Sink } from '../sink.ts'
import type { Comparison } from './compare-runs.ts'
import { CHANGES, type Change, type Changed } from './comparison.ts'
import { HEADLINES } from './headline.ts'
import { comparisonStatus } from './status.ts'

export interface ComparisonOptions {
  readonly colors: boolean
  readonly limit: number
}

/** Writes a comparison in one format. */
export const comparisonFormats: Readonly<
  Record<string, (comparison: Comparison, out: Sink, options: ComparisonOptions) => Promise<void>>
> = {
  terminal: (comparison, out, { colors }) => out.write(terminal(comparison, colors)),
  markdown: (comparison, out, { limit }) => out.write(bounded(markdown(comparison), limit)),
  json: (comparison, out) => out.write(`${jsonLine(json(comparison))}\n`)
}

/** What is to be kept in mind, and what could not be compared. */
const remarks = ({ notes, gaps, onlyOld, onlyNew }: Comparison): string[] =>
  [
    ...gaps.map((gap) => `Not compared as a whole: ${gap}.`),
    ...notes.map((note) => `Note: ${note}.`),
    ...(onlyOld > 0 ? [`${onlyOld} in the old runs only.`] : []),
    ...(onlyNew > 0 ? [`${onlyNew} in the new runs only.`] : [])
  ].map(printable)

const counted = ({ changes, same }: Comparison): string =>
  [
    ...CHANGES.filter((change) => changes[change].count > 0).map(
      (change) => `${changes[change].count} ${change}`
    ),
    `${same} unchanged`
  ].join(', ')

function terminal(comparison: Comparison, colored: boolean): string {
  const colors = pc.createColors(colored)
  const color: Partial<Record<Change, (text: string) => string>> = {
    broke: colors.red,
    'newly violated': colors.red,
    fixed: colors.green,
    gained: colors.green
  }
  const lines = CHANGES.flatMap((change) => {
    const { kept, count } = comparison.changes[change]
    if (count === 0) return []
    return [
      (color[change] ?? colors.yellow)(`${HEADLINES[change]} (${count})`),
      ...kept.flatMap((one) => [
        `  ${colors.bold(printable(one.case))} ${colors.dim(`(${one.level}, ${printable(one.section)}, ${one.target})`)}`,
        `    ${printable(one.title)}`,
        ...sides(one).map((line) => `    ${printable(line)}`)
      ]),
      ...(count > kept.length ? [`  … and ${count - kept.length} more`] : []),
      ''
    ]
  })
  return [...lines, ...remarks(comparison), counted(comparison), ''].join('\n')
}

const sides = ({ old, new: now }: Changed): string[] => [
  `old: ${old.signature} (${old.reason})`,
  `new: ${now.signature} (${now.reason})`
]

function markdown(comparison: Comparison): string[] {
  return [
    `## Comparison: ${counted(comparison)}\n\n`,
    ...remarks(comparison).map((remark) => `- ${codeSpan(remark)}\n`),
    '\n',
    ...CHANGES.flatMap((change) => {
      const { kept, count } = comparison.changes[change]
      if (count === 0) return []
      const more = count - kept.length
      return [
        `### ${HEADLINES[change]} (${count})\n\n`,
        ...kept.map(item),
        ...(more > 0 ? [`- and ${more} more\n`] : []),
        '\n'
      ]
    })
  ]
}

const item = (one: Changed): string =>
  `- ${codeSpan(one.case)} (${one.level}, ${codeSpan(one.section)}, ${codeSpan(one.target)}): ${codeSpan(one.title)}\n` +
  sides(one)
    .map((line) => `  - ${codeSpan(line)}\n`)
    .join('')

function json(comparison: Comparison): unknown {
  const { changes, same, onlyOld, onlyNew, notes, gaps } = comparison
  return {
    format: 1,
    status: comparisonStatus(comparison),
    counts: {
      ...Object.fromEntries(CHANGES.map((change) => [change, changes[change].count])),
      same,
      onlyOld,
      onlyNew
    },
    notes,
    gaps,
    unreadLines: comparison.old.problemCount + comparison.new.problemCount,
    changes: CHANGES.flatMap((change) => changes[change].kept)
  }
}
