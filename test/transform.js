import { transformSync } from 'esbuild'

/** Jest's transform: TypeScript to ES modules by esbuild, as tsx does it for everything else. */
export default {
  process: (source, path) => {
    const { code } = transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline'
    })
    return { code }
  },
  canInstrument: false
}
