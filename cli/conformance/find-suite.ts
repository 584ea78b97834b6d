import { suites } from '../../conformance/suites.ts'
import type { Suite } from '../../lab/suite.ts'
import { usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'

const ROLES = ['server', 'client', 'intermediary']

/** The suite of that name for targets of that role. Throws a Failure that names what there is. */
export function findSuite(name: string, role: string): Suite {
  const names = [...new Set(suites.map((suite) => suite.name))]
  if (!names.includes(name)) throw usage(`There is no suite ${printable(name)}.${suggestion(name, names)}`)
  if (!ROLES.includes(role)) throw usage(`There is no role ${printable(role)}.${suggestion(role, ROLES)}`)
  const found = suites.find((suite) => suite.name === name && suite.role === role)
  if (found === undefined) throw usage(`Testing a ${role} with the suite ${name} is not available yet.`)
  return found
}
