import { requirements } from './index.ts'
import type { Requirement, Role, Testability } from './requirement.ts'

/** Of one specification and one party: how many requirements there are, and how they can be tested. */
export interface SummaryRow {
  /** `rfc9113`, or `cve` for all CVE classes. */
  readonly specification: string
  readonly party: Role | 'specification'
  readonly byCase: number
  readonly byInvariant: number
  /** Half by a case, half by an invariant. */
  readonly byBoth: number
  readonly untestable: number
  /** Binds over HTTP/3 only, whatever shows it there. */
  readonly overHttp3: number
}

type Column = 'byCase' | 'byInvariant' | 'byBoth' | 'untestable' | 'overHttp3'

/** Counts requirements for each specification and party, in the order in which they first occur. */
export function summary(of: Iterable<Requirement> = requirements.values()): SummaryRow[] {
  const rows = new Map<string, { -readonly [K in keyof SummaryRow]: SummaryRow[K] }>()
  for (const { id, party, testable } of of) {
    const specification = id.slice(0, id.indexOf('-'))
    for (const one of party) {
      const key = `${specification} ${one}`
      const row = rows.get(key) ?? {
        specification,
        party: one,
        byCase: 0,
        byInvariant: 0,
        byBoth: 0,
        untestable: 0,
        overHttp3: 0
      }
      row[column(one === 'specification' ? undefined : testable[one])]++
      rows.set(key, row)
    }
  }
  return [...rows.values()]
}

/** A specification is bound outside any program, so that nothing on a wire can show it. */
function column(testability: Testability | undefined): Column {
  if (!testability || !('by' in testability)) return 'untestable'
  if (testability.over === 'HTTP/3') return 'overHttp3'
  if (testability.also) return 'byBoth'
  return testability.by === 'case' ? 'byCase' : 'byInvariant'
}
