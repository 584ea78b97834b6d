import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printable } from '../printable.ts'
import { checkConfig } from './check-config.ts'
import { ConfigError } from './config-error.ts'
import type { Config } from './schema.ts'

/** In the order in which they are looked for. */
export const CONFIG_NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `zyphos.config.${ending}`)

/** The configuration file of a folder, if it has one. */
export const findConfig = (folder: string): string | undefined =>
  CONFIG_NAMES.map((name) => join(folder, name)).find((file) => existsSync(file))

/**
 * Reads a configuration: JSON as data, everything else as a module (TypeScript without a build, also in an installed
 * package) whose default export it is. `zyphos` may be imported in it wherever this program is. Throws a ConfigError.
 */
export async function loadConfig(file: string): Promise<Config> {
  const name = printable(basename(file))
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(
      `The configuration ${printable(file)} cannot be read (${(error as NodeJS.ErrnoException).code}).`
    )
  }
  if (file.endsWith('.json')) return checkConfig(parse(text, name), name, text)
  let module: { readonly default?: unknown }
  try {
    const { createJiti } = await import('jiti')
    const jiti = createJiti(import.meta.url, {
      moduleCache: false,
      interopDefault: false,
      fsCache: false,
      alias: { zyphos: fileURLToPath(new URL(`./define-config${extname(import.meta.url)}`, import.meta.url)) }
    })
    module = await jiti.import<{ readonly default?: unknown }>(resolve(file))
  } catch (error) {
    throw new ConfigError(broken(error, name))
  }
  if (module.default === undefined)
    throw new ConfigError(`${name}: it has no default export; write export default defineConfig({ … }).`)
  return checkConfig(module.default, name, text)
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.length)
    throw new ConfigError(`${name}:${text.slice(0, at).split('\n').length}: it is not JSON.`)
  }
}

/** What keeps a module from being loaded, with the line where it is known. */
function broken(error: unknown, name: string): string {
  const { message = String(error), stack = '' } = error as Partial<Error>
  const [first = ''] = message.split('\n')
  const line = /\((\d+):\d+\)/.exec(message)?.[1] ?? /[/\\]([^/\\]+):(\d+):\d+\)?$/m.exec(stack)?.[2]
  const what = first.replace(/^.*?(?:Syntax|Parse)Error: |\s*\(\d+:\d+\)\s*$/g, '').replace(/[.:\s]*$/, '')
  return `${name}${line === undefined ? '' : `:${line}`}: it cannot be loaded: ${printable(what)}.`
}
