import type { VerdictLine } from '../../lab/log-line.ts'
import { emptyTally, strengthOf, STRENGTHS, total, VERDICTS, type Tally } from '../runs/tally.ts'
import { colorOf, type Colors } from './colors.ts'

/** Counts of verdicts by level, as lines of a table. */
export function table(tally: Tally, colors: Colors): string[] {
  const rows = STRENGTHS.map((strength) => ({ name: strength as string, of: tally[strength] }))
  const all = Object.fromEntries(VERDICTS.map((verdict) => [verdict, total(tally, verdict)])) as Tally['MUST']
  return [
    ''.padEnd(8) + VERDICTS.map((verdict) => verdict.padStart(14)).join(''),
    ...[...rows, { name: 'all', of: all }]
      .filter(({ of }) => VERDICTS.some((verdict) => of[verdict] > 0))
      .map(
        ({ name, of }) =>
          name.padEnd(8) +
          VERDICTS.map((verdict) => {
            const text = String(of[verdict]).padStart(14)
            return of[verdict] === 0 ? colors.dim(text) : colorOf(colors)[verdict](text)
          }).join('')
      )
  ]
}

/** Verdicts counted. */
export function tallyOf(verdicts: readonly VerdictLine[]): Tally {
  const tally = emptyTally()
  for (const { level, verdict } of verdicts) tally[strengthOf(level)][verdict]++
  return tally
}
