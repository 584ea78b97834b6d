import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A line of a source file of this project, as its repository names it. */
export interface Place {
  readonly file: string
  /** From 1; absent where the file is not at hand as it was written. */
  readonly line?: number
}

const CONFORMANCE = fileURLToPath(new URL('../../conformance/', import.meta.url))
let known: { readonly file: string; readonly text: string }[] | undefined

/**
 * Where a case or invariant is defined: the source file that has its id, or the file of its section (the tree is the RFC's table
 * of contents) for ids that are put together from a table.
 */
export function sourceOf(id: string, section: string): Place {
  known ??= sources()
  const literal = `'${id}'`
  for (const { file, text } of known) {
    const at = text.indexOf(literal)
    if (at === -1) continue
    const line = text.slice(0, at).split('\n').length
    return file.endsWith('.ts') ? { file, line } : { file: asWritten(file) }
  }
  const [document = '', place = ''] = section.split(' ')
  const role = id.split('/')[1] === 'client' ? 'client/' : ''
  const inSection = known
    .map(({ file }) => file)
    .filter((file) => {
      const name = file.startsWith(`conformance/${document}/${role}`)
        ? file.slice(`conformance/${document}/${role}`.length)
        : ''
      const number = /^([\d.]+\d|\d)-/.exec(name)?.[1]
      return number !== undefined && (place === number || place.startsWith(`${number}.`))
    })
    .sort((a, b) => b.length - a.length)
  return { file: asWritten(inSection[0] ?? 'conformance/suites.ts') }
}

const asWritten = (file: string): string => file.replace(/\.js$/, '.ts')

function sources(): { file: string; text: string }[] {
  if (!existsSync(CONFORMANCE)) return []
  return (
    readdirSync(CONFORMANCE, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => /^(rfc\d+|cve|http\w*.invariants)\b.*\.(ts|js)$/.test(file) && !/\.(test|d)\.ts$/.test(file)
      )
      // Cases stand in the folders of their specifications; elsewhere they are only referred to.
      .sort((a, b) => Number(b.startsWith('rfc')) - Number(a.startsWith('rfc')) || (a < b ? -1 : 1))
      .map((file) => ({
        file: `conformance/${file.replaceAll('\\', '/')}`,
        text: readFileSync(`${CONFORMANCE}${file}`, 'utf8')
      }))
  )
}
