import { requirements } from '../../conformance/requirements/index.ts'
import { requirementLink } from '../requirement-link.ts'
import type { RequirementFacts } from './data.ts'

/** The requirements of the registers that bind a program, as the page shows them. */
export function requirementFacts(): RequirementFacts[] {
  return [...requirements.values()].flatMap(({ id, section, level, gist, testable }) => {
    const link = requirementLink(id)
    const roles = Object.entries(testable).map(
      ([role, how]) => [role, 'by' in how ? null : `${how.untestable}: ${how.missing}`] as const
    )
    if (roles.length === 0) return []
    const specification = id.startsWith('cve-') ? 'cve' : id.slice(0, id.indexOf('-'))
    return [
      {
        id,
        specification,
        section,
        level,
        gist,
        ...(link === undefined ? {} : { link }),
        roles: roles as RequirementFacts['roles']
      }
    ]
  })
}
