import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Location, Log, ReportingDescriptor, Result, Run } from 'sarif'
import type { VerdictLine } from '../../lab/log-line.ts'
import { TOOL } from '../../lab/version.ts'
import { factsOf, type Facts } from '../facts.ts'
import type { WriteReport } from '../format.ts'
import { printable } from '../printable.ts'
import type { GatheredTarget } from '../runs/gather.ts'
import { targetKey, type Section } from '../runs/section.ts'
import { strengthOf, type Strength } from '../runs/tally.ts'
import { verdicts } from '../runs/verdicts.ts'
import { signatureOf } from '../signature.ts'
import { runName } from '../target-name.ts'
import { told } from '../told.ts'
import { troublesOf } from '../troubles.ts'
import { sourceOf } from './source-of.ts'

/** What GitHub code scanning takes: results in a run, runs in a file. */
const MOST_RESULTS = 5000
const MOST_RUNS = 20

const LEVELS: Readonly<Record<Strength, 'error' | 'warning' | 'note'>> = {
  MUST: 'error',
  SHOULD: 'warning',
  MAY: 'note'
}

/** One run of SARIF while it is filled. */
interface Filling {
  readonly target: GatheredTarget
  readonly name: string
  readonly section: Section | undefined
  readonly rules: Map<string, ReportingDescriptor>
  readonly results: Result[]
  left: number
}

/**
 * SARIF 2.1.0, as GitHub code scanning takes it: a run for each target, a result for each violation. Rules are cases, so
 * that their ids stay; fingerprints are made of target and case, so that a finding stays the same one while it lasts.
 */
export const writeSarif: WriteReport = async (gathered, out, { anchor }) => {
  const anchored = anchor === undefined ? undefined : anchorIn(anchor)
  const runs = new Map(gathered.targets.slice(0, MOST_RUNS).map((target) => [target.key, begin(target)]))
  for await (const { section, verdict } of verdicts(gathered)) {
    if (verdict.verdict !== 'violates') continue
    const run = runs.get(targetKey(section, verdict.target))
    if (run === undefined) continue
    if (run.results.length >= MOST_RESULTS) {
      run.left++
      continue
    }
    const facts = factsOf(section, verdict)
    if (!run.rules.has(verdict.case)) run.rules.set(verdict.case, ruleOf(verdict, facts))
    run.results.push(resultOf(run, section, verdict, facts, anchored))
  }
  const left = gathered.targets.length - runs.size
  const notes = [
    ...troublesOf(gathered),
    ...(left > 0 ? [`${left} more targets, beyond the ${MOST_RUNS} runs that a file may have`] : [])
  ]
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [...runs.values()].map((run) => finish(run, notes))
  }
  await out.write(`${JSON.stringify(log, null, 2)}\n`)
}

function begin(target: GatheredTarget): Filling {
  const [section] = target.sections
  const name = section === undefined ? printable(target.name) : runName(section)
  return { target, name, section, rules: new Map(), results: [], left: 0 }
}

function ruleOf(verdict: VerdictLine, { rules, expected }: Facts): ReportingDescriptor {
  const title = printable(verdict.title)
  const [first] = rules
  const sentences = rules.map(({ id, gist, link }) => ({
    text: `${id}: ${gist}${link === undefined ? '' : ` (${link})`}`,
    markdown: `- ${link === undefined ? id : `[${id}](${link})`}: ${gist}`
  }))
  const asked = expected === undefined ? '' : `Expected: ${printable(expected)}.`
  return {
    id: printable(verdict.case),
    name: ruleName(verdict.case),
    shortDescription: { text: title },
    fullDescription: { text: `${verdict.level} (${printable(verdict.section)}): ${first?.gist ?? title}` },
    help: {
      text: [title, ...sentences.map(({ text }) => text), asked].filter((line) => line !== '').join('\n'),
      markdown: [escaped(title), sentences.map(({ markdown }) => markdown).join('\n'), escaped(asked)]
        .filter((part) => part !== '')
        .join('\n\n')
    },
    ...(first?.link === undefined ? {} : { helpUri: first.link }),
    defaultConfiguration: { level: LEVELS[strengthOf(verdict.level)] },
    properties: {
      tags: [printable(verdict.section), verdict.level, verdict.kind],
      requirements: rules.map(({ id }) => id)
    }
  }
}

function resultOf(
  run: Filling,
  section: Section,
  verdict: VerdictLine,
  facts: Facts,
  anchored: Anchor | undefined
): Result {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([section.run?.suite, section.run?.role, run.target.name, verdict.case]))
    .digest('hex')
  return {
    ruleId: printable(verdict.case),
    ruleIndex: [...run.rules.keys()].indexOf(verdict.case),
    kind: 'fail',
    level: LEVELS[strengthOf(verdict.level)],
    message: { text: `${run.name}: ${printable(verdict.title)}: ${printable(verdict.reason)}` },
    locations: [locationOf(verdict, anchored)],
    partialFingerprints: {
      // The name by which code scanning knows a finding again; without it, it would make one of the source line.
      primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1`,
      'zyphos/v1': fingerprint
    },
    properties: {
      signature: printable(signatureOf(verdict)),
      evidence: told(verdict, facts)
    }
  }
}

interface Anchor {
  readonly file: string
  readonly lines: readonly string[]
}

const anchorIn = (file: string): Anchor => ({
  file,
  lines: existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
})

/** The line of the anchoring file that names the case, or where the case is defined. */
function locationOf({ case: id, section }: VerdictLine, anchored: Anchor | undefined): Location {
  const place =
    anchored === undefined
      ? sourceOf(id, section)
      : { file: anchored.file, line: Math.max(1, anchored.lines.findIndex((line) => names(line, id)) + 1) }
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(place.file.replaceAll('\\', '/')), uriBaseId: 'SRCROOT' },
      region: { startLine: place.line ?? 1 }
    },
    logicalLocations: [{ fullyQualifiedName: printable(id), kind: 'member' }]
  }
}

/** Whether a line has the id, and not only the beginning of a longer one. */
function names(line: string, id: string): boolean {
  const at = line.indexOf(id)
  return at !== -1 && !/[\w/-]/.test(line[at + id.length] ?? ' ')
}

function finish({ target, name, section, rules, results, left }: Filling, notes: readonly string[]): Run {
  const [tool = 'zyphos', version = '0'] = TOOL.split(' ')
  const whole = target.sections.every(({ end }) => end?.reason === 'complete')
  const cut = left > 0 ? [`${left} more results, beyond the ${MOST_RESULTS} that code scanning shows`] : []
  return {
    tool: {
      driver: {
        name: tool,
        version,
        semanticVersion: version,
        rules: [...rules.values()]
      }
    },
    automationDetails: { id: `zyphos/${categoryOf(name)}/`, description: { text: name } },
    invocations: [
      {
        executionSuccessful: whole,
        ...(section?.run === undefined ? {} : { startTimeUtc: section.run.started }),
        toolExecutionNotifications: [...notes, ...cut].map((text) => ({
          level: 'warning' as const,
          message: { text }
        }))
      }
    ],
    originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    results
  }
}

const categoryOf = (name: string): string => name.replace(/[^A-Za-z0-9._-]+/g, '-')

/** `http2/ping-with-7-octets` as a name in PascalCase. */
const ruleName = (id: string): string =>
  id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase()) || 'Unnamed'

/** Text that Markdown shows as it is. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~@&-]/g, '\\$&')
