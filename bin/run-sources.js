import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { Script } from 'node:vm'
import { bundle } from './bundle.js'
import { storedBundle, storeBundle, storedCode, storeCode } from './bundle-store.js'

const main = new URL('../cli/main.ts', import.meta.url)

/**
 * Runs cli/main.ts from one script that esbuild made of the sources, kept for the next run and made anew as soon as one
 * of the files that went into it was touched: loading hundreds of modules one by one takes longer than many a run.
 * Where no script can be made (no esbuild; a source that does not parse) tsx runs the sources, and says what is wrong;
 * so it does where somebody wants to see where an error comes from.
 */
export async function runSources() {
  const debugging = (process.env['ZYPHOS_DEBUG'] ?? '') !== ''
  const script = debugging
    ? undefined
    : (storedBundle() ?? storeBundle(await bundle(main).catch(() => undefined)))
  if (script !== undefined) return run(script)
  const { register } = await import('tsx/esm/api')
  register()
  await import(main.href)
}

/** Commands keep their compiled code apart: each needs other functions. */
const command = process.argv[2] ?? ''
/** Milliseconds after which a run has compiled so much that its code is worth to be kept in place of an earlier one's. */
const LONG = 1500

function run({ file, text, key }) {
  const code = storedCode(key, command)
  const script = new Script(`(function (require, importPackage) {${text}\n})`, {
    filename: file,
    ...(code === undefined ? {} : { cachedData: code.data })
  })
  const known = code !== undefined && script.cachedDataRejected === false
  process.on('exit', () => {
    const long = performance.now() > LONG
    if (!known || (long && !code.long)) storeCode(key, command, long, script.createCachedData())
  })
  script.runInThisContext()(createRequire(import.meta.url), (name) => import(name))
}
