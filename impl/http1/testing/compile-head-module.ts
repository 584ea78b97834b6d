import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const COMPILER = join(ROOT, 'node_modules/assemblyscript/bin/asc.js')
const SOURCES = join(ROOT, 'impl/http1/head/wasm/assembly')

/** Why no module can be compiled here; undefined where one can. */
export const whyNotCompiled: string | undefined = existsSync(COMPILER)
  ? undefined
  : 'AssemblyScript is not installed (npm install)'

/** Compiles the head parsers' module, with vectors or without. What was compiled of the same sources is kept. */
export function compileHeadModule(variant: 'simd' | 'table'): Uint8Array {
  const folder = join(ROOT, '.zyphos/head-modules')
  const file = join(folder, `${variant}-${digestOfSources()}.wasm`)
  if (existsSync(file)) return readFileSync(file)
  mkdirSync(folder, { recursive: true })
  // Another process may do the same: each has its own file until it is whole.
  const own = `${file}.${process.pid}`
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      COMPILER,
      join(SOURCES, 'index.ts'),
      ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--importMemory'],
      ...[variant === 'simd' ? '--enable' : '--disable', 'simd', '--outFile', own]
    ],
    { encoding: 'utf8', timeout: 120_000 }
  )
  if (status !== 0) throw new Error(`the head parsers' module does not compile:\n${stderr}`)
  renameSync(own, file)
  return readFileSync(file)
}

function digestOfSources(): string {
  const hash = createHash('sha256')
  for (const folder of [join(SOURCES, '../..'), SOURCES])
    for (const name of readdirSync(folder).sort())
      if (name.endsWith('.ts') && !name.endsWith('.test.ts')) hash.update(readFileSync(join(folder, name)))
  for (const file of [import.meta.filename, join(COMPILER, '../../package.json')])
    hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
