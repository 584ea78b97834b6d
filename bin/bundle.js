import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { signatureOf } from './signature.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Files that bear on how sources are read, beside the sources themselves. */
const BESIDE = ['package.json', 'package-lock.json', 'tsconfig.json', 'bin/bundle.js', 'bin/run-sources.js']

/**
 * One script of a module, all that it imports, packages too, with the files that went into it and their signature.
 * Undefined when a file was touched meanwhile, so that nobody can tell what went in.
 */
export async function bundle(entry) {
  const { build } = await import('esbuild')
  const began = Date.now()
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    metafile: true,
    outfile: 'zyphos.cjs',
    logLevel: 'silent',
    plugins: [inPlace, apart]
  })
  const inputs = [...Object.keys(metafile.inputs), ...BESIDE].map((path) => join(root, path))
  const signature = signatureOf(inputs, began)
  return { text: withPackages(outputFiles[0].text, metafile), inputs, signature }
}

/** Packages are imported by what the script is given: of a script whose compiled code was kept, Node refuses `import()`. */
function withPackages(text, { outputs }) {
  const packages = Object.values(outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, kind }) => external && kind === 'dynamic-import')
  return packages.reduce(
    (so, { path }) =>
      so.replaceAll(`import(${JSON.stringify(path)})`, `importPackage(${JSON.stringify(path)})`),
    text
  )
}

/** A module keeps its own place: `import.meta` says where the source is, as it would without a bundle. */
const inPlace = {
  name: 'in place',
  setup(build) {
    build.onLoad({ filter: /\.(ts|tsx)$/ }, ({ path }) => ({
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.filename', JSON.stringify(path))
    }))
  }
}

/** Packages that are loaded when they are called for stay packages: they are large, optional, or compilers themselves. */
const apart = {
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined
    )
  }
}
