import type { Case } from '../../lab/case.ts'
import { jsonLine } from '../../lab/log/json-line.ts'
import { colorsFor, type Terminal } from '../terminal.ts'

/** Lists cases: id, kind, level, section and title, or as JSON lines. */
export function list(cases: readonly Case[], json: boolean, terminal: Terminal): void {
  if (json) {
    for (const { id, kind, role, level, section, title, requirements, needs, slow } of cases)
      terminal.out.write(
        `${jsonLine({ id, kind, role, level, section, title, requirements, needs, ...(slow === undefined ? {} : { slow }) })}\n`
      )
    return
  }
  const colors = colorsFor(terminal.out, terminal.env)
  const width = Math.max(...cases.map(({ id }) => id.length))
  for (const { id, kind, level, section, title, slow } of cases)
    terminal.out.write(
      `${id.padEnd(width)}  ${kind.padEnd(10)}  ${level.padEnd(10)}  ${section.padEnd(14)}  ${colors.dim(title + (slow === true ? ' (slow)' : ''))}\n`
    )
}
