import type { Verdict } from '../../../lab/verdict.ts'
import type { CaseFacts, Column, Ground, ReportData } from '../data.ts'

/** Which cases the matrix shows. */
export interface Filter {
  readonly text: string
  /** Shown where a target of interest has one of these; all when empty. `none`: there is no verdict. */
  readonly verdicts: readonly (Verdict | 'none')[]
  /** MUST stands for MUST NOT, too. */
  readonly levels: readonly string[]
  readonly kinds: readonly string[]
  /** A specification, or a specification and a section: its subsections belong to it. */
  readonly section: string
  /** Only cases in which the targets do not agree. */
  readonly differing: boolean
  /** Key of the column that verdicts are asked of; all of them when empty. */
  readonly target: string
}

export const EVERYTHING: Filter = {
  text: '',
  verdicts: [],
  levels: [],
  kinds: [],
  section: '',
  differing: false,
  target: ''
}

export function readFilter(query: URLSearchParams): Filter {
  const list = (name: string) => (query.get(name) ?? '').split(',').filter((word) => word !== '')
  return {
    text: query.get('text') ?? '',
    verdicts: list('verdict') as Filter['verdicts'],
    levels: list('level'),
    kinds: list('kind'),
    section: query.get('section') ?? '',
    differing: query.get('differing') === '1',
    target: query.get('target') ?? ''
  }
}

export function writeFilter(filter: Filter): URLSearchParams {
  const query = new URLSearchParams()
  if (filter.text !== '') query.set('text', filter.text)
  if (filter.verdicts.length > 0) query.set('verdict', filter.verdicts.join(','))
  if (filter.levels.length > 0) query.set('level', filter.levels.join(','))
  if (filter.kinds.length > 0) query.set('kind', filter.kinds.join(','))
  if (filter.section !== '') query.set('section', filter.section)
  if (filter.differing) query.set('differing', '1')
  if (filter.target !== '') query.set('target', filter.target)
  return query
}

/** Indices of the cases of a ground that the filter lets through. `columns`: those of the ground that are asked. */
export function filterCases(
  data: Pick<ReportData, 'reasons'>,
  ground: Ground,
  columns: readonly Column[],
  filter: Filter
): number[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const all = words.length === 0 ? undefined : haystacks(data, ground, columns)
  return ground.cases.flatMap((one, index) => {
    if (filter.levels.length > 0 && !filter.levels.includes(one.level.split(' ')[0] ?? '')) return []
    if (filter.kinds.length > 0 && !filter.kinds.includes(one.kind)) return []
    if (filter.section !== '' && !within(one.section, filter.section)) return []
    const verdicts = columns.map((column) => column.verdicts[index]?.verdict ?? 'none')
    if (filter.verdicts.length > 0 && !verdicts.some((verdict) => filter.verdicts.includes(verdict)))
      return []
    if (filter.differing && new Set(verdicts).size < 2) return []
    const text = all?.[index] ?? ''
    return words.every((word) => text.includes(word)) ? [index] : []
  })
}

const within = (section: string, of: string): boolean =>
  section === of || section.startsWith(`${of}.`) || section.startsWith(`${of} `)

const HAYSTACKS = new WeakMap<readonly Column[], string[]>()

/** What is searched of each case, in lower case: its words, its requirements, and what the targets did. */
function haystacks(
  { reasons }: Pick<ReportData, 'reasons'>,
  ground: Ground,
  columns: readonly Column[]
): string[] {
  const known = HAYSTACKS.get(columns)
  if (known !== undefined) return known
  const made = ground.cases.map((one, index) => {
    const came = columns.map((column) => reasons[column.verdicts[index]?.reason ?? -1] ?? '')
    return [...wordsOf(one), ...new Set(came)].join('\n').toLowerCase()
  })
  HAYSTACKS.set(columns, made)
  return made
}

const wordsOf = ({ id, title, section, level, kind, requirements }: CaseFacts): string[] => [
  id,
  title,
  section,
  level,
  kind,
  ...requirements
]
