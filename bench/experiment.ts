import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Findings } from '../reports/milestones/findings.ts'
import { machineText, thisMachine } from '../reports/milestones/machine.ts'
import { numberText } from '../reports/milestones/number-text.ts'
import { plotSvg } from '../reports/milestones/plot-svg.ts'

const PAGES = join(import.meta.dirname, '../docs/experiments')
const BEGIN = '<!-- figures: written by the command above -->'
const END = '<!-- end of figures -->'

/**
 * Gives out what an experiment found: as a table, as one line of JSON with `--json`, or with `--page` into the figures of
 * its page in docs/experiments, with a picture of each plot beside it.
 */
export function publish(name: string, findings: Findings): void {
  if (process.argv.includes('--json')) return void process.stdout.write(`${JSON.stringify(findings)}\n`)
  const { figures, plots = [], missing = [] } = findings
  if (process.argv.includes('--page') && existsSync(join(PAGES, `${name}.md`)))
    return writePage(name, findings)
  const width = Math.max(0, ...figures.map((one) => one.name.length))
  for (const { name: of, value, unit } of figures)
    console.log(`${of.padEnd(width)}  ${numberText(value).padStart(12)} ${unit}`)
  for (const { title, series } of plots) {
    console.log(`\n${title}`)
    for (const { name: of, points } of series)
      console.log(`  ${of}: ${points.map(([x, y]) => `${numberText(x)} → ${numberText(y)}`).join(', ')}`)
  }
  for (const reason of missing) console.log(`missing: ${reason}`)
}

function writePage(name: string, { figures, plots = [], missing = [] }: Findings): void {
  const file = join(PAGES, `${name}.md`)
  const text = readFileSync(file, 'utf8')
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (before < 0 || after < before) throw new Error(`${name}.md has no place for figures`)
  const pictures = plots.map((plot, index) => {
    const picture = `${name}-${index + 1}.svg`
    writeFileSync(join(PAGES, picture), `${plotSvg(plot)}\n`)
    return `![${plot.title}](${picture})`
  })
  const block = [
    ...pictures,
    ['| figure | value |', '| --- | ---: |']
      .concat(figures.map(({ name: of, value, unit }) => `| ${of} | ${numberText(value)} ${unit} |`))
      .join('\n'),
    ...missing.map((reason) => `Left out: ${reason}.`),
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${machineText(thisMachine())}.`
  ].join('\n\n')
  writeFileSync(file, `${text.slice(0, before)}${BEGIN}\n\n${block}\n\n${text.slice(after)}`)
  console.log(`docs/experiments/${name}.md`)
}
