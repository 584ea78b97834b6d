import type { CaseFacts } from './data.ts'

/** Specifications in the order in which a reader expects them; others follow, by name. */
const FIRST = ['rfc9113', 'rfc9112', 'rfc9110', 'rfc7541', 'rfc9218', 'rfc8441']

/** Compares cases by specification, section (by number, not by text), then by title. */
export function inOrder(a: CaseFacts, b: CaseFacts): number {
  const [aSpecification = '', aSection = ''] = a.section.split(' ')
  const [bSpecification = '', bSection = ''] = b.section.split(' ')
  return (
    rank(aSpecification) - rank(bSpecification) ||
    aSpecification.localeCompare(bSpecification) ||
    bySection(aSection, bSection) ||
    Number(a.kind === 'invariant') - Number(b.kind === 'invariant') ||
    a.title.localeCompare(b.title)
  )
}

const rank = (specification: string): number => {
  const index = FIRST.indexOf(specification)
  return index === -1 ? FIRST.length : index
}

/** `6.5.2` comes after `6.5`, `10` after `9`, an appendix after all numbers. */
export function bySection(a: string, b: string): number {
  const [as, bs] = [a.split('.'), b.split('.')]
  for (let index = 0; index < Math.max(as.length, bs.length); index++) {
    const [x, y] = [as[index], bs[index]]
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1
    if (x === y) continue
    const [nx, ny] = [Number(x), Number(y)]
    if (Number.isNaN(nx) || Number.isNaN(ny))
      return Number.isNaN(nx) === Number.isNaN(ny) ? (x < y ? -1 : 1) : Number.isNaN(nx) ? 1 : -1
    return nx - ny
  }
  return 0
}
