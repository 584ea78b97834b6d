import { suggestion } from '../nearest.ts'
import { printable } from '../printable.ts'
import { isUnexplained, type Expectation, type Expectations } from './expectation.ts'
import type { FindingKind, GateFinding } from './finding.ts'
import { knownCases, type KnownCase } from './known-cases.ts'
import { isFlaky, type Outcome, type Seen } from './outcome.ts'
import { severityOf, type Policy, type Severity } from './policy.ts'
import { tellResults } from './tell-results.ts'

export interface HoldOptions {
  readonly policy: Policy
  /** The day that it is, in UTC: `2027-01-31`. */
  readonly today: string
  /** Only a part of the cases was asked for: lines of others say nothing. */
  readonly partial?: boolean
  readonly cases?: ReadonlyMap<string, KnownCase>
}

/** Holds what was seen of a target against what the file expects of it; pure. */
export function hold(
  seen: Seen,
  expectations: Expectations | undefined,
  options: HoldOptions
): GateFinding[] {
  const { policy, today, cases = knownCases } = options
  const lines = expectations?.targets.get(seen.target)?.cases ?? []
  const file = expectations?.file ?? ''
  const expected = new Map(lines.map((line) => [line.case, line]))
  const ofCases = [...seen.outcomes.values()].flatMap((outcome) => {
    const line = expected.get(outcome.case)
    return line === undefined ? unexpected(outcome) : held(outcome, line)
  })
  const ofLines = lines.flatMap((line) => [
    ...(seen.outcomes.has(line.case) ? [] : unseen(line)),
    ...(concerns(line) ? standing(line) : [])
  ])
  return [...ofCases, ...ofLines]

  function unexpected(outcome: Outcome): GateFinding[] {
    const level = severityOf(policy, outcome.level)
    const violated = outcome.results.some(({ verdict, differing }) => verdict === 'violates' || differing)
    if (isFlaky(outcome))
      return [
        found(
          'flaky',
          violated ? level : policy.unsteady,
          outcome,
          undefined,
          `it came out differently: ${tellResults(outcome)}.`
        )
      ]
    return violated
      ? [
          found(
            'new violation',
            level,
            outcome,
            undefined,
            `${expectations === undefined ? 'it ' : 'no line expects it: '}${tellResults(outcome)}.`
          )
        ]
      : []
  }

  function held(outcome: Outcome, line: Expectation): GateFinding[] {
    const say = (kind: FindingKind, severity: Severity, message: string) => [
      found(kind, severity, outcome, line, `${place(line)}${message}`)
    ]
    const came = outcome.results[0]
    if (came === undefined) return []
    if (line.verdict === 'flaky') {
      const steady = outcome.results.length > 1 && !isFlaky(outcome) && came.verdict === 'conforms'
      return steady
        ? say(
            'other verdict',
            'warn',
            `it conformed in all ${outcome.results.length} rounds; is it still flaky?`
          )
        : say('known', 'ignore', line.reason)
    }
    if (isFlaky(outcome)) return say('flaky', 'fail', `it came out differently: ${tellResults(outcome)}.`)
    if (came.verdict === line.verdict) {
      if (line.signature === undefined || line.signature === came.signature)
        return say('known', 'ignore', line.reason)
      return say(
        'other signature',
        'fail',
        `it ${came.verdict} in another way: ${printable(came.signature)}, not ${printable(line.signature)}.`
      )
    }
    switch (came.verdict) {
      case 'conforms':
        // Of a part of the cases, an invariant may never have come to where it is broken.
        if (options.partial === true && outcome.kind === 'invariant')
          return say('known', 'ignore', line.reason)
        return say('unexpected pass', 'fail', 'it conforms now; remove the line.')
      case 'unsupported':
        if (options.partial === true && outcome.kind === 'invariant')
          return say('known', 'ignore', line.reason)
        return say('stale line', 'fail', `it is unsupported now: ${printable(came.reason)}.`)
      case 'inconclusive':
        return say('other verdict', policy.inconclusive, `it could not be judged: ${printable(came.reason)}.`)
      case 'violates':
        return say(
          'other verdict',
          'fail',
          `the line expects ${line.verdict}, but it ${tellResults(outcome)}.`
        )
    }
  }

  /** A line whose case was not seen. */
  function unseen(line: Expectation): GateFinding[] {
    const say = (message: string) => [
      found('stale line', 'fail', { case: line.case }, line, `${place(line)}${message}`)
    ]
    const known = cases.get(line.case)
    if (known === undefined) return say(`there is no such case.${suggestion(line.case, cases.keys())}`)
    if (!concerns(line)) return []
    if (options.partial === true || known.slow)
      return [
        found('not asked for', 'ignore', { case: line.case }, line, `${place(line)}it was not asked for.`)
      ]
    return say('it was not run.')
  }

  /** What is the matter with a line whatever its case came to. */
  function standing(line: Expectation): GateFinding[] {
    const say = (kind: FindingKind, severity: Severity, message: string) => [
      found(kind, severity, { case: line.case }, line, `${place(line)}${message}`)
    ]
    return [
      ...(line.expires !== undefined && line.expires < today
        ? say('expired line', 'fail', `it held until ${line.expires}: ${printable(line.reason)}`)
        : []),
      ...(isUnexplained(line)
        ? say('unexplained line', policy.unexplained, 'write why it is put up with, and who sees to it.')
        : [])
    ]
  }

  /** Whether a line speaks of the suite that was run, as far as that is known. */
  function concerns({ case: id }: Expectation): boolean {
    const known = cases.get(id)
    return (
      seen.outcomes.has(id) || known === undefined || (known.suite === seen.suite && known.role === seen.role)
    )
  }

  function place({ line }: Expectation): string {
    return `${printable(file)}:${line}: `
  }

  function found(
    kind: FindingKind,
    severity: Severity,
    about: Outcome | { readonly case: string },
    expectation: Expectation | undefined,
    message: string
  ): GateFinding {
    return {
      kind,
      severity,
      target: seen.target,
      case: about.case,
      message,
      ...(expectation === undefined ? {} : { expectation }),
      ...('results' in about ? { outcome: about } : {})
    }
  }
}
