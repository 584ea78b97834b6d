import { createHash } from 'node:crypto'
import type { Page } from './bundle-page.ts'
import type { ReportData } from './data.ts'
import type { Chunk } from './trace-store.ts'

interface Parts {
  readonly page: Page
  readonly data: ReportData
  /** The data, compressed. */
  readonly base64: string
  readonly chunks: readonly (Chunk | undefined)[]
}

/**
 * The whole file. Its policy lets nothing be loaded and nothing run but the one script and the one style sheet that stand in
 * it; data is base64 in elements that browsers do not run, so that nothing in it can end them.
 */
export function htmlFile({ page: { script, style }, data, base64, chunks }: Parts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ')
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(titleOf(data))}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="app"><noscript>${withoutScript(data)}</noscript></div>`,
    carrier('data', base64),
    `<script>${script}</script>`,
    ...chunks.flatMap((chunk, index) =>
      chunk === undefined ? [] : [carrier(`chunk-${index}`, chunk.base64)]
    ),
    '</body>',
    '</html>',
    ''
  ].join('\n')
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const carrier = (id: string, base64: string): string =>
  `<script type="application/octet-stream" id="${id}">${base64}</script>`

const titleOf = ({ columns }: ReportData): string => {
  const targets = [
    ...new Set(columns.map(({ target, version }) => [target, version].filter(Boolean).join(' ')))
  ]
  return `${targets.slice(0, 3).join(', ')}${targets.length > 3 ? ` and ${targets.length - 3} more` : ''} – conformance`
}

/** What is left where no script may run: the counts. */
function withoutScript({ columns }: ReportData): string {
  const rows = columns.map(({ target, version, verdicts }) => {
    const cells = (['conforms', 'violates', 'inconclusive', 'unsupported'] as const).map(
      (verdict) => `<td>${verdicts.filter((one) => one?.verdict === verdict).length}</td>`
    )
    return `<tr><th scope="row">${escaped([target, version].filter(Boolean).join(' '))}</th>${cells.join('')}</tr>`
  })
  return [
    '<h1>Conformance</h1><p>Cases and evidence need JavaScript, which is not allowed here.</p><table>',
    '<tr><th>target</th><th>conforms</th><th>violates</th><th>inconclusive</th><th>unsupported</th></tr>',
    ...rows,
    '</table>'
  ].join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Text as markup that shows it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
