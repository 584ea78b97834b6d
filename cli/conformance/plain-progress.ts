import { printable } from '../printable.ts'
import { colorOf } from '../../reports/terminal/colors.ts'
import { colorsFor, type Terminal } from '../terminal.ts'
import type { Progress } from './progress.ts'

/** Where there is no terminal: a line for the target, and one for each case that is violated or inconclusive. */
export function plainProgress(terminal: Terminal): Progress {
  const colors = colorsFor(terminal.err, terminal.env)
  const say = (line: string) => terminal.err.write(`${line}\n`)
  let cases = 0
  return {
    begun: () => undefined,
    take(line) {
      if (line.type === 'run') ({ cases } = line)
      if (line.type === 'target') say(printable(`${cases} cases against ${line.target}`))
      if (line.type === 'verdict' && (line.verdict === 'violates' || line.verdict === 'inconclusive'))
        say(`${colorOf(colors)[line.verdict](line.verdict)} ${line.case}: ${printable(line.reason)}`)
    },
    end: () => undefined
  }
}
