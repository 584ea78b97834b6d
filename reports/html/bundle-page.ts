import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The code and the style of the page. */
export interface Page {
  readonly script: string
  readonly style: string
}

/** Where `npm run build` puts them, beside the built form of this file. */
const BUILT = {
  script: new URL('page/page.js', import.meta.url),
  style: new URL('page/page.css', import.meta.url)
}
const SOURCE = new URL('page/main.tsx', import.meta.url)

/** The page: from the package as it was built, or in a checkout from its sources. Needs no network. */
export async function bundlePage(): Promise<Page> {
  if (!existsSync(SOURCE)) {
    const [script, style] = await Promise.all([readFile(BUILT.script, 'utf8'), readFile(BUILT.style, 'utf8')])
    return { script, style }
  }
  return buildPage()
}

/** Bundles the sources of the page. */
export async function buildPage(): Promise<Page> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(SOURCE)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    inject: [fileURLToPath(new URL('page/buffer.ts', import.meta.url))],
    write: false,
    outdir: 'page',
    tsconfig: fileURLToPath(new URL('page/tsconfig.json', import.meta.url))
  })
  const text = (extension: string): string =>
    outputFiles.find(({ path }) => path.endsWith(extension))?.text.trim() ?? ''
  return { script: inert(text('.js')), style: inert(text('.css')) }
}

/** Whatever could end or hide the element that it stands in is written in another way; it occurs in literals only. */
const inert = (code: string): string => code.replace(/<(?=\/(?:script|style)|!--|script)/gi, '\\x3C')
