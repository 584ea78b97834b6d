import {
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap
} from 'yaml'
import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import { ExpectationError } from './expectation-error.ts'
import {
  EXPECTED_VERDICTS,
  type Expectation,
  type Expectations,
  type ExpectedVerdict,
  type TargetExpectations
} from './expectation.ts'
import { isDate } from './is-date.ts'
import { shortSignature } from './short-signature.ts'

/** Version of the format that this reads and writes. */
export const EXPECTATIONS_VERSION = 1

/** Characters beyond which a file is no expectation file: a line for every case of 100 targets is far shorter. */
const LONGEST = 32 * 1024 * 1024

const MEMBERS = ['version', 'targets']
const FIELDS = ['verdict', 'signature', 'reason', 'owner', 'expires']

/** An expectation file as it was read, and the document that keeps its comments for writing. */
export interface ReadExpectations {
  readonly expectations: Expectations
  readonly document: Document
}

/**
 * Reads the text of an expectation file (YAML 1.2: `version: 1`, and under `targets` for each target its cases).
 * Throws an ExpectationError that names file and line.
 */
export function readExpectations(text: string, file: string): ReadExpectations {
  const lines = new LineCounter()
  const lineOf = (node: unknown): number => {
    const start = (node as Node | null | undefined)?.range?.[0]
    return start === undefined ? 1 : lines.linePos(start).line
  }
  const fail = (line: number, what: string): never => {
    throw new ExpectationError(`${printable(file)}:${line}: ${what}`)
  }
  if (text.length > LONGEST) fail(1, 'the file is too long for an expectation file.')
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' })
  const [problem] = document.errors
  if (problem !== undefined)
    fail(lines.linePos(problem.pos[0]).line, `the file is not YAML: ${printable(problem.message)}.`)

  const root = mapOf(document.contents, 1, 'An expectation file')
  for (const [name, , line] of entriesOf(root))
    if (!MEMBERS.includes(name))
      fail(line, `there is no member ${printable(name)}.${suggestion(name, MEMBERS)}`)
  const version = root.get('version')
  if (version !== EXPECTATIONS_VERSION)
    fail(
      lineOf(root.get('version', true)),
      version === undefined
        ? `the first line is to be "version: ${EXPECTATIONS_VERSION}".`
        : `version ${printable(String(version))} is not known; this program reads version ${EXPECTATIONS_VERSION}.`
    )
  const targets = new Map<string, TargetExpectations>()
  const held = root.get('targets', true)
  if (!isEmpty(held))
    for (const [target, cases, line] of entriesOf(mapOf(held, lineOf(held), '"targets"')))
      targets.set(target, {
        line,
        cases: isEmpty(cases)
          ? []
          : entriesOf(mapOf(cases, line, `What is expected of ${printable(target)}`)).map(expectation)
      })
  return { expectations: { file, targets }, document }

  function expectation([id, value, line]: [string, unknown, number]): Expectation {
    const about = printable(id)
    const fields = mapOf(value, line, `The expectation of ${about}`)
    const text: Record<string, string> = {}
    const at: Record<string, number> = {}
    for (const [name, node, line] of entriesOf(fields)) {
      if (!FIELDS.includes(name))
        fail(line, `${about} has no field ${printable(name)}.${suggestion(name, FIELDS)}`)
      const plain = isScalar(node) ? node.value : undefined
      if (typeof plain !== 'string' || plain.trim() === '')
        fail(line, `the ${name} of ${about} is to be a text.`)
      text[name] = (plain as string).trim()
      at[name] = line
    }
    for (const name of ['verdict', 'reason', 'owner'])
      if (text[name] === undefined) fail(line, `${about} has no ${name}.`)
    const { verdict = '', signature, reason = '', owner = '', expires } = text
    if (!EXPECTED_VERDICTS.includes(verdict as ExpectedVerdict))
      fail(
        at['verdict'] ?? line,
        `${printable(verdict)} is no verdict.${suggestion(verdict, EXPECTED_VERDICTS)}`
      )
    if (verdict === 'violates' && signature === undefined)
      fail(line, `${about} has no signature: say how it violates, or let --update-expectations write it.`)
    if (expires !== undefined && !isDate(expires))
      fail(at['expires'] ?? line, `${printable(expires)} is no date; write it as 2027-01-31.`)
    return {
      case: id,
      verdict: verdict as ExpectedVerdict,
      ...(signature === undefined ? {} : { signature: shortSignature(signature, verdict) }),
      reason,
      owner,
      ...(expires === undefined ? {} : { expires }),
      line
    }
  }

  function mapOf(node: unknown, line: number, what: string): YAMLMap {
    if (isAlias(node)) return fail(lineOf(node), 'aliases are not taken; write it out.')
    return isMap(node) ? node : fail(isScalar(node) ? lineOf(node) : line, `${what} is to be a map of names.`)
  }

  function entriesOf(map: YAMLMap): [string, unknown, number][] {
    return map.items.map(({ key, value }) => {
      if (!isScalar(key) || typeof key.value !== 'string')
        return fail(lineOf(key), 'a name is to be a text; put it into quotes.')
      if (isAlias(value)) return fail(lineOf(value), 'aliases are not taken; write it out.')
      return [key.value, value, lineOf(key)]
    })
  }
}

const isEmpty = (node: unknown): boolean =>
  node === undefined || node === null || (isScalar(node) && node.value === null)
