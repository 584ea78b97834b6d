import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
/** Where a build leaves the version: what is built has not the text of the sources any more. */
export const BUILT = resolve(HERE, 'judge-version.json')
let known: string | undefined

/**
 * Version of what judges: a digest of the text of every source file that a suite is made of, from conformance/suites.ts and
 * lab/run/conclude.ts along their imports. It changes with every edit there, comments included: runs with the same version were judged alike,
 * runs with different versions perhaps not. `unknown` where neither the sources nor a build's note of it are there.
 */
export function judgeVersion(): string {
  known ??= existsSync(BUILT) ? built() : ofSources()
  return known
}

const built = (): string => (JSON.parse(readFileSync(BUILT, 'utf8')) as { judge: string }).judge

const ROOTS = ['suites.ts', '../lab/run/conclude.ts', '../lab/run/invariant-fold.ts']
const IMPORT = /^(?:import|export)\s(?:[^'=]*?\sfrom\s)?'(\.[^']+)'/gm

/** The digest of the sources; `unknown` when one of them is not there. */
export function ofSources(): string {
  const texts = new Map<string, string>()
  const waiting = ROOTS.map((root) => resolve(HERE, root))
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (texts.has(file)) continue
    if (!existsSync(file)) return 'unknown'
    // A checkout may have its own line ends.
    const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
    texts.set(file, text)
    for (const [, to = ''] of text.matchAll(IMPORT)) waiting.push(resolve(dirname(file), to))
  }
  const digest = createHash('sha256')
  for (const [file, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1)))
    digest.update(`${relative(HERE, file).replaceAll('\\', '/')}\0${text}\0`)
  return digest.digest('hex').slice(0, 12)
}
