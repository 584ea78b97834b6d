import pc from 'picocolors'
import type { VerdictLine } from '../../lab/log-line.ts'
import { openLog } from '../../lab/log/writer.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import type { Suite } from '../../lab/suite.ts'
import type { Target } from '../../lab/target.ts'
import type { GateFinding } from '../../reports/gate/finding.ts'
import { showFailing } from '../../reports/gate/show-failing.ts'
import { chooseCases } from '../conformance/choose-cases.ts'
import { findSuite } from '../conformance/find-suite.ts'
import { runFile } from '../conformance/run-file.ts'
import { holdRuns, heldIn, type HeldRuns } from '../gate/hold-runs.ts'
import { roundFile } from '../gate/round-file.ts'
import { tellGate } from '../gate/tell-gate.ts'
import { targetAtUrl } from '../target/at-url.ts'
import type { ConformanceOptions } from './options.ts'
import { urlOf, type TestTarget } from './url-of.ts'

const PLAIN = pc.createColors(false)

/** What came of holding a target to a specification. */
export interface ConformanceResult {
  /** Nothing fails: no violation but those that the expectation file knows, and nothing that it knows wrongly. */
  readonly passed: boolean
  /** What the gate found, known violations too. */
  readonly findings: readonly GateFinding[]
  /** Every verdict, of all rounds. */
  readonly verdicts: readonly VerdictLine[]
  /** Run logs, one a round: `npx zyphos report FILE` shows them. */
  readonly logs: readonly string[]
  /** For people: what fails, with the rule, what was sent, what came, and how to see it again. */
  readonly message: string
}

/**
 * Holds a target to a specification: `await conformance('http2', server, { expectations: 'zyphos.expect.yaml' })`.
 * Rejects with an Error of one sentence when the target cannot be talked to or something asked for cannot be.
 */
export async function conformance(
  suiteName: string,
  target: TestTarget,
  options: ConformanceOptions = {}
): Promise<ConformanceResult> {
  const suite = findSuite(suiteName, options.role ?? 'server')
  const cases = chooseCases(suite.cases, selection(options))
  const gateOptions = gateOptionsOf(options)
  const held = heldIn(gateOptions)
  const { url, here } = urlOf(target)
  const reached = await targetAtUrl(url, reaching(options))
  const named: Target = { ...reached.target, name: options.name ?? (here ? 'server' : reached.target.name) }
  const first = options.log ?? runFile(suite.name, named.name, new Date())
  const logs = Array.from({ length: options.repeat ?? 1 }, (_, round) => roundFile(first, round))
  const verdicts: VerdictLine[] = []
  for (const [round, file] of logs.entries()) {
    await shift(suite, named, round)
    const log = openLog(file)
    try {
      await runSuite(suite, named, {
        cases,
        emit(line) {
          log.write(line)
          if (line.type === 'verdict') verdicts.push(line)
        },
        stamp: { command: ['npx', 'zyphos', 'conformance', suite.name, url, ...words(options)] },
        ...(options.parallel === undefined ? {} : { parallel: options.parallel }),
        ...(options.signal === undefined ? {} : { signal: options.signal })
      })
    } finally {
      log.close()
    }
  }
  const partial = cases.length < suite.cases.filter(({ slow }) => slow !== true).length
  const told = await holdRuns(logs, gateOptions, { partial, held })
  const { holds, findings } = told.result
  return { passed: holds, findings, verdicts, logs, message: await messageOf(told, suite, named, logs) }
}

/** See cli/gate/run-gated.ts. */
async function shift({ lost }: Suite, target: Target, round: number): Promise<void> {
  for (let made = 0; made < round; made++) await lost(target)
}

async function messageOf(
  told: HeldRuns,
  suite: Suite,
  target: Target,
  logs: readonly string[]
): Promise<string> {
  const blocks = await showFailing(told.result.findings, logs, PLAIN)
  return [
    `${target.name}, ${suite.name}:`,
    ...blocks,
    ...tellGate(told, PLAIN),
    ...logs.map((file) => `Run log: ${file}`)
  ].join('\n')
}

function selection({ cases, sections, requirementLevels, kinds, slow }: ConformanceOptions) {
  return {
    role: 'server',
    ...(cases === undefined ? {} : { case: cases }),
    ...(sections === undefined ? {} : { section: sections }),
    ...(requirementLevels === undefined ? {} : { level: requirementLevels }),
    ...(kinds === undefined ? {} : { kind: kinds }),
    ...(slow === true ? { slow: true as const } : {})
  }
}

function gateOptionsOf({ expectations, updateExpectations, levels }: ConformanceOptions) {
  const update = updateExpectations ?? ['1', 'true'].includes(process.env['ZYPHOS_UPDATE_EXPECTATIONS'] ?? '')
  return {
    ...(expectations === undefined ? {} : { expectations }),
    ...(update && expectations !== undefined ? { updateExpectations: true as const } : {}),
    ...(levels === undefined ? {} : { policy: levels })
  }
}

const PATHS = ['path', 'large', 'upload', 'unread', 'echo', 'shutdown', 'tunnel'] as const

function reaching(options: ConformanceOptions) {
  return {
    ...Object.fromEntries(
      PATHS.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]))
    ),
    ...(options.verify === true ? { verify: true as const } : {}),
    ...(options.iMayTestThisTarget === true ? { iMayTestThisTarget: true as const } : {})
  }
}

/** The options as words of a command line with the same target. */
const words = (options: ConformanceOptions): string[] => [
  ...PATHS.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]])),
  ...(options.verify === true ? ['--verify'] : []),
  ...(options.iMayTestThisTarget === true ? ['--i-may-test-this-target'] : [])
]
