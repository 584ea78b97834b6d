import type { VerdictLine } from '../lab/log-line.ts'
import type { Facts } from './facts.ts'
import { printable } from './printable.ts'
import { signatureOf } from './signature.ts'

/** A verdict in lines of plain text, for formats that show text as it is: what was wrong, why, and how to see it again. */
export function told(verdict: VerdictLine, { rules, expected, again }: Facts): string[] {
  return [
    `${printable(verdict.title)} (${verdict.level}, ${printable(verdict.section)})`,
    ...rules.flatMap(({ id, gist, link }) => [
      `rule: ${id}: ${gist}`,
      ...(link === undefined ? [] : [`      ${link}`])
    ]),
    ...(expected === undefined ? [] : [`expected: ${printable(expected)}`]),
    `came: ${printable(verdict.reason)}`,
    `signature: ${printable(signatureOf(verdict))}`,
    ...(again === undefined ? [] : [`again: ${again}`])
  ]
}
