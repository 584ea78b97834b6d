import { select, sectionsOf, unmatched, type Criteria } from '../../conformance/selection.ts'
import type { Case } from '../../lab/case.ts'
import { usage } from '../failure.ts'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import type { ConformanceOptions } from './options.ts'

/** The cases that the options select. Throws a Failure when one of them selects nothing, or all of them together. */
export function chooseCases(cases: readonly Case[], options: ConformanceOptions): Case[] {
  const criteria: Criteria = {
    ...(options.case === undefined ? {} : { ids: options.case }),
    ...(options.section === undefined ? {} : { sections: options.section }),
    ...(options.level === undefined ? {} : { levels: options.level }),
    ...(options.kind === undefined ? {} : { kinds: options.kind })
  }
  const [wrong] = unmatched(cases, criteria)
  if (wrong !== undefined) {
    const { noun, names } = NAMES[wrong.criterion]
    throw usage(
      `There is no case ${noun} ${printable(wrong.value)}.${suggestion(wrong.value, new Set(cases.flatMap(names)))}`
    )
  }
  const selected = select(cases, criteria)
  if (selected.length === 0)
    throw usage('No case fulfils all of --case, --section, --level and --kind at once.')
  const asked = selected.filter(
    ({ id, slow }) => slow !== true || options.slow === true || (options.case ?? []).includes(id)
  )
  if (asked.length === 0)
    throw usage(
      `What is selected waits for the target's own time-outs (${selected[0]?.id}); add --slow to run it.`
    )
  return asked
}

const NAMES: Readonly<
  Record<keyof Criteria, { readonly noun: string; readonly names: (one: Case) => readonly string[] }>
> = {
  ids: { noun: 'with the id', names: ({ id }) => [id] },
  sections: { noun: 'of section', names: (one) => sectionsOf(one) },
  levels: { noun: 'of level', names: ({ level }) => [level] },
  kinds: { noun: 'of kind', names: ({ kind }) => [kind] }
}

/** The case of that id; its suite's name may be left out. Throws a Failure that names the nearest one. */
export function findCase(cases: readonly Case[], id: string): Case {
  const found = cases.find((one) => one.id === id || one.id.endsWith(`/${id}`))
  if (found !== undefined) return found
  const near = suggestion(
    id,
    cases.map((one) => one.id)
  )
  throw usage(`There is no case ${printable(id)}.${near}`)
}
