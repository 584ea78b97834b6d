import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suites } from '../../conformance/suites.ts'
import type { Criterion } from './criterion.ts'
import { matches } from './glob.ts'
import type { Link } from './link.ts'
import type { Milestone } from './milestone.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Ids of every case and invariant of every suite. */
export const caseIds = (): readonly string[] =>
  suites.flatMap(({ cases, invariants }) => [...cases, ...invariants].map(({ id }) => id))

/** What is wrong with the links of milestones, one sentence for each that leads nowhere. */
export function brokenLinks(
  milestones: readonly Milestone[],
  criteria: ReadonlyMap<string, Criterion>
): readonly string[] {
  const ids = caseIds()
  const items = milestones.flatMap(({ items }) => items)
  const wrong = items.flatMap(({ id, links }) =>
    links.flatMap((link) => {
      const reason = broken(id, link, ids, criteria)
      return reason === undefined ? [] : [`${id}: ${reason}`]
    })
  )
  const unused = [...criteria.keys()].filter(
    (id) => !items.some((item) => item.id === id && item.links.some(({ kind }) => kind === 'criterion'))
  )
  return [...wrong, ...unused.map((id) => `criteria/${id}: no item of that id refers to its criterion`)]
}

function broken(
  id: string,
  link: Link,
  ids: readonly string[],
  criteria: ReadonlyMap<string, Criterion>
): string | undefined {
  switch (link.kind) {
    case 'cases':
      return ids.some((one) => matches(link.glob, one)) ? undefined : `no case is called ${link.glob}`
    case 'test':
      return brokenTest(link.file, link.title)
    case 'bench':
      return existsSync(join(ROOT, 'bench', `${link.name}.bench.ts`))
        ? undefined
        : `there is no bench ${link.name}`
    case 'page':
      return existsSync(join(ROOT, link.file)) ? undefined : `there is no page ${link.file}`
    case 'criterion':
      return criteria.has(id) ? undefined : `there is no criteria/${id}.ts`
  }
}

function brokenTest(file: string, title: string): string | undefined {
  const path = join(ROOT, file)
  if (!/\.test\.ts$/.test(file) || !existsSync(path)) return `there is no test file ${file}`
  const source = readFileSync(path, 'utf8')
  return ["'", '"', '`'].some((quote) => source.includes(quote + title))
    ? undefined
    : `${file} has no test “${title}”`
}
