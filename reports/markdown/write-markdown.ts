import type { VerdictLine } from '../../lab/log-line.ts'
import { factsOf } from '../facts.ts'
import type { WriteReport } from '../format.ts'
import { Capped } from '../runs/capped.ts'
import type { Gathered, GatheredTarget } from '../runs/gather.ts'
import { outcomeOf } from '../runs/outcome.ts'
import { targetKey, type Section } from '../runs/section.ts'
import { strengthOf, STRENGTHS, total, VERDICTS, type Strength } from '../runs/tally.ts'
import { verdicts } from '../runs/verdicts.ts'
import { signatureOf } from '../signature.ts'
import { runName } from '../target-name.ts'
import { troublesOf } from '../troubles.ts'
import { bounded } from './bounded.ts'
import { codeCell, codeSpan } from './code-span.ts'

/** Characters of a comment on GitHub; a step summary may have a mebibyte. */
export const COMMENT_LIMIT = 65_536
/** Violations of a target that are kept: more do not fit into any bound. */
const MOST = 2000

const SAYS = { 0: '✅ conforms', 1: '❌ violates', 3: '⚠️ not complete', 4: '⚠️ internal error' } as const

/** Markdown for a pull request's comment or a step summary: what stands, and the violations, the strongest first. */
export const writeMarkdown: WriteReport = async (gathered, out, { strict, limit = COMMENT_LIMIT }) => {
  const found = new Map<string, Capped<string>>()
  for await (const { section, verdict } of verdicts(gathered)) {
    if (verdict.verdict !== 'violates') continue
    const key = `${targetKey(section, verdict.target)} ${strengthOf(verdict.level)}`
    const items = found.get(key) ?? new Capped<string>(MOST)
    if (!found.has(key)) found.set(key, items)
    items.add(item(section, verdict))
  }
  const pieces = [
    ...overview(gathered, strict),
    ...troubles(gathered),
    ...gathered.targets.flatMap((target) =>
      STRENGTHS.flatMap((strength) => violations(target, strength, found.get(`${target.key} ${strength}`)))
    )
  ]
  await out.write(bounded(pieces, limit))
}

function overview(gathered: Gathered, strict: boolean): string[] {
  const head = ['target', 'result', ...VERDICTS]
  const rows = gathered.targets.map((target) => [
    codeCell(nameOf(target)),
    SAYS[outcomeOf(target, strict)],
    ...VERDICTS.map((verdict) => String(total(target.tally, verdict)))
  ])
  return [
    '## Conformance\n\n',
    `${row(head)}${row(['---', '---', ...VERDICTS.map(() => '---:')])}`,
    ...(rows.length === 0 ? ['\nNo verdict could be read.\n'] : rows.map(row)),
    '\n'
  ]
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`

function troubles(gathered: Gathered): string[] {
  const sentences = troublesOf(gathered)
  return sentences.length === 0
    ? []
    : ['### Not the whole truth\n\n', ...sentences.map((sentence) => `- ${codeSpan(sentence)}\n`), '\n']
}

function violations(
  target: GatheredTarget,
  strength: Strength,
  items: Capped<string> | undefined
): readonly string[] {
  if (items === undefined || items.count === 0) return []
  const more = items.count - items.kept.length
  return [
    `### ${codeSpan(nameOf(target))}: ${items.count} violated at ${strength}\n\n`,
    ...items.kept,
    ...(more > 0 ? [`- and ${more} more\n`] : []),
    '\n'
  ]
}

function item(section: Section, verdict: VerdictLine): string {
  const { rules, again } = factsOf(section, verdict)
  const cited = rules
    .map(({ id, link }) => (link === undefined ? codeSpan(id) : `[${codeSpan(id)}](${encodeURI(link)})`))
    .join(', ')
  return (
    `- ${codeSpan(verdict.case)} (${verdict.level}, ${cited}): ${codeSpan(verdict.title)}\n` +
    `  - came: ${codeSpan(verdict.reason)} (${codeSpan(signatureOf(verdict))})\n` +
    (again === undefined ? '' : `  - again: ${codeSpan(again)}\n`)
  )
}

function nameOf({ sections, name }: GatheredTarget): string {
  const [section] = sections
  return section === undefined ? name : runName(section).replace(/, shard \d+ of \d+$/, '')
}
