import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stageProject, type StagedProject } from './stage-package.ts'

let project: StagedProject | undefined
beforeAll(() => {
  project = stageProject('examples/node-server')
}, 120_000)
afterAll(() => project?.remove())

const folder = (): string => project?.folder ?? ''

const JEST = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci']
const ZYPHOS = ['node_modules/zyphos/bin/zyphos.js']

function run(words: readonly string[], env: Record<string, string> = {}) {
  const surroundings = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|JEST_|NODE_|GITHUB_|CI$)/.test(name))
  )
  const child = spawn(process.execPath, words, {
    cwd: folder(),
    env: { ...surroundings, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (text += piece.toString()))
  return new Promise<{ exit: number | null; text: string }>((resolve) =>
    child.on('close', (exit) => resolve({ exit, text }))
  )
}

/** Another text of the expectation file, for as long as the body runs. */
async function withExpectations<T>(change: (text: string) => string, body: () => Promise<T>): Promise<T> {
  const file = join(folder(), 'zyphos.expect.yaml')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, change(before))
  try {
    return await body()
  } finally {
    writeFileSync(file, before)
  }
}

describe("a Node server's own test suite, with the package as it is installed", () => {
  test('holds the server to the RFC', async () => {
    const { exit, text } = await run(JEST)
    expect(text).toMatch(/Tests: +2 passed, 2 total/)
    expect(exit).toBe(0)
  })

  test('fails with what a person needs when a violation is not expected', async () => {
    const without = (text: string) => text.replace(/ {4}http2\/authority-with-userinfo:\n(?: {6}.*\n)+/, '')
    const { exit, text } = await withExpectations(without, () => run(JEST))
    expect(exit).toBe(1)
    expect(text).toMatch(
      /new violation http2\/authority-with-userinfo: no line expects it: violates \(status 200\)\./
    )
    expect(text).toMatch(/rule +rfc9113-8\.3\.1/)
    expect(text).toMatch(/sent +\S+/)
    expect(text).toMatch(/expected +\S+/)
    expect(text).toMatch(/came +\S+/)
    expect(text).toMatch(
      /again +npx zyphos conformance http2 http:\/\/127\.0\.0\.1:\d+\/ .*--case http2\/authority-with-userinfo/
    )
    expect(text).toMatch(/Run log: \.zyphos\/runs\/http2-shop-.+\.jsonl/)
  })
})

describe('the command, with a configuration in TypeScript', () => {
  test('runs what it names, and holds', async () => {
    const { exit, text } = await run([...ZYPHOS, 'conformance'])
    expect(text).toMatch(/The gate holds: 0 failing, 0 to look at, 4 known\./)
    expect(exit).toBe(0)
  })

  test('reaches a target by its name, and finds what is flaky by repetition', async () => {
    const { exit, text } = await run([
      ...ZYPHOS,
      'conformance',
      'http2',
      'shop',
      '--section',
      '6.7',
      '--repeat',
      '2'
    ])
    expect(text).toMatch(/The gate holds: .+, in 2 rounds\./)
    expect(exit).toBe(0)
  })

  test('a mistake in it is one sentence', async () => {
    const file = join(folder(), 'wrong.config.ts')
    writeFileSync(
      file,
      "import { defineConfig } from 'zyphos'\nexport default defineConfig({\n  target: {}\n})\n"
    )
    const { exit, text } = await run([...ZYPHOS, 'conformance', '--config', 'wrong.config.ts'])
    expect(text).toBe('zyphos: wrong.config.ts: targets is missing.\n')
    expect(exit).toBe(2)
  })
})
