import type { VerdictLine } from '../../lab/log-line.ts'
import type { Verdict } from '../../lab/verdict.ts'
import type { Colors } from '../terminal.ts'

export const VERDICTS: readonly Verdict[] = ['conforms', 'violates', 'inconclusive', 'unsupported']

export const colorOf = (colors: Colors): Readonly<Record<Verdict, (text: string) => string>> => ({
  conforms: colors.green,
  violates: colors.red,
  inconclusive: colors.yellow,
  unsupported: colors.dim
})

const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const

/** Counts of verdicts by level (MUST with MUST NOT, SHOULD with SHOULD NOT), as lines of a table. */
export function tally(verdicts: readonly VerdictLine[], colors: Colors): string[] {
  const rows = [...LEVELS, 'all'].map((level) => ({
    level,
    of: verdicts.filter((line) => level === 'all' || line.level.split(' ')[0] === level)
  }))
  const head = ''.padEnd(8) + VERDICTS.map((verdict) => verdict.padStart(14)).join('')
  return [
    head,
    ...rows
      .filter(({ of }) => of.length > 0)
      .map(
        ({ level, of }) =>
          level.padEnd(8) +
          VERDICTS.map((verdict) => {
            const count = of.filter((line) => line.verdict === verdict).length
            const text = String(count).padStart(14)
            return count === 0 ? colors.dim(text) : colorOf(colors)[verdict](text)
          }).join('')
      )
  ]
}
