import type { Suite } from '../../lab/suite.ts'
import type { VerdictLine } from '../../lab/log-line.ts'
import { stepLines } from '../octets/step-text.ts'
import type { CaseFacts, ScriptFacts } from './data.ts'

/** A case as the page shows it: what the run log says of it, and its scripts where the suite still knows it. */
export function caseFacts(line: VerdictLine, suite: Suite | undefined): CaseFacts {
  const { case: id, kind, level, section, title, requirements } = line
  const script = suite === undefined ? undefined : scriptFacts(id, suite)
  return { id, kind, level, section, title, requirements, ...(script === undefined ? {} : { script }) }
}

function scriptFacts(id: string, suite: Suite): ScriptFacts | undefined {
  const one = byId(suite).get(id)
  if (one === undefined) return undefined
  return {
    expect: suite.describe(one),
    ...(one.why === undefined ? {} : { why: one.why }),
    needs: one.needs,
    mark: one.mark,
    control: one.control.steps.map(stepLines),
    probe: one.probe.steps.map(stepLines)
  }
}

const KNOWN = new WeakMap<Suite, Map<string, Suite['cases'][number]>>()

function byId(suite: Suite): Map<string, Suite['cases'][number]> {
  const known = KNOWN.get(suite) ?? new Map(suite.cases.map((one) => [one.id, one]))
  KNOWN.set(suite, known)
  return known
}
