import type { Level } from '../../impl/rules.ts'

/** What becomes of a run in which something is found: it fails, it is told, or it is only counted. */
export type Severity = 'fail' | 'warn' | 'ignore'
export const SEVERITIES: readonly Severity[] = ['fail', 'warn', 'ignore']

/** How heavily weighs what no line expects. */
export interface Policy {
  /** Violations, by level; a level stands for its negation too. */
  readonly MUST: Severity
  readonly SHOULD: Severity
  readonly MAY: Severity
  /** A case that comes out differently, although it never was a violation. */
  readonly unsteady: Severity
  /** A line whose case could not be judged this time. */
  readonly inconclusive: Severity
  /** A line to which nobody has written a reason and an owner. */
  readonly unexplained: Severity
}

export const POLICY: Policy = {
  MUST: 'fail',
  SHOULD: 'warn',
  MAY: 'warn',
  unsteady: 'warn',
  inconclusive: 'warn',
  unexplained: 'warn'
}

export const severityOf = (policy: Policy, level: Level): Severity =>
  policy[level.split(' ')[0] as 'MUST' | 'SHOULD' | 'MAY']
