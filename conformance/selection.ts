import type { Case } from '../lab/case.ts'

/** Which cases are wanted; what is absent restricts nothing. Values of one criterion widen it, criteria narrow. */
export interface Criteria {
  /** Ids, or globs (`*` any characters, `?` one); the suite's name in front may be left out. */
  readonly ids?: readonly string[]
  /** `6.5` (of any specification, with its subsections), `rfc9113 6.5`, or `rfc9113` alone. */
  readonly sections?: readonly string[]
  /** A level and its negation: MUST selects MUST NOT too; `MUST NOT` selects only that. */
  readonly levels?: readonly string[]
  readonly kinds?: readonly string[]
}

type Facts = Pick<Case, 'id' | 'section' | 'level' | 'kind' | 'requirements'>

/** The cases that fulfil all criteria, in their order. */
export function select<T extends Facts>(cases: readonly T[], criteria: Criteria): T[] {
  const fulfils = (one: T): boolean =>
    (Object.keys(MATCHES) as (keyof Criteria)[]).every(
      (name) => criteria[name]?.some((wanted) => MATCHES[name](one, wanted)) ?? true
    )
  return cases.filter(fulfils)
}

/** The values of the criteria that no case fulfils even by itself: mistyped, most likely. */
export function unmatched(
  cases: readonly Facts[],
  criteria: Criteria
): { readonly criterion: keyof Criteria; readonly value: string }[] {
  return (Object.keys(MATCHES) as (keyof Criteria)[]).flatMap((criterion) =>
    (criteria[criterion] ?? [])
      .filter((value) => !cases.some((one) => MATCHES[criterion](one, value)))
      .map((value) => ({ criterion, value }))
  )
}

/** The sections that a case is filed under or cites: `rfc9113 6.5`. */
export function sectionsOf(one: Facts): string[] {
  const cited = one.requirements.flatMap((id) => {
    const parts = /^([^-]+)-(.+)[-+]\d+$/.exec(id)
    return parts === null || id.startsWith('cve-') ? [] : [`${parts[1]} ${parts[2]}`]
  })
  return [...new Set([one.section, ...cited])]
}

const MATCHES: Readonly<Record<keyof Criteria, (one: Facts, wanted: string) => boolean>> = {
  ids: ({ id }, wanted) => {
    const pattern = globPattern(wanted)
    return pattern.test(id) || pattern.test(id.slice(id.indexOf('/') + 1))
  },
  sections: (one, wanted) => sectionsOf(one).some((section) => within(section, wanted)),
  levels: ({ level }, wanted) => {
    const asked = wanted
      .trim()
      .toUpperCase()
      .replace(/[\s_-]+/, ' ')
    return level === asked || level === `${asked} NOT`
  },
  kinds: ({ kind }, wanted) => kind === wanted.trim().toLowerCase()
}

function globPattern(glob: string): RegExp {
  const source = glob.replace(/[.+^${}()|[\]\\*?]/g, (character) =>
    character === '*' ? '.*' : character === '?' ? '.' : `\\${character}`
  )
  return new RegExp(`^${source}$`)
}

/** Whether `rfc9113 6.5.2` lies within `6.5`, `rfc9113 6.5`, `rfc9113` or `§6.5`. */
function within(section: string, wanted: string): boolean {
  const [specification = '', place = ''] = section.split(' ')
  const words = wanted
    .toLowerCase()
    .replace(/^rfc[\s-]*(?=\d)/, 'rfc')
    .split(/[\s,§]+/)
    .filter((word) => word !== '' && word !== 'section')
  return (
    words.length > 0 &&
    words.every((word) => {
      const within = word.replace(/\.$/, '')
      return word === specification || place === within || place.startsWith(`${within}.`)
    })
  )
}
