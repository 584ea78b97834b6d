import { existsSync, mkdirSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import type { ConfigSuite } from '../../reports/config/schema.ts'
import { conformance } from '../conformance/conformance.ts'
import type { ConformanceOptions } from '../conformance/options.ts'
import { runFile } from '../conformance/run-file.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { roundFile } from '../gate/round-file.ts'
import { printable } from '../printable.ts'
import type { Terminal } from '../terminal.ts'
import { useConfig, type UsedConfig } from './use-config.ts'
import { withTarget } from './apply-config.ts'

/** `zyphos conformance` without a suite: everything that the configuration names. The worst exit status counts. */
export async function runConfigured(options: ConformanceOptions, terminal: Terminal): Promise<ExitCode> {
  const used = await useConfig(options.config)
  if (used === undefined)
    throw usage('Name a suite, such as http2, or write a zyphos.config.ts (npx zyphos init writes one).')
  let worst: ExitCode = EXIT.conforms
  const logs: string[] = []
  for (const { suite, target, options: chosen } of plan(used, options)) {
    const reached = chosen.target === undefined ? '' : ` (${chosen.target})`
    terminal.err.write(`${printable(`${suite}: ${target}${reached}`)}\n`)
    const log =
      options.log === undefined ? runFile(suite, target, new Date()) : logFor(options.log, suite, target)
    const status = await conformance(suite, chosen.target, { ...chosen.options, log }, terminal)
    if (status > worst) worst = status
    const rounds = Number(chosen.options.repeat ?? 1)
    logs.push(...Array.from({ length: rounds }, (_, round) => roundFile(log, round)).filter(existsSync))
  }
  if (logs.length > 0) await writeReports(used, logs, terminal)
  return worst
}

/** Writes the reports that the configuration names. They say what there is; whether it fails, the runs have said. */
async function writeReports(used: UsedConfig, logs: readonly string[], terminal: Terminal): Promise<void> {
  for (const [format, file] of Object.entries(used.config.reports ?? {})) {
    if (file === undefined) continue
    const { reportRuns } = await import('../runs/report.ts')
    const output = used.path(file)
    mkdirSync(dirname(output), { recursive: true })
    await reportRuns(logs, { format, output, force: true }, terminal)
  }
}

/** Each target has a log of its own: `run-http2-shop.jsonl` of `run.jsonl`. */
function logFor(log: string, suite: string, target: string): string {
  const ending = extname(log)
  const own = `${suite}-${target}`.replace(/[^A-Za-z0-9._-]+/g, '_')
  return `${log.slice(0, log.length - ending.length)}-${own}${ending}`
}

/** What a configuration runs: each suite on each of its targets whose role it has. */
function plan(used: UsedConfig, options: ConformanceOptions) {
  const { targets, suites = { http2: {} } } = used.config
  const planned = Object.entries(suites).flatMap(([suite, chosen]) =>
    (chosen.targets ?? Object.keys(targets)).flatMap((name) => {
      const target = targets[name]
      if (target === undefined) return []
      const { role = 'server' } = target
      return [
        {
          suite,
          target: name,
          options: withTarget(used, name, target, { ...selection(chosen), ...options, role })
        }
      ]
    })
  )
  if (planned.length === 0) throw usage(`${printable(used.file)}: its suites name no target.`)
  return planned
}

function selection({ cases, sections, levels, kinds, slow }: ConfigSuite): Partial<ConformanceOptions> {
  return {
    ...(cases === undefined ? {} : { case: cases }),
    ...(sections === undefined ? {} : { section: sections }),
    ...(levels === undefined ? {} : { level: levels }),
    ...(kinds === undefined ? {} : { kind: kinds }),
    ...(slow === true ? { slow: true as const } : {})
  }
}
