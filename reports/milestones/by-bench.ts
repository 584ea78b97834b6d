import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Criterion, Limit } from './criterion.ts'
import type { Findings } from './findings.ts'

const ROOT = join(import.meta.dirname, '../..')
/** A bench that takes longer has gone wrong. */
const MOST_TIME = 300_000

/** What benches found in this process: several criteria may rest on one. */
const found = new Map<string, Promise<Findings>>()

/** Forgets what a bench found, so that it is measured again. */
export const forgetBenches = (): void => found.clear()

/** A criterion whose figures a bench gives, in a process of its own so that none warms the code of another. */
export function byBench(name: string, limits: readonly Limit[], notInCheck?: string): Criterion {
  return {
    how: `npm run bench ${name}`,
    limits,
    ...(notInCheck === undefined ? {} : { notInCheck }),
    measure() {
      let running = found.get(name)
      if (running === undefined) found.set(name, (running = runBench(name)))
      return running
    }
  }
}

/** Runs `bench/NAME.bench.ts --json`; fails with one sentence. */
export async function runBench(name: string): Promise<Findings> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'bench', `${name}.bench.ts`), '--json'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: MOST_TIME
    }
  )
  const text = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text.error += chunk.toString()))
  const status = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
    child.on('error', () => resolve(null))
  })
  const last = text.out.trim().split('\n').at(-1) ?? ''
  if (status === 0 && last.startsWith('{')) return JSON.parse(last) as Findings
  const why = /^\w*Error: .*/m.exec(text.error)?.[0] ?? `exit status ${status ?? 'none'}`
  throw new Error(`the bench ${name} gave no figures (${why})`)
}
