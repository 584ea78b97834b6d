import type { Verdict } from '../../../lab/verdict.ts'
import type { CaseFacts, Column, Ground } from '../data.ts'

export const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const
export type PlainLevel = (typeof LEVELS)[number]
export type Counts = Readonly<Record<Verdict, number>>

/** MUST NOT counts as MUST, SHOULD NOT as SHOULD. */
export const plainLevel = ({ level }: Pick<CaseFacts, 'level'>): PlainLevel =>
  LEVELS.find((one) => level.startsWith(one)) ?? 'MAY'

export const specificationOf = ({ section }: Pick<CaseFacts, 'section'>): string =>
  section.split(' ')[0] ?? ''

/** How the verdicts of a column are spread over the cases that `of` lets through. */
export function countsOf(
  ground: Ground,
  column: Column,
  of: (one: CaseFacts) => boolean = () => true
): Counts {
  const counts = { conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 }
  for (const [index, one] of ground.cases.entries()) {
    const verdict = column.verdicts[index]?.verdict
    if (verdict !== undefined && of(one)) counts[verdict]++
  }
  return counts
}

export const sum = (counts: Counts): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

export function specificationsOf(ground: Ground): string[] {
  return [...new Set(ground.cases.map(specificationOf))]
}

/** `rfc9113` → `RFC 9113`. */
export const specificationName = (specification: string): string =>
  /^rfc\d+$/.test(specification)
    ? `RFC ${specification.slice(3)}`
    : specification === 'cve'
      ? 'CVE classes'
      : specification
