import type { VerdictLine } from '../../lab/log-line.ts'
import type { Comparison, Relation } from './compare.ts'
import type { Crosscheck } from './crosscheck.ts'
import type { DecidingOctets } from './deciding-octets.ts'

/** What is printed of each relation that is no agreement, in this order. */
const HEADINGS: readonly (readonly [Relation, string])[] = [
  ['only h2spec', 'h2spec fails what we find in order'],
  ['only ours', 'h2spec passes what we find in violation'],
  ['outside', 'h2spec fails what RFC 9113 does not ask for'],
  ['undecided', 'h2spec fails what we could not decide here']
]

/** The disagreements for people. The target chose some of the words in it, so that nothing but text is passed on. */
export function reportText(result: Crosscheck): string {
  const { target, version, comparisons, beyond } = result
  const lines: string[] = []
  for (const [relation, heading] of HEADINGS) {
    const found = comparisons.filter((one) => one.relation === relation)
    if (found.length === 0) continue
    lines.push(`${heading}: ${found.length}`, '', ...found.flatMap((one) => entry(one, result)), '')
  }
  const count = (relation: Relation) => comparisons.filter((one) => one.relation === relation).length
  const changed = comparisons.filter(({ outcomes }) => new Set(outcomes).size > 1)
  const { passed, failed, skipped } = outcomes(comparisons)
  lines.push(
    `${target}${version === undefined ? '' : ` ${version}`}: h2spec passed ${passed}, failed ${failed}, skipped ${skipped} of ${comparisons.length}; ` +
      `${count('agree')} agree, ${count('only h2spec')} only h2spec accuses, ${count('only ours')} only we accuse, ` +
      `${count('outside')} outside RFC 9113, ${count('undecided')} undecided.`
  )
  if (changed.length > 0)
    lines.push(`h2spec came out differently from run to run: ${changed.map(({ id }) => id).join(', ')}.`)
  if (beyond.length > 0)
    lines.push(
      `Violations that no case of h2spec looks for: ${beyond.length} (${beyond.map((line) => line.case).join(', ')}).`
    )
  return lines.map(plain).join('\n')
}

/** The same for programs: one object. */
export function reportJson(result: Crosscheck): string {
  const { octets, comparisons, beyond, ...about } = result
  const ours = (line: VerdictLine) => {
    const { case: id, verdict, manner, reason, requirements, level } = line
    return { case: id, verdict, manner, reason, level, requirements, octets: octets.get(id) ?? [] }
  }
  return JSON.stringify({
    ...about,
    comparisons: comparisons.map((one) => ({ ...one, ours: one.ours.map(ours) })),
    beyond: beyond.map(ours)
  })
}

function outcomes(comparisons: readonly Comparison[]) {
  const failed = comparisons.filter(({ outcomes }) => outcomes.includes('failed')).length
  const skipped = comparisons.filter(({ outcomes }) => outcomes.every((one) => one === 'skipped')).length
  return { failed, skipped, passed: comparisons.length - failed - skipped }
}

function entry(
  { id, outcomes, failure, ours, outside, relation }: Comparison,
  { octets }: Crosscheck
): string[] {
  const often = outcomes.length > 1 ? ` (${outcomes.join(', ')})` : ''
  const lines = [`  ${id}: ${failure === undefined ? 'passed' : 'failed'}${often}`]
  if (failure !== undefined) {
    for (const [index, one] of failure.expected.entries())
      lines.push(`    ${index === 0 ? 'h2spec expects' : '            or'}  ${one}`)
    lines.push(`    h2spec saw      ${failure.actual ?? 'nothing that it tells'}`)
  }
  if (outside !== undefined) lines.push(`    outside         ${outside}`)
  const shown = relation === 'only ours' ? ours.filter(({ verdict }) => verdict === 'violates') : ours
  for (const line of shown) {
    lines.push(
      `    ${line.case}: ${line.verdict}${line.manner === undefined ? '' : ` (${line.manner})`}: ${line.reason}`,
      `      ${line.requirements.join(' ')}`,
      ...(octets.get(line.case) ?? []).map(octetLine)
    )
  }
  return lines
}

function octetLine({ by, hex, length }: DecidingOctets): string {
  const whole = Math.ceil(hex.length / 3) >= length
  return `      ${by === 'lab' ? 'sent    ' : 'received'}  ${hex}${whole ? '' : ` … (${length} octets)`}`
}

/** Without what a terminal would act on. */
const plain = (line: string): string => line.replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/g, '·')
