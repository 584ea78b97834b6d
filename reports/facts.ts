import { find } from '../conformance/requirements/index.ts'
import { suites } from '../conformance/suites.ts'
import type { Case } from '../lab/case.ts'
import type { VerdictLine } from '../lab/log-line.ts'
import type { Suite } from '../lab/suite.ts'
import { printable } from './printable.ts'
import { requirementLink } from './requirement-link.ts'
import type { Section } from './runs/section.ts'
import { shellWord } from './shell-word.ts'

/** What this program knows of a verdict beyond the log; all text is fit for one line of a terminal. */
export interface Facts {
  readonly rules: readonly Rule[]
  readonly expected: string | undefined
  /** A command line that shows it again. */
  readonly again: string | undefined
}

export interface Rule {
  readonly id: string
  readonly gist: string
  readonly link: string | undefined
}

/** The requirements behind a verdict, what was expected, and how to see it again. */
export function factsOf(section: Section, verdict: VerdictLine): Facts {
  const suite = suiteOf(section)
  const one = suite?.cases.find(({ id }) => id === verdict.case)
  return {
    rules: verdict.requirements.map((id) => ({
      id: printable(id),
      gist: find(id)?.gist ?? 'not in a register of this version',
      link: requirementLink(id)
    })),
    expected:
      suite !== undefined && one !== undefined
        ? suite.describe(one)
        : verdict.kind === 'invariant'
          ? 'never, whatever is sent'
          : undefined,
    again: again(section, showing(suite, verdict, one))
  }
}

/** The suite of a run, where this program has it. */
export function suiteOf({ run }: Pick<Section, 'run'>): Suite | undefined {
  return suites.find(({ name, role }) => name === run?.suite && role === run.role)
}

/** The id of the trace that decided a verdict. */
export function traceOf({ evidence }: Pick<VerdictLine, 'evidence'>): string | undefined {
  return evidence === undefined ? undefined : evidence[evidence.decidedIn]
}

/** The case by which a violation can be shown again: that of the trace, for an invariant. */
function showing(suite: Suite | undefined, verdict: VerdictLine, one: Case | undefined): Case | undefined {
  if (one !== undefined) return one
  const shown = traceOf(verdict)?.split('/').slice(0, -2).join('/')
  return suite?.cases.find(({ id }) => id === shown)
}

function again({ run }: Section, one: Case | undefined): string | undefined {
  if (run?.command === undefined || one === undefined) return undefined
  return [...run.command, '--case', one.id].map((word) => shellWord(printable(word))).join(' ')
}
