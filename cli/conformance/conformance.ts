import type { ExitCode } from '../exit-code.ts'
import { EXIT } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { printable } from '../printable.ts'
import type { Terminal } from '../terminal.ts'
import { chooseCases, findCase } from './choose-cases.ts'
import { dealOut } from './deal-out.ts'
import { findSuite } from './find-suite.ts'
import type { ConformanceOptions } from './options.ts'

/** `zyphos conformance SUITE [TARGET]`. Resolves with the exit status; throws Failure. */
export async function conformance(
  suiteName: string,
  targetName: string | undefined,
  options: ConformanceOptions,
  terminal: Terminal
): Promise<ExitCode> {
  const suite = findSuite(suiteName, options.role)
  check(options)
  if (options.explain !== undefined) {
    const one = findCase(suite.cases, options.explain)
    const [{ explain }, { sampleFor }] = await Promise.all([import('./explain.ts'), import('./sample.ts')])
    explain(suite, one, sampleFor(targetName, options), terminal)
    return EXIT.conforms
  }
  const { cases, dealt } = dealOut(chooseCases(suite.cases, options), options, terminal)
  if (options.list === true) {
    const { list } = await import('./list.ts')
    list(cases, options.json === true, terminal)
    return EXIT.conforms
  }
  const { openTarget } = await import('../target/open-target.ts')
  const { runAndReport } = await import('./run-and-report.ts')
  const gate = await gateFor(options)
  const reached = await openTarget(suite, targetName, options)
  const { name = reached.target.name } = options
  const opened = { ...reached, target: { ...reached.target, name } }
  try {
    if (gate !== undefined)
      return await gate.runGated(suite, opened, cases, { ...options, ...dealt }, terminal)
    return await runAndReport(suite, opened, cases, { ...options, ...dealt }, terminal)
  } finally {
    await opened.stop()
  }
}

/** What holds a run against expectations, or repeats it, where that is asked for. */
async function gateFor(options: ConformanceOptions) {
  const { expectations, updateExpectations, repeat, gateMarkdown } = options
  if ([expectations, updateExpectations, repeat, gateMarkdown].every((one) => one === undefined))
    return undefined
  const gate = await import('../gate/run-gated.ts')
  gate.checkGated(options)
  return gate
}

const PATHS = [
  'path',
  'large',
  'upload',
  'unread',
  'echo',
  'file',
  'negotiated',
  'shutdown',
  'tunnel'
] as const

function check(options: ConformanceOptions): void {
  for (const name of PATHS)
    if (options[name] !== undefined && !/^\/[\x21-\x7e]*$/.test(options[name]))
      throw usage(
        `--${name} must be a path that begins with "/" and is written as in a URL, not ${printable(options[name])}.`
      )
  if (options.parallel !== undefined && !/^[1-9]\d{0,2}$/.test(options.parallel))
    throw usage(`--parallel takes a number from 1 to 999, not ${printable(options.parallel)}.`)
  if (options.name !== undefined && (options.name.trim() === '' || options.name.length > 200))
    throw usage('--name takes a name of 1 to 200 characters.')
  if (options.in !== undefined && options.in !== 'docker')
    throw usage(`--in takes docker, not ${printable(options.in)}.`)
}
