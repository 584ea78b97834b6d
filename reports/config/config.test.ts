import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkConfig } from './check-config.ts'
import { findConfig, loadConfig } from './load-config.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('TypeScript is loaded without a build, and may import zyphos', async () => {
  const file = written(
    'zyphos.config.ts',
    `import { defineConfig } from 'zyphos'
const port: number = 8443
export default defineConfig({
  targets: { mine: { url: \`https://localhost:\${port}\`, path: '/' as string } },
  suites: { http2: { targets: ['mine'], slow: true } },
  levels: { SHOULD: 'fail' }
})
`
  )
  expect(findConfig(folder)).toBe(file)
  expect(await loadConfig(file)).toEqual({
    targets: { mine: { url: 'https://localhost:8443', path: '/' } },
    suites: { http2: { targets: ['mine'], slow: true } },
    levels: { SHOULD: 'fail' }
  })
})

test.each([
  ['a.json', '{"targets": {"a": {"peer": "nginx"}}}'],
  ['a.mjs', "export default { targets: { a: { peer: 'nginx' } } }"],
  ['a.js', "module.exports = { targets: { a: { peer: 'nginx' } } }"]
])('%s', async (name, text) => {
  expect(await loadConfig(written(name, text))).toEqual({ targets: { a: { peer: 'nginx' } } })
})

describe('what cannot be taken is named by file, line and path:', () => {
  const of = (inner: string) => `export default {\n  targets: {\n    mine: {\n      ${inner}\n    }\n  }\n}\n`
  test.each([
    [
      'targets.mine.lage',
      of("url: 'http://localhost', lage: '/'"),
      ':4: targets.mine.lage is not known. Did you mean large?'
    ],
    [
      'a wrong type',
      of("url: 'http://localhost', path: 1"),
      ':4: targets.mine.path is to be a string, not 1.'
    ],
    [
      'a wrong value',
      of("exec: 'x {port}', role: 'sever'"),
      ':4: targets.mine.role is to be one of server, client, not "sever". Did you mean server?'
    ],
    ['no way to reach it', of("path: '/'"), ':3: targets.mine needs one of url, exec and peer.'],
    [
      'a path that is none',
      of("url: 'http://localhost', path: 'a'"),
      ':4: targets.mine.path is to be a path that begins with "/" and is written as in a URL, not "a".'
    ],
    ['no targets', 'export default {}', ': targets is missing.'],
    ['no object', 'export default 3', ': is to be an object, not 3.'],
    [
      'no default export',
      'export const a = 1',
      ': it has no default export; write export default defineConfig({ … }).'
    ],
    ['broken syntax', 'export default {\n  targets: {\n', ':'],
    [
      'a module that throws',
      "export default {}\nthrow new Error('not today')",
      ':2: it cannot be loaded: not today.'
    ],
    [
      'a suite',
      "export default { targets: { a: { peer: 'nginx' } },\nsuites: { htpp2: {} } }",
      ':2: suites.htpp2 is no suite. Did you mean http2?'
    ],
    [
      'a target of a suite',
      "export default { targets: { mine: { peer: 'nginx' } },\nsuites: {\nhttp2: {\ntargets: ['mime'] } } }",
      ':4: suites.http2.targets.0 names no target: mime. Did you mean mine?'
    ],
    [
      'repeat',
      "export default { targets: { a: { peer: 'nginx' } },\nrepeat: 0 }",
      ':2: repeat is out of range: 0.'
    ]
  ])('%s', async (name, text, message) => {
    const file = written(`${name.replace(/\W/g, '-')}.ts`, text)
    const failed = await loadConfig(file).then(
      () => 'it was taken',
      (error: Error) => error.message
    )
    expect(failed.slice(failed.indexOf(':')).startsWith(message) || failed).toBe(true)
    expect(failed).toMatch(/^[^\n]+[.?]$/)
    expect(failed).not.toContain(folder)
  })

  test('JSON', async () => {
    await expect(loadConfig(written('b.json', '{\n  "targets": {\n'))).rejects.toThrow(
      /^b\.json:\d: it is not JSON\.$/
    )
    await expect(loadConfig(join(folder, 'nothing.json'))).rejects.toThrow('cannot be read (ENOENT).')
  })

  test('what steers a terminal does not reach it', () => {
    expect(() => checkConfig({ targets: { '\u001b[31m': 1 } }, 'c.ts')).toThrow('\\x1b[31m')
  })
})
