import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileHeadModule } from './compile-head-module.ts'

/** Puts the head parsers' modules where the built form of head-modules.ts looks for them. A part of `npm run build`. */
const folder = join(import.meta.dirname, '../../../dist/impl/http1/head/wasm')
mkdirSync(folder, { recursive: true })
for (const variant of ['simd', 'table'] as const)
  writeFileSync(join(folder, `${variant}.wasm`), compileHeadModule(variant))
