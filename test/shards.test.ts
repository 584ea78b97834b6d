import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { validateWorkflow } from '@action-validator/core'
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { stageProject, type StagedProject } from './stage-package.ts'

const ROOT = resolve(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(ROOT, 'examples', file), 'utf8')

const github = parse(read('shards/matrix.yml')) as {
  jobs: Record<
    string,
    {
      strategy?: { matrix: { shard: number[] } }
      steps: { run?: string; env?: Record<string, string> }[]
    }
  >
}
const kubernetes = parse(read('shards/kubernetes.yaml')) as {
  spec: {
    completions: number
    template: {
      spec: { containers: [{ command: [string, string, string]; env: { name: string; value: string }[] }] }
    }
  }
}
type GitlabJob = Readonly<Record<string, unknown>> & { script: string[]; parallel?: number }
const gitlab = parse(read('gitlab/shards.gitlab-ci.yml')) as Record<'conformance' | 'report', GitlabJob>

let project: StagedProject | undefined
let bin = ''
beforeAll(async () => {
  project = stageProject('examples/node-server')
  bin = join(project.folder, 'bin')
  mkdirSync(bin)
  // npx finds the package that is installed in the project; this does so without npm's own time.
  for (const [name, text] of [
    ['npx', 'shift\nexec node node_modules/zyphos/bin/zyphos.js "$@"'],
    ['npm', 'exit 0']
  ] as const) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  await sh(
    some(
      "npx zyphos conformance http2 --exec 'node start.js {port}' --name shop --log whole.jsonl || [ $? -eq 1 ]"
    )
  )
}, 120_000)
afterAll(() => project?.remove())

/** One section and the invariants: how cases are dealt out and put together again does not depend on how many there are. */
const some = (command: string): string =>
  command.replace('zyphos conformance http2', 'zyphos conformance http2 --section 6.7')

async function sh(command: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn('sh', ['-ec', command], {
    cwd: project?.folder ?? '',
    env: { PATH: `${bin}:${process.env['PATH']}`, HOME: process.env['HOME'], NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (text += piece.toString()))
  const exit = await new Promise((done) => child.on('close', done))
  if (exit !== 0) throw new Error(`exit status ${String(exit)} of ${command}: ${text}`)
  return text
}

/** Merges the shards of a folder, and holds the merged run against the one that was not dealt out. */
async function merged(merge: string): Promise<void> {
  await sh(`rm -f run.jsonl; ${merge}`)
  const { counts } = JSON.parse(await sh('npx zyphos compare whole.jsonl run.jsonl --format json')) as {
    counts: { same: number; onlyOld: number; onlyNew: number }
  }
  const cases = [...verdicts('whole.jsonl').keys()]
  expect([counts.same, counts.onlyOld, counts.onlyNew]).toEqual([cases.length, 0, 0])
  expect(verdicts('run.jsonl')).toEqual(verdicts('whole.jsonl'))
  expect(cases.length).toBeGreaterThan(50)
}

const verdicts = (file: string): Map<string, string> =>
  new Map(
    readFileSync(join(project?.folder ?? '', file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; case: string; verdict: string })
      .filter(({ type }) => type === 'verdict')
      .map((line): [string, string] => [line.case, line.verdict])
      .sort()
  )

const fresh = (): void => rmSync(join(project?.folder ?? '', 'runs'), { recursive: true, force: true })

describe('a run in shards, as the examples have it, merged, is the run that was not dealt out', () => {
  test('a matrix on GitHub', async () => {
    fresh()
    const { shard, report } = github.jobs
    const step = shard?.steps.find(({ env }) => env !== undefined)
    const indices = shard?.strategy?.matrix.shard ?? []
    expect([indices, step?.env]).toEqual([
      [1, 2, 3],
      { SHARD: '${{ matrix.shard }}', SHARDS: '${{ strategy.job-total }}' }
    ])
    for (const index of indices)
      await sh(some(step?.run ?? ''), { SHARD: String(index), SHARDS: String(indices.length) })
    const [merge = '', tell = ''] = (report?.steps ?? []).flatMap(({ run }) =>
      run?.includes('npx') === true ? [run] : []
    )
    await merged(merge)
    expect(await sh(tell, { GITHUB_STEP_SUMMARY: '/dev/null' })).toMatch(/## Conformance/)
  }, 120_000)

  test('an indexed Job on Kubernetes', async () => {
    fresh()
    const { completions, template } = kubernetes.spec
    const [{ command, env }] = template.spec.containers
    expect([command.slice(0, 2), env]).toEqual([['sh', '-c'], [{ name: 'RUNS', value: '/runs' }]])
    for (let index = 0; index < completions; index++)
      await sh(some(command[2]), { JOB_COMPLETION_INDEX: String(index), RUNS: 'runs' })
    await merged('npx zyphos merge runs/*.jsonl --output run.jsonl')
  }, 120_000)

  test('parallel jobs on GitLab', async () => {
    fresh()
    const { conformance, report } = gitlab
    const total = conformance.parallel ?? 0
    for (let index = 1; index <= total; index++)
      await sh(some(conformance.script.join('\n')), {
        CI_NODE_INDEX: String(index),
        CI_NODE_TOTAL: String(total)
      })
    await merged(report.script.find((line) => line.includes('merge')) ?? '')
  }, 120_000)
})

/** Keywords of a job and of artifacts: docs.gitlab.com/ci/yaml, "CI/CD YAML syntax reference". */
const GITLAB_JOB = [
  'stage',
  'image',
  'script',
  'after_script',
  'parallel',
  'artifacts',
  'when',
  'needs',
  'rules'
]
const GITLAB_ARTIFACTS = ['paths', 'when', 'reports', 'name', 'expire_in']

describe('what the platforms take', () => {
  test('GitHub, by its schema', () => {
    const text = read('shards/matrix.yml')
    expect(validateWorkflow(text).errors).toEqual([])
    expect(validateWorkflow(text.replace('matrix:', 'matricks:')).errors).not.toEqual([])
  })

  test.each(['gitlab/.gitlab-ci.yml', 'gitlab/shards.gitlab-ci.yml'])(
    '%s, by the keywords of GitLab',
    (file) => {
      const { stages, ...jobs } = parse(read(file)) as { stages: string[] } & Record<string, GitlabJob>
      for (const job of Object.values(jobs)) {
        expect(GITLAB_JOB).toEqual(expect.arrayContaining(Object.keys(job)))
        expect(GITLAB_ARTIFACTS).toEqual(expect.arrayContaining(Object.keys(job['artifacts'] ?? {})))
        expect(stages).toContain(job['stage'])
        expect(job.script.every((line) => typeof line === 'string')).toBe(true)
      }
    }
  )

  test('Kubernetes: an indexed Job with as many completions as shards', () => {
    expect(parse(read('shards/kubernetes.yaml'))).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { completionMode: 'Indexed', completions: 3, parallelism: 3 }
    })
    expect(kubernetes.spec.template.spec.containers[0].command[2]).toContain(
      `--shard auto/${kubernetes.spec.completions}`
    )
  })
})
