import type { Level } from '../impl/rules.ts'
import { find } from './requirements/index.ts'

const ORDER: readonly Level[] = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY']

/** The strongest level of some requirements, and the section that the first of them stands in. */
export function strongest(ids: readonly string[]): { level: Level; section: string } {
  const requirements = ids.map((id) => {
    const found = find(id)
    if (found === undefined) throw new Error(`There is no requirement ${id}.`)
    return found
  })
  const [first] = requirements
  if (first === undefined) throw new Error('A case must cite a requirement.')
  const level =
    requirements.map((one) => one.level).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? first.level
  return { level, section: `${first.id.split('-')[0]} ${first.section}`.trim() }
}
