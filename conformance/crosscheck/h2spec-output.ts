import type { H2specOutcome, H2specOutput, H2specResult } from './h2spec-result.ts'

/** Suites by the first word of the title under which h2spec prints them. */
const SUITES: Readonly<Record<string, string>> = { Generic: 'generic', Hypertext: 'http2', HPACK: 'hpack' }

const SECTION = /^ +(\d+(?:\.\d+)*)\. \S/
const CASE = /^ +(?:([✔×]) )?(\d+): \S/
const EXPECTED = /^ +Expected: (.*)$/
const ACTUAL = /^ +Actual: (.*)$/
const ERROR = /^ +Error: (.*)$/
/** Alternatives to what is expected stand under the first one, after the words that introduce it. */
const ALTERNATIVE = /^ {15,}(\S.*)$/
const SUMMARY = /^(\d+) tests, (\d+) passed, (\d+) skipped, (\d+) failed$/

type Draft = { -readonly [K in keyof H2specResult]: H2specResult[K] } & { expected: string[] }

/**
 * Reads what `h2spec -S` prints. (Its JUnit report is not used: it counts failures as errors, has no ids, and is not
 * always well-formed.) The texts in it that come from the target may be anything: the counts at the end of the output
 * must agree with what was read, or the run counts as broken.
 */
export function readH2specOutput(output: string): H2specOutput {
  const results: Draft[] = []
  let suite: string | undefined
  let section: string | undefined
  let last: Draft | undefined
  let fatal: string | undefined
  let totals: readonly number[] | undefined
  let over = false

  for (const line of output.split('\n').map(visible)) {
    const summary = SUMMARY.exec(line)
    if (summary !== null) totals = summary.slice(1).map(Number)
    if (over) continue
    if (/^(?:Failures: ?$|Finished in )/.test(line)) {
      over = true
      continue
    }
    if (line.startsWith('Error: ')) fatal = line.slice('Error: '.length)
    const title = SUITES[/^(\w+)\b/.exec(line)?.[1] ?? '']
    if (title !== undefined) {
      suite = title
      section = undefined
      continue
    }
    const found = CASE.exec(line)
    if (found !== null && suite !== undefined && section !== undefined) {
      last = { id: `${suite}/${section}/${found[2]}`, outcome: outcomeOf(found[1]), expected: [] }
      results.push(last)
      continue
    }
    const heading = SECTION.exec(line)
    if (heading !== null) {
      section = heading[1]
      continue
    }
    if (last?.outcome === 'failed') detail(line, last)
  }
  const broken = fatal ?? disagreement(results, totals)
  return { results, ...(broken === undefined ? {} : { broken }) }
}

/** A line as a terminal shows it in the end: without colours, and only what stands after the last return to its start. */
function visible(line: string): string {
  const plain = line.replace(/\x1b\[[\d;]*m/g, '').replace(/\r+$/, '')
  return plain.slice(plain.lastIndexOf('\r') + 1)
}

function outcomeOf(mark: string | undefined): H2specOutcome {
  return mark === '✔' ? 'passed' : mark === '×' ? 'failed' : 'skipped'
}

/** Takes what a line says about a failure. */
function detail(line: string, draft: Draft): void {
  const actual = ACTUAL.exec(line)?.[1] ?? ERROR.exec(line)?.[1]
  if (draft.actual !== undefined) return
  if (actual !== undefined) {
    draft.actual = actual
    return
  }
  const expected =
    EXPECTED.exec(line)?.[1] ?? (draft.expected.length > 0 ? ALTERNATIVE.exec(line)?.[1] : undefined)
  if (expected !== undefined) draft.expected.push(expected)
}

/** How what was read differs from the counts that h2spec prints at its end. */
function disagreement(results: readonly Draft[], totals: readonly number[] | undefined): string | undefined {
  if (totals === undefined) return `its output ends after ${results.length} cases, without a summary`
  const count = (outcome: H2specOutcome) => results.filter((one) => one.outcome === outcome).length
  const read = [results.length, count('passed'), count('skipped'), count('failed')]
  if (new Set(results.map(({ id }) => id)).size < results.length) return 'its output names a case twice'
  return read.every((one, index) => one === totals[index])
    ? undefined
    : `its summary counts ${totals.join(', ')} (all, passed, skipped, failed), its lines ${read.join(', ')}`
}
