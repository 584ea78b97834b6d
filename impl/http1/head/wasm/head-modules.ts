import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { webAssembly, type WasmModule } from './web-assembly.ts'

/** How a module was compiled: with instructions for vectors of 16 octets, or without. */
export type HeadModuleVariant = 'simd' | 'table'

const loaded = new Map<HeadModuleVariant, WasmModule | undefined>()

/**
 * The module that the build put beside this file; undefined where there was no build, no WebAssembly, or no vectors. A
 * checkout has none: its sources run as they are.
 */
export function headModule(variant: HeadModuleVariant): WasmModule | undefined {
  if (!loaded.has(variant)) loaded.set(variant, load(variant))
  return loaded.get(variant)
}

function load(variant: HeadModuleVariant): WasmModule | undefined {
  const file = join(import.meta.dirname, `${variant}.wasm`)
  if (webAssembly === undefined || !existsSync(file)) return undefined
  const octets = readFileSync(file)
  // Whether the instructions are known here.
  return webAssembly.validate(octets) ? new webAssembly.Module(octets) : undefined
}
