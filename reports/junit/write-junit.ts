import { createCB } from 'xmlbuilder2'
import type { VerdictLine } from '../../lab/log-line.ts'
import { factsOf } from '../facts.ts'
import type { WriteReport } from '../format.ts'
import type { Section } from '../runs/section.ts'
import { total, VERDICTS, type Tally } from '../runs/tally.ts'
import { verdicts } from '../runs/verdicts.ts'
import { runName } from '../target-name.ts'
import { told } from '../told.ts'
import { troublesOf } from '../troubles.ts'
import { xmlText } from './xml-text.ts'

type Xml = ReturnType<typeof createCB>

/**
 * JUnit XML as Jenkins' schema has it: a test suite for each run, a test case for each verdict. Violations are failures; what
 * could not be judged is skipped, with the reason; a run that did not end as it should is an error of its own.
 */
export const writeJunit: WriteReport = async (gathered, out) => {
  let waiting: string[] = []
  const flush = async (): Promise<void> => {
    const text = waiting.join('')
    waiting = []
    await out.write(text)
  }
  const xml = createCB({ prettyPrint: true, wellFormed: true, data: (chunk: string) => waiting.push(chunk) })
  const troubles = troublesOf(gathered, { endings: false })
  const suites = gathered.sections
  const sum = (count: (section: Section) => number): number =>
    suites.reduce((all, section) => all + count(section), 0)
  xml
    .dec({ version: '1.0', encoding: 'UTF-8' })
    .ele('testsuites')
    .att({
      name: 'zyphos',
      tests: String(sum(testsOf) + troubles.length),
      failures: String(sum(({ tally }) => total(tally, 'violates'))),
      errors: String(sum(errorsOf) + troubles.length),
      time: seconds(sum(timeOf))
    })
  let open = -1
  const advance = (to: number): void => {
    for (; open < to; open++) {
      if (open >= 0) closeSuite(xml, suites[open] as Section)
      const next = suites[open + 1]
      if (next !== undefined) openSuite(xml, next)
    }
  }
  for await (const { section, verdict } of verdicts(gathered)) {
    advance(section.index)
    testCase(xml, section, verdict)
    await flush()
  }
  advance(suites.length)
  if (troubles.length > 0) tellTroubles(xml, troubles, suites.length)
  xml.up().end()
  await flush()
  await out.write('\n')
}

function openSuite(xml: Xml, section: Section): void {
  const { run, target, tally } = section
  xml.ele('testsuite').att({
    name: xmlText(runName(section)),
    tests: String(testsOf(section)),
    failures: String(total(tally, 'violates')),
    errors: String(errorsOf(section)),
    skipped: String(total(tally, 'inconclusive') + total(tally, 'unsupported')),
    time: seconds(timeOf(section)),
    ...(run === undefined ? {} : { timestamp: run.started.slice(0, 19) }),
    hostname: 'localhost',
    id: String(section.index),
    package: xmlText(run === undefined ? 'unknown' : `${run.suite}.${run.role}`)
  })
  const properties = {
    tool: run?.tool,
    judge: run?.judge,
    run: run?.id,
    target: target?.target,
    'target version': target?.version,
    url: target?.url
  }
  const known = Object.entries(properties).filter((pair): pair is [string, string] => pair[1] !== undefined)
  if (known.length === 0) return
  xml.ele('properties')
  for (const [name, value] of known)
    xml
      .ele('property')
      .att({ name, value: xmlText(value) })
      .up()
  xml.up()
}

function closeSuite(xml: Xml, section: Section): void {
  if (errorsOf(section) > 0) {
    const { end } = section
    const message =
      end === undefined
        ? 'the run broke off: its log has no end'
        : `the run ended early: ${end.reason}${end.detail === undefined ? '' : ` (${end.detail})`}`
    xml.ele('testcase').att({ name: 'the run', classname: 'zyphos' })
    xml.ele('error').att({ type: end?.reason ?? 'broke off', message: xmlText(message) })
    xml.txt(xmlText(message)).up().up()
  }
  xml.up()
}

function testCase(xml: Xml, section: Section, verdict: VerdictLine): void {
  xml.ele('testcase').att({
    name: xmlText(verdict.case),
    classname: xmlText(`${section.run?.suite ?? 'unknown'}.${section.run?.role ?? 'unknown'}`),
    time: seconds(verdict.took ?? 0)
  })
  if (verdict.verdict === 'violates')
    xml
      .ele('failure')
      .att({ type: verdict.level, message: xmlText(verdict.reason) })
      .txt(xmlText(...told(verdict, factsOf(section, verdict))))
      .up()
  else if (verdict.verdict !== 'conforms')
    xml
      .ele('skipped')
      .txt(xmlText(`${verdict.verdict}: ${verdict.reason}`))
      .up()
  xml.up()
}

/** What no run can say of itself: shards that are missing, lines that could not be read, contradictions. */
function tellTroubles(xml: Xml, troubles: readonly string[], id: number): void {
  const count = String(troubles.length)
  xml.ele('testsuite').att({ name: 'run logs', tests: count, failures: '0', errors: count, id: String(id) })
  for (const [index, trouble] of troubles.entries()) {
    xml.ele('testcase').att({ name: `trouble ${index + 1}`, classname: 'zyphos' })
    xml
      .ele('error')
      .att({ type: 'run log', message: xmlText(trouble) })
      .up()
      .up()
  }
  xml.up()
}

const errorsOf = ({ end }: Section): number => (end?.reason === 'complete' ? 0 : 1)
const countOf = (tally: Tally): number => VERDICTS.reduce((sum, verdict) => sum + total(tally, verdict), 0)
const testsOf = (section: Section): number => countOf(section.tally) + errorsOf(section)
const timeOf = ({ end, took }: Section): number => end?.took ?? took
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)
