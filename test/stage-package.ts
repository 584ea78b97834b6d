import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'

const ROOT = resolve(import.meta.dirname, '..')
const FOLDERS = ['impl', 'lab', 'conformance', 'differential', 'fuzz', 'reports', 'cli']

/** A project in which this package is installed, as `npm install zyphos` would leave it. */
export interface StagedProject {
  readonly folder: string
  remove(): void
}

/**
 * Copies a folder of the repository to a place of its own, with this package installed in it: transpiled (not type-checked;
 * that is the build's business), so that what runs is what an installed package holds. It lies within the checkout, where
 * the package finds its dependencies.
 */
export function stageProject(from: string): StagedProject {
  mkdirSync(join(ROOT, '.zyphos'), { recursive: true })
  const place = mkdtempSync(join(ROOT, '.zyphos', 'staged-'))
  const staged = join(place, 'zyphos')
  transpile(sources(), join(staged, 'dist'))
  for (const part of ['package.json', 'bin', 'docker'])
    cpSync(join(ROOT, part), join(staged, part), { recursive: true })
  const folder = join(place, 'project')
  cpSync(join(ROOT, from), folder, { recursive: true })
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true })
  symlinkSync(staged, join(folder, 'node_modules', 'zyphos'))
  symlinkSync(join(staged, 'bin', 'zyphos.js'), join(folder, 'node_modules', '.bin', 'zyphos'))
  symlinkSync(join(ROOT, 'node_modules', 'jest'), join(folder, 'node_modules', 'jest'))
  return { folder, remove: () => rmSync(place, { recursive: true, force: true }) }
}

function sources(): string[] {
  return FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.test.ts'))
      // Not TypeScript, but what a compiler to WebAssembly reads; what is imported of it is.
      .filter((file) => !/wasm\/assembly\/(?!layout|numbers)/.test(file))
      .map((file) => join(ROOT, folder, file))
  )
}

/** What is imported by its source's name, which the build gives the ending of what it makes. */
const SPECIFIER = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}\/[^"']*)\.ts\2/g

function transpile(entryPoints: readonly string[], outdir: string): void {
  buildSync({
    entryPoints: [...entryPoints],
    outdir,
    outbase: ROOT,
    format: 'esm',
    platform: 'node',
    target: 'es2023'
  })
  for (const file of readdirSync(outdir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue
    const path = join(outdir, file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(SPECIFIER, '$1$2$3.js$2'))
  }
}
