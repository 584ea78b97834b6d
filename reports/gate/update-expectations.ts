import { Document, isMap, isScalar, parseDocument, type Pair, type YAMLMap } from 'yaml'
import { TO_DO, type Expectation, type Expectations } from './expectation.ts'
import { isFlaky, type Outcome, type Seen } from './outcome.ts'
import type { HoldOptions } from './hold.ts'
import { severityOf } from './policy.ts'
import { knownCases } from './known-cases.ts'
import { EXPECTATIONS_VERSION } from './read-expectations.ts'

/** What a new text of an expectation file has that the old one had not. */
export interface Update {
  readonly text: string
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

const HEAD = ` What is known of each target, and why it is put up with. The gate fails on everything else.
 Each line: verdict, signature (how it comes to it), reason, owner, and if you like expires: 2027-01-31.`

/**
 * The text of an expectation file after what was seen. Lines that hold stay as they are, with reason, owner, expiry and
 * comments; lines of what passes, is unsupported, or does not exist go; new ones are marked for a person to explain; one
 * that came out in another way is changed and marked. Lines of what was not run stay.
 */
export function updateExpectations(
  seen: readonly Seen[],
  before: { readonly text: string; readonly expectations: Expectations } | undefined,
  { policy, partial = false }: Pick<HoldOptions, 'policy' | 'partial'>
): Update {
  const document = before === undefined ? freshDocument() : parseDocument(before.text, { version: '1.2' })
  const added: string[] = []
  const changed: string[] = []
  const removed: string[] = []
  for (const one of seen) {
    const lines = before?.expectations.targets.get(one.target)?.cases ?? []
    const expected = new Map(lines.map((line) => [line.case, line]))
    for (const line of lines) {
      const outcome = one.outcomes.get(line.case)
      // Of a part of the cases, an invariant may never have come to where it is broken.
      const unsure = partial && outcome?.kind === 'invariant'
      if (unsure || (outcome === undefined ? knownCases.has(line.case) : !isOver(outcome, line))) continue
      casesOf(document, one.target)?.delete(line.case)
      removed.push(line.case)
    }
    for (const outcome of one.outcomes.values()) {
      const line = expected.get(outcome.case)
      const now = expectedOf(outcome)
      if (now === undefined) continue
      if (line === undefined) {
        const violated = outcome.results.some(({ verdict, differing }) => verdict === 'violates' || differing)
        const severity = violated ? severityOf(policy, outcome.level) : policy.unsteady
        if (severity === 'ignore') continue
        insert(document, one.target, outcome.case, { ...now, reason: `${TO_DO}: say why`, owner: TO_DO })
        added.push(outcome.case)
      } else if (!isAsBefore(now, line)) {
        const map = casesOf(document, one.target)?.get(outcome.case)
        if (!isMap(map)) continue
        const reason = line.reason.startsWith(TO_DO)
          ? line.reason
          : `${TO_DO}: it fails in another way; was: ${line.reason}`
        for (const [name, value] of Object.entries({ ...now, reason })) map.set(name, value)
        if (now.signature === undefined) map.delete('signature')
        changed.push(outcome.case)
      }
    }
  }
  return { text: document.toString({ lineWidth: 0 }), added, changed, removed }
}

interface Now {
  readonly verdict: 'violates' | 'flaky'
  readonly signature?: string
}

/** What a line of this outcome would expect; undefined where there is nothing to put up with. */
function expectedOf(outcome: Outcome): Now | undefined {
  if (isFlaky(outcome)) return { verdict: 'flaky' }
  const came = outcome.results[0]
  return came?.verdict === 'violates' ? { verdict: 'violates', signature: came.signature } : undefined
}

function isAsBefore(now: Now, line: Expectation): boolean {
  if (line.verdict === 'flaky') return true
  return now.verdict === line.verdict && (line.signature === undefined || line.signature === now.signature)
}

/** Whether a line has nothing left to say of its case. */
function isOver(outcome: Outcome, line: Expectation): boolean {
  const came = outcome.results[0]
  if (came === undefined || isFlaky(outcome) || line.verdict === 'flaky') return false
  return came.verdict !== line.verdict && (came.verdict === 'conforms' || came.verdict === 'unsupported')
}

function freshDocument(): Document {
  const document = new Document({ version: EXPECTATIONS_VERSION, targets: {} })
  document.commentBefore = HEAD
  return document
}

/** The map of a target's cases; undefined where the file has none. */
function casesOf(document: Document, target: string): YAMLMap | undefined {
  const cases = document.getIn(['targets', target], true)
  return isMap(cases) ? cases : undefined
}

/** Puts a case where it belongs by its name, so that two people's additions seldom meet in one line. */
function insert(document: Document, target: string, id: string, line: object): void {
  if (casesOf(document, target) === undefined) {
    if (!isMap(document.get('targets', true))) document.set('targets', document.createNode({}))
    document.setIn(['targets', target], document.createNode({}))
  }
  const cases = casesOf(document, target)
  if (cases === undefined) return
  for (const map of [document.get('targets', true), cases]) if (isMap(map)) map.flow = false
  const pair = document.createPair(id, line)
  const place = cases.items.findIndex(({ key }: Pair) => String(isScalar(key) ? key.value : key) > id)
  cases.items.splice(place === -1 ? cases.items.length : place, 0, pair)
}
