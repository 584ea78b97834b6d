import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { count } from './fold.ts'
import type { Milestone } from './milestone.ts'
import { milestonePage, pageName, type PageInput } from './page.ts'
import { plotSvg } from './plot-svg.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Writes a page for each milestone, its plots beside it, and an overview. Gives the path of the overview. */
export function writePages(
  folder: string,
  milestones: readonly Milestone[],
  input: Omit<PageInput, 'milestone' | 'root'>
): string {
  mkdirSync(folder, { recursive: true })
  const root = relative(folder, ROOT).replaceAll('\\', '/') || '.'
  const rows = milestones.map((milestone) => {
    const { text, plots } = milestonePage({ ...input, milestone, root })
    writeFileSync(join(folder, `${pageName(milestone)}.md`), text)
    for (const [file, plot] of plots) writeFileSync(join(folder, file), `${plotSvg(plot)}\n`)
    const { shown, partly, unproven, notBuilt, all } = count(milestone, input.states)
    return `| ${milestone.number} | [${milestone.title}](${pageName(milestone)}.md) | ${shown} | ${partly} | ${unproven} | ${notBuilt} | ${all} |`
  })
  const overview = join(folder, 'README.md')
  writeFileSync(
    overview,
    [
      '# Milestones',
      '',
      '| | milestone | shown | partly | unproven | not built | items |',
      '| ---: | --- | ---: | ---: | ---: | ---: | ---: |',
      ...rows,
      ''
    ].join('\n')
  )
  return overview
}
