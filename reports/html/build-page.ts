import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildPage } from './bundle-page.ts'
import { CONTROL_GROUP } from './control-group.ts'

/**
 * Puts what `tsc` leaves out of a package beside the built form of this folder: the page as one script and one style sheet,
 * so that a report can be written with neither a network nor a bundler, and the recorded control group. A part of
 * `npm run build`.
 */
const folder = join(import.meta.dirname, '../../dist/reports/html')
const { script, style } = await buildPage()
mkdirSync(join(folder, 'page'), { recursive: true })
writeFileSync(join(folder, 'page/page.js'), script)
writeFileSync(join(folder, 'page/page.css'), style)
copyFileSync(CONTROL_GROUP, join(folder, 'control-group.json'))
