import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const ROOT = resolve(import.meta.dirname, '..')
/** A folder may import itself and what stands left of it. */
const ORDER = ['impl', 'lab', 'conformance', 'differential', 'fuzz', 'reports', 'cli']
/** Which protocols a protocol may import. Files directly in impl/ are everybody's. */
const LOWER: Readonly<Record<string, readonly string[]>> = {
  hpack: [],
  uri: [],
  http: [],
  http1: ['uri', 'http'],
  http2: ['hpack', 'http', 'uri']
}

const sources = ORDER.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
)

interface Import {
  readonly from: string
  readonly to: string
}

const imports: readonly Import[] = sources.flatMap((file) =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(
      /(?:^(?:import|export)\s(?:[^'=]*?\sfrom\s)?|\bimport\()'([^']+)'/gm
    )
  ].map(([, to = '']) => ({
    from: file,
    to: to.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), to)) : to
  }))
)
const isTest = ({ from }: Import) => from.endsWith('.test.ts')
const folderOf = (path: string) => path.split(sep)[0] ?? ''

describe('imports', () => {
  test('are found', () => {
    expect(imports.length).toBeGreaterThan(100)
  })

  test('point left', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        ORDER.includes(folderOf(to)) && ORDER.indexOf(folderOf(to)) > ORDER.indexOf(folderOf(from))
    )
    expect(wrong).toEqual([])
  })

  test('of a protocol go to lower protocols', () => {
    const protocol = (path: string) =>
      folderOf(path) === 'impl' && path.split(sep).length > 2 ? path.split(sep)[1] : undefined
    const wrong = imports.filter(({ from, to }) => {
      const [own, other] = [protocol(from), protocol(to)]
      return own !== undefined && other !== undefined && own !== other && !(LOWER[own] ?? []).includes(other)
    })
    expect(wrong).toEqual([])
  })

  test('of impl and the judge need no package', () => {
    const bare = (one: Import) =>
      !one.to.startsWith('node:') && !one.to.includes(sep) && !one.to.endsWith('.ts')
    const judged = (path: string) =>
      folderOf(path) === 'impl' ||
      /^lab\/http2\/(judge|reading|view|split|expectation|registry)/.test(path.split(sep).join('/'))
    expect(imports.filter((one) => !isTest(one) && judged(one.from) && bare(one))).toEqual([])
  })
})
