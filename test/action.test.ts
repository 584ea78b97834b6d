import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { validateAction, validateWorkflow } from '@action-validator/core'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

const ROOT = resolve(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

interface Step {
  readonly id?: string
  readonly run: string
  readonly shell: string
  readonly if?: string
  readonly env?: Readonly<Record<string, string>>
  readonly 'working-directory'?: string
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}
const action = parse(read('action.yml')) as Action

let workspace: string
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'zyphos-action-'))
  cpSync(join(ROOT, 'examples/node-server'), workspace, { recursive: true })
  // The action is used without the package being installed, so that its own `zyphos` is what the configuration imports.
  rmSync(join(workspace, 'server.test.js'))
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

type Outputs = Readonly<Record<string, string>>

/** Does the action's steps as a runner does: one after another, with what GitHub sets. */
async function perform(inputs: Readonly<Record<string, string>>) {
  const said = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: usual = '' }]) => [name, inputs[name] ?? usual])
  )
  const outputs: Record<string, Outputs> = {}
  const fill = (text: string) =>
    text.replace(/\$\{\{ (?:inputs\.([\w-]+)|steps\.(\w+)\.outputs\.(\w+)) \}\}/g, (_, input, step, name) =>
      input === undefined ? (outputs[step as string]?.[name as string] ?? '') : (said[input as string] ?? '')
    )
  const summary = join(workspace, 'summary.md')
  writeFileSync(summary, '')
  let failed = false
  let log = ''
  for (const [number, step] of action.runs.steps.entries()) {
    const wanted = step.if === undefined ? !failed : !step.if.includes("''") || outputs['test'] !== undefined
    if (!wanted) continue
    const file = join(workspace, `output-${number}`)
    writeFileSync(file, '')
    const { exit, text } = await bash(step.run, join(workspace, fill(step['working-directory'] ?? '.')), {
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)])),
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: file,
      GITHUB_STEP_SUMMARY: summary
    })
    log += text
    failed ||= exit !== 0
    if (step.id === undefined) continue
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line.includes('='))
    if (lines.length > 0)
      outputs[step.id] = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
      )
  }
  const given = Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value)] as const)
  return {
    failed,
    log,
    summary: readFileSync(summary, 'utf8'),
    outputs: Object.fromEntries(given) as Outputs
  }
}

function bash(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (text += piece.toString()))
  return new Promise<{ exit: number | null; text: string }>((done) =>
    child.on('close', (exit) => done({ exit, text }))
  )
}

describe('the action', () => {
  test('runs, reports and passes where the expectations hold', async () => {
    const { failed, log, summary, outputs } = await perform({
      suite: 'http2',
      target: 'shop',
      options: '--section\n6.7',
      reports: 'good reports'
    })
    expect({ failed, log }).toMatchObject({ failed: false })
    expect(outputs).toMatchObject({
      status: '0',
      runs: 'good reports',
      sarif: 'good reports/zyphos.sarif',
      junit: 'good reports/junit.xml',
      html: 'good reports/report.html',
      comment: 'good reports/comment.md'
    })
    for (const name of ['sarif', 'junit', 'html', 'comment'])
      expect([name, existsSync(join(workspace, outputs[name] ?? ''))]).toEqual([name, true])
    expect(summary).toMatch(/^### ✅ shop: the gate holds/)
    expect(JSON.parse(readFileSync(join(workspace, outputs['sarif'] ?? ''), 'utf8'))).toMatchObject({
      version: '2.1.0'
    })
  }, 300_000)

  test('fails, with all reports, where they do not', async () => {
    writeFileSync(join(workspace, 'nothing.yaml'), 'version: 1\n')
    const { failed, summary, outputs } = await perform({
      suite: 'http2',
      exec: 'node start.js {port}',
      name: 'shop',
      expectations: 'nothing.yaml',
      options: '--case\nhttp2/authority-with-userinfo\n--strict',
      reports: 'bad'
    })
    expect(failed).toBe(true)
    expect(outputs).toMatchObject({ status: '1', comment: 'bad/comment.md' })
    expect(summary).toMatch(/^### ❌ shop: the gate does not hold/)
    expect(summary).toContain('http2/authority-with-userinfo')
    expect(readFileSync(join(workspace, 'bad/junit.xml'), 'utf8')).toContain('<failure')
  }, 300_000)

  test('says what was wrong with its inputs', async () => {
    const { failed, log, outputs } = await perform({ suite: 'http3', reports: 'none' })
    expect(failed).toBe(true)
    expect(outputs['status']).toBe('2')
    expect(log).toContain('There is no suite http3. Did you mean http2?')
  }, 60_000)
})

describe('what GitHub takes by its schema', () => {
  test('the action', () => {
    expect(validateAction(read('action.yml')).errors).toEqual([])
    expect(validateAction('name: x\nruns: { using: nothing }\n').errors).not.toEqual([])
  })
  test.each(['conformance.yml', 'nightly.yml'])('%s', (name) => {
    const text = read(`examples/node-server/.github/workflows/${name}`)
    expect(validateWorkflow(text).errors).toEqual([])
    expect(validateWorkflow(text.replace('runs-on:', 'runs-off:')).errors).not.toEqual([])
  })
  test('the inputs that the example gives are inputs of the action', () => {
    const workflow = parse(read('examples/node-server/.github/workflows/conformance.yml')) as {
      jobs: { http2: { steps: { uses?: string; with?: object }[] } }
    }
    const step = workflow.jobs.http2.steps.find(({ uses }) => uses?.startsWith('zyphos/'))
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining(Object.keys(step?.with ?? { missing: 1 }))
    )
  })
})
